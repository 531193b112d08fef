"""The kinds of evidence that are numbers: indicators, funds, figures and samples."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from auditcheck.model.written import (
    Actor_,
    Amount,
    Body,
    Count,
    Figure_,
    Item,
    Number,
    Period,
    Text,
    Word,
    Written,
)


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
    goal: Text | None = Field(None, description="Det mål som indikatorn är ett mått på.")
    attained: Literal["yes", "partly", "no"] | None = Field(
        None,
        description="Måluppfyllelsen så som den granskade själv anger den: av målet i goal, eller "
        "annars av indikatorns eget mål.",
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
