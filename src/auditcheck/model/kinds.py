"""What an auditor writes: one pydantic model for each kind of evidence, and for the audit itself.

Each field's description is shown to the auditor by the editor, so it is in Swedish. A field left
out is unknown. The markers `Coded` and `Ref` tell the other rooms what a text stands for.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from auditcheck.model.days import Days, parse_days


@dataclass(frozen=True, slots=True)
class Coded:
    """Marks a text whose words the rule pack's vocabulary lists."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text that names an item of one of `kinds`; of any kind when there are none."""

    kinds: tuple[str, ...] = ()


def _days(value: object) -> object:
    """Read a date from text; a bare year is read as an integer by YAML."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return parse_days(value) if isinstance(value, str) else value


def _whole_day(value: object) -> object:
    """Read a day from text; a month or a year will not do."""
    try:
        days = _days(value)
    except ValueError as error:
        raise ValueError(f"{error}, and it must be a whole day") from None
    if isinstance(days, Days) and days.first != days.last:
        raise ValueError(f"'{days}' is not a whole day")
    return days


_DATE_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"},
        {"type": "integer", "minimum": 1, "maximum": 9999},
    ]
}
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

type_config = ConfigDict(
    extra="forbid", strict=True, frozen=True, defer_build=True, arbitrary_types_allowed=True
)

Text = Annotated[str, StringConstraints(min_length=1)]
Number = int | float
Amount = Annotated[Number, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]
Date = Annotated[Days, BeforeValidator(_days), WithJsonSchema(_DATE_SCHEMA)]
WholeDay = Annotated[
    Days,
    BeforeValidator(_whole_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Word = Annotated[str, Coded(), StringConstraints(min_length=1)]
AnyItem = Annotated[str, Ref()]
Actor_ = Annotated[str, Ref(("actors",))]
Body = Annotated[str, Ref(("actors", "forums"))]
Document_ = Annotated[str, Ref(("documents",))]
Figure_ = Annotated[str, Ref(("figures",))]
Source_ = Annotated[str, Ref(("sources",))]


class Written(BaseModel):
    """What a person wrote: no unknown fields, no coercion, never changed."""

    model_config = type_config


class Period(Written):
    """Days from one to another, both in; the end that is left out is open."""

    from_: Date | None = Field(
        None, alias="from", description="Första dagen (dag, månad eller år)."
    )
    until: Date | None = Field(None, description="Sista dagen, inräknad.")

    @model_validator(mode="after")
    def _has_an_end(self) -> "Period":
        if self.from_ is None and self.until is None:
            raise ValueError("a period needs 'from' or 'until'")
        return self


class Citation(Written):
    """A source relied on, and where in it."""

    source: Source_ = Field(description="Källans id under `sources`.")
    quote: Text | None = Field(None, description="De ord i källan som beviset vilar på.")
    page: int | None = Field(None, ge=1, description="Sidan där orden står, räknad från 1.")


def _citation(value: object) -> object:
    return {"source": value} if isinstance(value, str) else value


Cited = Annotated[Citation, BeforeValidator(_citation, json_schema_input_type=str | Citation)]


class Accept(Written):
    """A warning or a note that is let stand, and why."""

    code: Text = Field(description="Koden för varningen eller noteringen, t.ex. oral-only.")
    because: Text = Field(description="Skälet till att den får stå.")
    until: Date | None = Field(
        None, description="Sista dag som det gäller, jämfört med bedömningens dag."
    )


Accepts = Annotated[
    list[Accept] | None,
    Field(description="Varningar och noteringar som godtas här, var och en med skäl."),
]


class Common(Written):
    """What every item may have."""

    note: Text | None = Field(None, description="Fritext som visas tillsammans med beviset.")
    confidential: bool | None = Field(
        None, description="true: sekretess; märks ut i arbetsversionen av rapporten."
    )
    aliases: list[Text] | None = Field(None, description="Andra namn på samma sak.")
    incomplete: list[Text] | None = Field(
        None, description="Listfält som inte är fullständiga: det som saknas i dem är okänt."
    )
    accept: Accepts = None


class Item(Common):
    """A piece of evidence: it rests on sources."""

    sources: list[Cited] | None = Field(
        None, description="Källorna som beviset vilar på: id, eller {source, quote, page}."
    )


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
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, description="Filens SHA-256, 64 hexadecimala tecken."
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


class Measurement(Written):
    """An indicator's value for one year."""

    year: int = Field(ge=1, le=9999, description="Året.")
    value: Number | None = Field(None, description="Uppmätt värde.")
    target: Number | None = Field(None, description="Målvärde för året.")
    reference: Number | None = Field(None, description="Jämförelsevärde, t.ex. riket.")


