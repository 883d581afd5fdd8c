"""What is found wrong in a Word template while it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nkps_reports.report.problems import Problem
from nkps_reports.word.template.lines import Spot, describe_spot
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, with what its words need.

    Attributes:
        code: what kind.
        spot: where; None for what concerns the whole template.
        found: what stands there.
        facts: what else the words of the code need.
    """

    code: Code
    spot: Spot | None
    found: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def problem(self, template: str) -> Problem:
        """The finding in words.

        Args:
            template: the template's name.
        """
        where = words.TEMPLATE_PLACE.format(template=template)
        if self.spot is not None:
            where = f"{where}, {describe_spot(self.spot)}"
        return Problem.of(self.code, None, self.found, where=where, template=template, **self.facts)
