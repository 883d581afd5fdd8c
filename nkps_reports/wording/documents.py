"""The words of the Word template and of the matrix, in each of the two written standards of Norwegian.

What an organisation or the strategy's source wrote is never translated: none of it stands here.
"""

from __future__ import annotations

from dataclasses import dataclass

from nkps_reports.wording.form import FORM_FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWords:
    """Every word that both documents say by themselves, in one written standard.

    Attributes that begin with ``word_`` stand in the Word template, those with ``matrix_`` in the matrix;
    the others in both, or in the e-mail they are sent with. What is the same in both standards stands here.
    ``language`` is the language's tag by BCP 47.
    """

    language: str
    no_action: str = "ingen"
    no_responsible: str
    report_subject: str
    relation_line: str = "Relasjon til NKPS-tiltak nr. {numbers}."
    reporting_points: str
    reporting_point: str = "Rapporteringspunkt {number}"
    measures_without_action: str
    measure_columns: tuple[str, str, str, str]
    measures_description: str
    page: tuple[str, str] = ("Side ", " av ")

    word_title: str = "Rapport om tiltak i Nasjonal kompetansepolitisk strategi"
    word_property_title: str = "Rapport om Nasjonal kompetansepolitisk strategi"
    word_recipient: str = "Til:"
    word_period: str = "Rapporteringsperiode:"
    word_date: str = "Dato:"
    word_contact: str = "Kontaktperson:"
    word_email: str = "E-post:"
    word_back_to_list: str
    word_measures: str
    word_measures_introduction: str

    matrix_title: str
    matrix_caption: str
    matrix_document_title: str = "{title}: {organisation}, {period}"
    matrix_summary: str
    matrix_action_count: tuple[str, str]
    matrix_relation_count: tuple[str, str]
    matrix_action_column: str = "Rapporteringspunkt"
    matrix_measures_span: str = "NKPS-tiltak"
    matrix_measure: str = "NKPS-tiltak {number}"
    matrix_named_measure: str = "NKPS-tiltak {number}, {name}"
    matrix_counts: str
    matrix_chart: str
    matrix_chart_figure: str = "{measure}: {count}"
    matrix_footer: str = "{organisation} – {period}"
    matrix_measures_title: str
    matrix_text_column: str = "Ordlyd i NKPS"
    matrix_strategy: str = "Nasjonal kompetansepolitisk strategi (NKPS)"
    matrix_none_left: str

    @property
    def form_headings(self) -> tuple[str, ...]:
        """The headings of the form."""
        return tuple(field.headings[self.language.partition("-")[0]] for field in FORM_FIELDS)


BOKMAL = DocumentWords(
    language="nb-NO",
    no_responsible="ikke oppgitt",
    report_subject="Rapport fra {organisation} om Nasjonal kompetansepolitisk strategi, {period}",
    reporting_points="Rapporteringspunkter",
    measures_without_action="NKPS-tiltak uten rapporteringspunkt",
    measure_columns=("Nr.", "NKPS-tiltak", "Hovedansvarlig", "Rapporteringspunkt"),
    measures_description="NKPS-tiltakene med hovedansvarlig og rapporteringspunkter",
    word_back_to_list="Til listen over rapporteringspunkter",
    word_measures="NKPS-tiltak og hovedansvarlig",
    word_measures_introduction=(
        "NKPS-tiltakene med hovedansvarlig og rapporteringspunktene i denne rapporten."
    ),
    matrix_title="Rapporteringspunkter og NKPS-tiltak",
    matrix_caption="Hvilke NKPS-tiltak hvert rapporteringspunkt er knyttet til: {actions} med {relations}",
    matrix_summary="{covered} av {total} NKPS-tiltak har minst ett rapporteringspunkt",
    matrix_action_count=("{count}\u00a0rapporteringspunkt", "{count}\u00a0rapporteringspunkter"),
    matrix_relation_count=("{count}\u00a0relasjon", "{count}\u00a0relasjoner"),
    matrix_counts="Antall rapporteringspunkter",
    matrix_chart="Søyler som viser hvor mange rapporteringspunkter hvert NKPS-tiltak har: {figures}.",
    matrix_measures_title="NKPS-tiltakene",
    matrix_none_left="Ingen. Alle NKPS-tiltakene har minst ett rapporteringspunkt.",
)

NYNORSK = DocumentWords(
    language="nn-NO",
    no_responsible="ikkje oppgitt",
    report_subject="Rapport frå {organisation} om Nasjonal kompetansepolitisk strategi, {period}",
    reporting_points="Rapporteringspunkt",
    measures_without_action="NKPS-tiltak utan rapporteringspunkt",
    measure_columns=("Nr.", "NKPS-tiltak", "Hovudansvarleg", "Rapporteringspunkt"),
    measures_description="NKPS-tiltaka med hovudansvarleg og rapporteringspunkt",
    word_back_to_list="Til lista over rapporteringspunkt",
    word_measures="NKPS-tiltak og hovudansvarleg",
    word_measures_introduction="NKPS-tiltaka med hovudansvarleg og rapporteringspunkta i denne rapporten.",
    matrix_title="Rapporteringspunkt og NKPS-tiltak",
    matrix_caption="Kva NKPS-tiltak kvart rapporteringspunkt er knytt til: {actions} med {relations}",
    matrix_summary="{covered} av {total} NKPS-tiltak har minst eitt rapporteringspunkt",
    matrix_action_count=("{count}\u00a0rapporteringspunkt", "{count}\u00a0rapporteringspunkt"),
    matrix_relation_count=("{count}\u00a0relasjon", "{count}\u00a0relasjonar"),
    matrix_counts="Talet på rapporteringspunkt",
    matrix_chart="Søyler som viser kor mange rapporteringspunkt kvart NKPS-tiltak har: {figures}.",
    matrix_measures_title="NKPS-tiltaka",
    matrix_none_left="Ingen. Alle NKPS-tiltaka har minst eitt rapporteringspunkt.",
)

# The strategy's own words are never translated.
STRATEGY_LANGUAGE = BOKMAL.language
# Keyed by the values of ``model.Language``.
DOCUMENT_WORDS = {"nb": BOKMAL, "nn": NYNORSK}