class Indicator(Item):
    """A measured goal."""

    title: Text = Field(description="Indikatorns namn.")
    code: Text | None = Field(None, description="Indikatorns kod, t.ex. i Kolada.")
    topic: Word | None = Field(None, description="Ämne, ur ordlistan.")
    unit: Text | None = Field(None, description="Enhet, t.ex. %.")
    better: Literal["higher", "lower"] | None = Field(
        None, description="Om ett högre eller lägre värde är bättre."
    )
    set_by: Body | None = Field(None, description="Organet som satt målet.")
    followed_up_by: list[Body] | None = Field(None, description="Organ som följer upp.")
    series: list[Measurement] | None = Field(None, description="Värden och mål per år.")
    attained: Literal["yes", "partly", "no"] | None = Field(
        None, description="Måluppfyllelsen så som den granskade själv anger den."
    )


class Fund(Item):
    """Money received, allotted or paid out."""

    kind: Literal["generellt bidrag", "projektbidrag", "egna medel"] = Field(
        description="Slag av medel."
    )
    direction: Literal["in", "ut"] | None = Field(None, description="In till eller ut från.")
    from_: Actor_ | None = Field(None, alias="from", description="Vem pengarna kommer från.")
    to: Actor_ | None = Field(None, description="Vem pengarna går till.")
    year: int | None = Field(None, ge=1, le=9999, description="Året.")
    amount: Amount | None = Field(None, description="Beloppet.")
    currency: Text | None = Field(None, description="Beloppets valuta eller enhet, t.ex. Mkr.")
    purpose: Text | None = Field(None, description="Vad pengarna är till för.")
    use_accounted: bool | None = Field(None, description="Om användningen är redovisad.")


class StatedShare(Written):
    """A share of another figure, as the audited body states it."""

    of: Figure_ = Field(description="Uppgiften som andelen räknas på.")
    is_: Annotated[Number, Field(ge=0)] = Field(alias="is", description="Andelen, t.ex. 0.5.")


class Figure(Item):
    """A number that the audited body states."""

    title: Text = Field(description="Vad talet är.")
    value: Number = Field(description="Talet.")
    unit: Text | None = Field(None, description="Enhet, t.ex. Mkr.")
    year: int | None = Field(None, ge=1, le=9999, description="Året.")
    parts: dict[Text, Number] | None = Field(None, description="Delar som ska summera till talet.")
    stated_share: StatedShare | None = Field(None, description="Uppgiven andel av ett annat tal.")


class Checked(Written):
    """How many of those tested passed one check."""

    passed: Count = Field(description="Antal godkända.")
    partly: Count | None = Field(None, description="Antal delvis godkända.")
    of: Count = Field(description="Antal prövade.")

    @model_validator(mode="after")
    def _fits(self) -> "Checked":
        if self.passed + (self.partly or 0) > self.of:
            raise ValueError(f"more passed or partly passed than the {self.of} that were tested")
        return self


class Sample(Item):
    """What was tested, n of N."""

    topic: Word = Field(description="Vad som prövades, ur ordlistan.")
    population: Word | None = Field(None, description="Vad urvalet drogs ur, ur ordlistan.")
    period: Period | None = Field(None, description="Tiden som urvalet gäller.")
    size: Count = Field(description="Antal prövade.")
    checks: dict[Text, Checked] | None = Field(None, description="Utfall för varje kontroll.")


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


