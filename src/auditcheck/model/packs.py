"""What a method owner writes: one pydantic model for each section of a rule pack.

Conditions and rungs are read by `language`, which knows the fields they ask of; here they are any
mapping. Descriptions are shown by the editor, so they are in Swedish.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from auditcheck.model.written import Accepts, AcceptsAt, Text, WholeDay, Written

LANGUAGE_VERSION = 1
"""Of the rule language as this version reads it; a pack names the one that it needs."""
MOST_LEVELS = 20  # of one scale

ConditionText = Annotated[dict[str, Any], WithJsonSchema({"x-defined": "condition"})]
RungText = Annotated[dict[str, Any], WithJsonSchema({"x-defined": "rung"})]
PartsRungText = Annotated[dict[str, Any], WithJsonSchema({"x-defined": "parts-rung"})]
LadderText = Annotated[dict[Text, RungText], Field(min_length=1)]


def _distinct(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        first = {value: place for place, value in reversed([*enumerate(values)])}
        twice = next(value for place, value in enumerate(values) if first[value] != place)
        raise ValueError(f"'{twice}' stands twice in the list")
    return values


DistinctNames = Annotated[list[Text], AfterValidator(_distinct)]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


FormerNames = Annotated[
    Annotated[DistinctNames, Field(min_length=1)],
    BeforeValidator(_listed, json_schema_input_type=Text | list[Text]),
]


class PackHead(Written):
    """What the pack is."""

    id: Text = Field(description="Regelpaketets id.")
    title: Text = Field(description="Regelpaketets titel.")
    version: Text = Field(description='Version, t.ex. "1.0.0".')
    language: Literal["sv"] = Field(
        "sv", description="Reglernas språk; krav och månader skrivs på svenska."
    )
    needs: int = Field(1, ge=1, description="Den version av regelspråket som paketet behöver.")
    accept: AcceptsAt = None


class ScaleText(Written):
    """Ordered levels and the ladder to them."""

    levels: Annotated[DistinctNames, Field(min_length=2, max_length=MOST_LEVELS)] = Field(
        description="Nivåerna, den lägsta först."
    )
    ladder: LadderText | None = Field(None, description="Vad som ger varje nivå.")
    not_evidenced: Literal["lowers", "withholds", "favours"] = Field(
        "lowers", description="Vad som händer med det som inte är belagt."
    )


class AuthorityText(Written):
    """What criteria rest on."""

    title: Text = Field(description="Revisionskriteriets titel.")
    kind: Literal["statute", "policy", "agreement", "norm"] = Field(description="Slag.")
    reference: Text | None = Field(None, description='T.ex. "SFS 2023:196".')
    in_force: WholeDay | None = Field(None, description="Första dagen i kraft.")
    repealed: WholeDay | None = Field(None, description="Dagen då det upphävdes.")
    note: Text | None = Field(None, description="Fritext.")
    accept: Accepts = None


class SaysText(Written):
    """The criterion's text for each outcome; `{due}` is the due date, written out."""

    met: Text | None = Field(None, description="Text när kriteriet är uppfyllt.")
    partly_met: Text | None = Field(None, description="Text när det delvis är uppfyllt.")
    not_met: Text | None = Field(None, description="Text när det inte är uppfyllt.")
    not_evidenced: Text | None = Field(None, description="Text när det inte är belagt.")
    not_applicable: Text | None = Field(None, description="Text när det inte är tillämpligt.")
    not_yet_due: Text | None = Field(None, description="Text innan det ska vara uppfyllt.")


