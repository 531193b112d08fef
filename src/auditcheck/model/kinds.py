"""What an auditor writes: one pydantic model for each kind of evidence.

Each field's description is shown to the auditor by the editor, so it is in Swedish. A field left
out is unknown.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from auditcheck.model.engagement import Judgement, Response
from auditcheck.model.figures import Figure, Fund, Indicator, Sample
from auditcheck.model.written import (
    Actor_,
    AnyItem,
    Body,
    Common,
    Count,
    Date,
    Document_,
    Item,
    Number,
    Period,
    Text,
    Word,
    Written,
)

SHA256 = "^[0-9a-f]{64}$"


class Source(Common):
    """Where evidence comes from."""

    kind: Literal[
        "sample", "site-visit", "minutes", "statistics", "document", "survey",
        "correspondence", "written-answer", "interview", "fact-check", "self-assessment",
    ] = Field(description="Slag av källa; slaget avgör bevisvärdet.")  # fmt: skip
    title: Text | None = Field(None, description="Källans titel.")
    role: Text | None = Field(None, description="Den intervjuades roll – aldrig en persons namn.")
    date: Date | None = Field(None, description="Källans datum.")
    received: Date | None = Field(None, description="När revisorn fick källan.")
    file: Text | None = Field(None, description="Fil bredvid granskningen, t.ex. sources/ks.pdf.")
    sha256: Annotated[str, StringConstraints(pattern=SHA256)] | None = Field(
        None, description="SHA-256 för filen så som den granskades, 64 hexadecimala tecken."
    )
    url: Text | None = Field(None, description="Adress där källan finns publicerad.")
    accessed: Date | None = Field(None, description="När adressen lästes.")
    pages: Count | None = Field(None, description="Antal sidor.")
    fact_checked: Date | None = Field(None, description="När rollen faktagranskade rapporten.")

    @model_validator(mode="after")
    def _is_named(self) -> "Source":
        if self.title is None and self.role is None:
            raise ValueError("a source needs 'title' or 'role'")
        return self


class Actor(Item):
    """A body, unit, company or authority."""

    name: Text = Field(description="Aktörens namn.")
    type: Word = Field(description="Slag av aktör, ur regelpaketets ordlista.")
    side: Literal["kommunen", "kommunalt bolag", "extern"] | None = Field(
        None, description="Vilken sida aktören hör till."
    )
    part_of: Body | None = Field(None, description="Den organisation som aktören ingår i.")
    responsible_for: list[Word] | None = Field(None, description="Vad aktören ansvarar för.")
    reports_to: Body | None = Field(None, description="Vem aktören rapporterar till.")


class Decided(Written):
    """When and by whom a document was decided."""

    date: Date | None = Field(None, description="Beslutsdatum.")
    by: Body | None = Field(None, description="Det organ som beslutade.")


class Mention(Written):
    """A statute or another reference that a document cites."""

    reference: Text = Field(description='Så som hänvisningen skrivs, t.ex. "SFS 2023:196".')
    in_force: Date | None = Field(None, description="Ikraftträdande enligt dokumentet.")


class FollowedUp(Written):
    """One follow-up."""

    date: Date | None = Field(None, description="När uppföljningen gjordes.")
    by: Body | None = Field(None, description="Vem som följde upp.")


class Presented(Written):
    """One presentation of a document to a body."""

    to: Body = Field(description="Organet som fick del av dokumentet.")
    date: Date | None = Field(None, description="När det presenterades.")


class Document(Item):
    """A plan, programme, agreement, situational picture, guideline …"""

    type: Word = Field(description="Slag av dokument, ur regelpaketets ordlista.")
    title: Text | None = Field(None, description="Dokumentets titel.")
    status: Literal["utkast", "beslutad", "upphävd"] | None = Field(
        None, description="Om dokumentet är ett utkast, beslutat eller upphävt."
    )
    decided: Decided | None = Field(None, description="När och av vem dokumentet beslutades.")
    effective: Period | None = Field(None, description="När dokumentet gäller från och till.")
    valid: Period | None = Field(None, description="Den giltighetstid som dokumentet anger.")
    owner: Body | None = Field(None, description="Vem som äger dokumentet.")
    scope: Text | None = Field(None, description="Vad dokumentet omfattar.")
    period: Period | None = Field(None, description="Den tid som dokumentet handlar om.")
    contains: list[Word] | None = Field(None, description="Vad dokumentet innehåller.")
    parties: list[Actor_] | None = Field(None, description="Parterna i en överenskommelse.")
    purposes: list[Word] | None = Field(None, description="De syften som anges.")
    areas: list[Word] | None = Field(None, description="De områden som anges.")
    mentions: list[Mention] | None = Field(None, description="Författningar som nämns.")
    based_on: list[Document_] | None = Field(None, description="Dokument som det bygger på.")
    used_for: list[Word] | None = Field(None, description="Vad dokumentet används till.")
    updated: list[Date] | None = Field(None, description="När dokumentet uppdaterades.")
    followed_up: list[FollowedUp] | None = Field(None, description="När det följdes upp.")
    presented_to: list[Presented] | None = Field(None, description="Organ som fick del av det.")


class Mandate(Written):
    """Whether a task is written down, and where."""

    documented: bool | None = Field(None, description="Om uppdraget är dokumenterat.")
    document: Document_ | None = Field(None, description="Dokumentet där uppdraget står.")


class Member(Written):
    """Someone who takes part in a forum."""

    actor: Actor_ = Field(description="Aktören som ledamoten företräder.")
    role: Text | None = Field(None, description="Ledamotens roll – aldrig en persons namn.")
    leading: bool | None = Field(None, description="Om ledamoten har en ledande befattning.")


class Forum(Item):
    """Where people meet."""

    name: Text = Field(description="Forumets namn.")
    level: Literal["strategisk", "operativ"] | None = Field(None, description="Forumets nivå.")
    designated_as: list[Word] | None = Field(None, description="Vad forumet är utpekat som.")
    mandate: Mandate | None = Field(None, description="Forumets uppdrag.")
    led_by: Actor_ | None = Field(None, description="Aktören som leder forumet.")
    members: list[Member] | None = Field(None, description="Vilka som ingår.")
    meets: Text | None = Field(None, description="Hur ofta forumet möts.")
    tasks: list[Word] | None = Field(None, description="Forumets uppgifter.")


class Function(Item):
    """A standing task that someone holds."""

    name: Text = Field(description="Funktionens namn.")
    held_by: Actor_ | None = Field(None, description="Aktören där funktionen finns.")
    tasks: list[Word] | None = Field(None, description="Funktionens uppgifter.")
    mandate: Mandate | None = Field(None, description="Funktionens uppdrag.")


class Report(Item):
    """Information that went from one body to another."""

    from_: Body = Field(alias="from", description="Vem som rapporterade.")
    to: Body = Field(description="Vem som fick rapporten.")
    about: list[Word] | None = Field(None, description="Vad rapporten handlade om.")
    date: Date | None = Field(None, description="När rapporten lämnades.")
    channel: Text | None = Field(None, description="Hur rapporten lämnades.")


class Decision(Item):
    """What a body decided."""

    body: Body = Field(description="Organet som beslutade.")
    date: Date = Field(description="Beslutsdatum.")
    paragraph: Text | None = Field(None, description="Paragraf i protokollet.")
    effective: Period | None = Field(None, description="När beslutet gäller.")
    about: list[Word] | None = Field(None, description="Vad beslutet handlar om.")
    amount: Number | None = Field(None, description="Belopp som beslutet omfattar.")
    currency: Text | None = Field(None, description="Beloppets valuta eller enhet, t.ex. Mkr.")
    based_on: list[Document_] | None = Field(None, description="Dokument som låg till grund.")
    document: Document_ | None = Field(None, description="Dokument som beslutet antog.")


class Activity(Item):
    """What is done."""

    title: Text = Field(description="Aktivitetens namn.")
    status: Literal["planerad", "pågår", "genomförd"] | None = Field(
        None, description="Om aktiviteten är planerad, pågår eller är genomförd."
    )
    period: Period | None = Field(None, description="När aktiviteten pågår.")
    category: Word | None = Field(None, description="Slag av insats, ur ordlistan.")
    areas: list[Word] | None = Field(None, description="Områden som aktiviteten avser.")
    carried_out_by: list[Body] | None = Field(None, description="Vilka som genomför den.")
    problem: Text | None = Field(None, description="Problemet som aktiviteten ska möta.")
    goals: list[Text] | None = Field(None, description="Mål med aktiviteten.")
    effect_indicators: list[Text] | None = Field(None, description="Hur effekten mäts.")
    followed_up: list[FollowedUp] | None = Field(None, description="När den följdes upp.")
    planned_in: Document_ | None = Field(None, description="Planen som aktiviteten står i.")


class Observation(Item):
    """A qualitative finding by the auditor."""

    topic: Word = Field(description="Ämne, ur ordlistan.")
    about: AnyItem | None = Field(None, description="Det bevis som iakttagelsen gäller.")
    holds: Literal["yes", "partly", "no"] = Field(description="Om det som ämnet säger stämmer.")
    says: Text = Field(description="Iakttagelsen i en mening.")
    date: Date | None = Field(None, description="När iakttagelsen gjordes.")


Plain = str | int | float | bool


class Absence(Item):
    """Looked for and not found."""

    of: Text = Field(description="Slaget av bevis som eftersöktes, t.ex. documents.")
    where: dict[Text, Plain | Annotated[list[Plain], Field(min_length=1)]] | None = Field(
        None, description="Vad som eftersöktes: fält och värde, utan operatorer."
    )


KINDS: dict[str, type[Common]] = {
    "sources": Source,
    "actors": Actor,
    "documents": Document,
    "forums": Forum,
    "functions": Function,
    "reports": Report,
    "decisions": Decision,
    "activities": Activity,
    "indicators": Indicator,
    "funds": Fund,
    "figures": Figure,
    "samples": Sample,
    "observations": Observation,
    "absences": Absence,
    "judgements": Judgement,
    "responses": Response,
}
DEMANDABLE = tuple(k for k in KINDS if k not in ("sources", "absences", "judgements", "responses"))

STRENGTH = {
    "sample": 3,
    "site-visit": 3,
    "minutes": 3,
    "statistics": 3,
    "document": 2,
    "survey": 2,
    "correspondence": 2,
    "written-answer": 2,
    "interview": 1,
    "fact-check": 1,
    "self-assessment": 1,
}
ORAL, DOCUMENTARY = 1, 2