class Judgement(Common):
    """The auditor departs from the rules' level."""

    question: Text = Field(description="Revisionsfrågans id.")
    part: Text | None = Field(None, description="Delfrågans id, där frågan har flera.")
    level: Text = Field(description="Nivån som revisorn bedömer.")
    reason: Text = Field(description="Skälet till avsteget.")
    by: Text = Field(description="Rollen som bedömer – aldrig en persons namn.")
    date: Date = Field(description="När bedömningen gjordes.")
    until: Date | None = Field(None, description="Sista dag som avsteget gäller.")


class Response(Common):
    """The audited body's answer to a recommendation."""

    recommendation: Text = Field(description="Rekommendationens id.")
    by: Text | None = Field(None, description="Vem som svarar.")
    date: Date | None = Field(None, description="När svaret lämnades.")
    status: Literal["utkast", "antagen"] | None = Field(None, description="Svarets status.")
    stance: Literal["accepted", "already done", "declined", "contested"] | None = Field(
        None, description="Hur den granskade ställer sig."
    )
    measure: Text | None = Field(None, description="Åtgärden.")
    due: Date | None = Field(None, description="När åtgärden ska vara klar.")
    responsible: Text | None = Field(None, description="Ansvarig roll.")
    done: Date | None = Field(None, description="När åtgärden blev klar.")


class Subject(Written):
    """Who is audited."""

    name: Text = Field(description="Den granskades namn.")
    kind: Text | None = Field(None, description="Slag, t.ex. kommun.")
    code: Text | None = Field(None, description='Kommunkod, inom citattecken: "0126".')


class Limitation(Written):
    """What could not be examined."""

    what: Text = Field(description="Vad som inte kunde granskas.")
    why: Text | None = Field(None, description="Varför.")
    affects: list[Text] | None = Field(None, description="Revisionsfrågor som berörs.")


Collected = Literal[
    "actors", "documents", "forums", "functions", "reports", "decisions", "activities",
    "indicators", "funds", "figures", "samples",
]  # fmt: skip


class Audit(Written):
    """The engagement."""

    title: Text = Field(description="Granskningens titel.")
    subject: Subject = Field(description="Den som granskas.")
    as_of: WholeDay = Field(description="Dagen som bedömningen gäller.")
    as_of_note: Text | None = Field(None, description="Varför just den dagen.")
    period: Period | None = Field(None, description="Tiden som granskas.")
    commissioned_by: Text | None = Field(None, description="Uppdragsgivare.")
    auditor: Text | None = Field(None, description="Vem som granskar: byrå eller roll.")
    plan_year: int | None = Field(None, ge=1, le=9999, description="Revisionsplanens år.")
    purpose: Text | None = Field(None, description="Granskningens syfte.")
    background: Text | None = Field(None, description="Bakgrund.")
    scope: list[Body] | None = Field(None, description="De organ som granskas.")
    methods: list[Text] | None = Field(None, description="Metoder, en mening var.")
    rules: Text | None = Field(
        None, description="Mapp med regelpaketet, eller namnet på ett som följer med."
    )
    questions: list[Text] | None = Field(
        None, description="Revisionsfrågor som ställs; annars alla."
    )
    language: Literal["sv", "en"] | None = Field(None, description="Rapportens språk.")
    bodies: dict[Text, Body] | None = Field(
        None, description="Vem som är vad i regelpaketet, t.ex. {board: kommunstyrelsen}."
    )
    collecting: list[Collected] | None = Field(
        None, description="Slag av bevis som ännu samlas in."
    )
    limitations: list[Limitation] | None = Field(None, description="Vad som inte kunde granskas.")
    accept: Accepts = None


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


def plain(value: object) -> object:
    """What was written, by the names it was written with: only given fields, dates as `Days`."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {
            fields[name].alias or name: plain(getattr(value, name))
            for name in fields
            if name in value.model_fields_set
        }
    if isinstance(value, list):
        return tuple(plain(element) for element in value)
    if isinstance(value, dict):
        return {key: plain(element) for key, element in value.items()}
    return value
