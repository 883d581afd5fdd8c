"""The codes of a template as Jinja's own parser reads them, each by itself."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from jinja2 import Environment, TemplateSyntaxError, nodes

# docxtpl lets Word's typographic quotation marks stand for straight ones.
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_ENVIRONMENT = Environment(autoescape=True)


def parse_output(body: str) -> nodes.Expr | None:
    """The expression of ``{{ … }}``; None where it is none."""
    parsed = _parse(f"{{{{ {body} }}}}")
    if isinstance(parsed, nodes.Output) and len(parsed.nodes) == 1:
        (expression,) = parsed.nodes
        return expression if isinstance(expression, nodes.Expr) else None
    return None


def parse_condition(body: str) -> nodes.Expr | None:
    """The question of ``{% if … %}``, given without the keyword; None where it is none."""
    parsed = _parse(f"{{% if {body} %}}{{% endif %}}")
    return cast(nodes.Expr, parsed.test) if isinstance(parsed, nodes.If) else None


def parse_loop(body: str) -> nodes.For | None:
    """The loop of ``{% for … %}``; None where it is none."""
    parsed = _parse(f"{{% {body} %}}{{% endfor %}}")
    return parsed if isinstance(parsed, nodes.For) else None


def dotted(node: nodes.Node) -> str:
    """A name with its fields as typed; nothing where it is no name."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{dotted(node.node)}.{node.attr}"
    return ""


@lru_cache(maxsize=1024)
def _parse(source: str) -> nodes.Node | None:
    """The one statement of a source; None where Jinja cannot read it."""
    try:
        body = _ENVIRONMENT.parse(source.translate(_QUOTES)).body
    except (TemplateSyntaxError, RecursionError):
        return None
    return body[0] if len(body) == 1 else None