class CriterionText(Written):
    """One testable demand."""

    title: Text = Field(description="Kravet, uttryckt som uppfyllt.")
    authority: Text | None = Field(None, description="Det revisionskriterium som kravet vilar på.")
    section: Text | None = Field(None, description="Paragraf eller avsnitt, t.ex. 5 §.")
    modality: (
        Literal[
            "ska", "ska verka för", "ska i den utsträckning det är lämpligt",
            "bör", "får", "ansvarar för",
        ]
        | None
    ) = Field(None, description="Kravets styrka.")  # fmt: skip
    final: bool = Field(
        False,
        description="true: ingen bedömning får gå förbi kravet utan att paketet medger det; "
        "bara för ska.",
    )
    duty_holder: Text | None = Field(None, description="Vem kravet riktas till.")
    due: WholeDay | None = Field(None, description="Dagen då kravet senast ska vara uppfyllt.")
    in_force: WholeDay | None = Field(None, description="Första dagen kravet gäller.")
    repealed: WholeDay | None = Field(None, description="Dagen då kravet upphörde.")
    requires: ConditionText = Field(description="Villkoret som prövar kravet.")
    applies: ConditionText | None = Field(None, description="När kravet är tillämpligt.")
    partly: ConditionText | None = Field(None, description="Vad som gör det delvis uppfyllt.")
    evidence: Literal["any", "documentary", "corroborated"] = Field(
        "any", description="Krav på de bevis som ett uppfyllt krav vilar på."
    )
    says: SaysText | None = Field(None, description="Texter för utfallen.")
    note: Text | None = Field(None, description="Fritext.")
    was: FormerNames | None = Field(
        None, description="Vad kriteriet hette förr: ett id eller flera."
    )
    accept: Accepts = None


class Groups(Written):
    """Criteria by weight, and the ladder that weighs them."""

    essential: DistinctNames | None = Field(None, description="Väsentliga kriterier.")
    supporting: DistinctNames | None = Field(None, description="Stödjande kriterier.")
    informing: DistinctNames | None = Field(
        None, description="Kriterier som visas men inte vägs in i nivån."
    )
    levels: LadderText | None = Field(None, description="Egen trappa i stället för skalans.")
    may_pass_over: DistinctNames | None = Field(
        None,
        description="Kriterier med final: true som en bedömning får gå förbi fast de inte är "
        "uppfyllda.",
    )


class PartText(Groups):
    """One of the questions inside a question."""

    asks: Text | None = Field(None, description="Delfrågan.")
    was: FormerNames | None = Field(
        None, description="Vad delfrågan hette förr: id, eller FRÅGA.DELFRÅGA; ett eller flera."
    )


class QuestionText(Groups):
    """What the auditors asked."""

    asks: Text = Field(description="Revisionsfrågan.")
    number: int | None = Field(None, ge=0, description="Frågans nummer i rapporten.")
    scale: Text | None = Field(None, description="Skalan, om en annan än paketets första.")
    open: bool = Field(False, description="true: besvaras i text, utan nivå.")
    parts: Annotated[dict[Text, PartText], Field(min_length=1)] | None = Field(
        None, description="Delfrågor."
    )
    was: FormerNames | None = Field(None, description="Vad frågan hette förr: ett id eller flera.")
    accept: Accepts = None


class ConclusionText(Written):
    """The level of the whole audit."""

    asks: Text = Field(description="Vad den samlade bedömningen svarar på.")
    scale: Text | None = Field(None, description="Skalan, om en annan än paketets första.")
    levels: Annotated[dict[Text, PartsRungText], Field(min_length=1)] | None = Field(
        None, description="Trappan till varje nivå."
    )


class RecommendationText(Written):
    """What is proposed when a criterion is not met."""

    text: Text = Field(description="Rekommendationen.")
    to: DistinctNames | None = Field(None, description="Till vem: namn i audit.bodies.")
    when_not_met: Annotated[DistinctNames, Field(min_length=1)] = Field(
        description="Kriterier som utlöser den när de inte är helt uppfyllda."
    )
    or_not_evidenced: bool = Field(False, description="true: även när de inte är belagda.")
    was: FormerNames | None = Field(
        None, description="Vad rekommendationen hette förr: ett id eller flera."
    )
    accept: Accepts = None
