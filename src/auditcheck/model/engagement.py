"""The engagement: the audit itself, the auditor's judgements and the audited body's responses."""

from typing import Annotated, Literal

from pydantic import Field

from auditcheck.model.written import (
    Accepts,
    Body,
    Common,
    Date,
    Finding_,
    Period,
    Text,
    WholeDay,
    Written,
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


class Unadvised(Written):
    """A criterion that falls short without a recommendation, and why there is none."""

    criterion: Text = Field(description="Kriteriets id.")
    because: Text = Field(description="Skälet till att ingen rekommendation lämnas.")


class Unweighed(Written):
    """A recorded shortcoming that no criterion weighs: whom it concerns, and why it is so."""

    item: Finding_ = Field(description="Iakttagelsen eller avsaknaden.")
    affects: list[Text] | None = Field(None, description="Revisionsfrågor som bristen rör.")
    because: Text = Field(description="Varför den inte vägs och om något rekommenderas.")


class Request(Written):
    """Something open that a body was asked for."""

    criterion: Text = Field(description="Kriteriets id: det som underlaget behövs för.")
    to: Body = Field(description="Vem som har tillfrågats.")
    sent: WholeDay = Field(description="Dagen då begäran skickades.")
    what: Text | None = Field(None, description="Vad som har begärts.")
    answered: WholeDay | None = Field(
        None, description="Dagen då svaret kom; utelämnas så länge begäran är obesvarad."
    )


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
    notice: Text | None = Field(
        None, description="Det som läsaren först behöver veta, t.ex. vems ord rapporten återger."
    )
    background: Text | None = Field(None, description="Bakgrund.")
    scope: list[Body] | None = Field(None, description="De organ som granskas.")
    methods: list[Text] | None = Field(None, description="Metoder, en mening var.")
    rules: Text | None = Field(
        None, description="Mapp med regelpaketet, eller namnet på ett som följer med."
    )
    questions: Annotated[list[Text], Field(min_length=1)] | None = Field(
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
    unadvised: list[Unadvised] | None = Field(
        None, description="Brister som ingen rekommendation lämnas för, med skälet."
    )
    unweighed: list[Unweighed] | None = Field(
        None, description="Konstaterade brister som inget kriterium väger, med skälet."
    )
    requests: list[Request] | None = Field(
        None, description="Underlag som har begärts, av vem och när."
    )
    accept: Accepts = None
