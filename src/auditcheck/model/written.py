"""How anything is written down: dates, periods, references, sources cited, what all items have.

Descriptions are shown to the auditor by the editor, so they are in Swedish. A field left out is
unknown. The markers `Coded` and `Ref` tell the other rooms what a text stands for.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from auditcheck.model.days import Days, parse_days


@dataclass(frozen=True, slots=True)
class Coded:
    """Marks a text whose words the rule pack's vocabulary lists."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a text that names an item of one of `kinds`; of any kind when there are none."""

    kinds: tuple[str, ...] = ()


def _days(value: object) -> Days:
    """Read a date from text; a bare year is read as an integer by YAML."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise PydanticCustomError("date_type", "Input should be a date")
    return parse_days(value)


def _whole_day(value: object) -> Days:
    """Read a day from text; a month or a year will not do."""
    try:
        days = _days(value)
    except PydanticCustomError:
        raise
    except ValueError as error:
        raise ValueError(f"{error}, and it must be a whole day") from None
    if days.first != days.last:
        raise ValueError(f"'{days}' is not a whole day")
    return days


_MONTH, _DAY = "(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_DATE_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": rf"^\d{{4}}-{_MONTH}(-{_DAY})?$"},
        {"type": "integer", "minimum": 1, "maximum": 9999},
    ]
}
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

type_config = ConfigDict(
    extra="forbid", strict=True, frozen=True, defer_build=True, arbitrary_types_allowed=True
)

NOT_BLANK = r"\S"
Text = Annotated[str, StringConstraints(min_length=1, pattern=NOT_BLANK)]
Number = int | float
Amount = Annotated[Number, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]
# Plain validators: pydantic would otherwise work out what a `Days` is anew for each date field.
Date = Annotated[Days, PlainValidator(_days), WithJsonSchema(_DATE_SCHEMA)]
WholeDay = Annotated[
    Days,
    PlainValidator(_whole_day),
    WithJsonSchema({"type": "string", "pattern": rf"^\d{{4}}-{_MONTH}-{_DAY}$"}),
]
Word = Annotated[str, Coded(), StringConstraints(min_length=1)]
AnyItem = Annotated[str, Ref()]
Actor_ = Annotated[str, Ref(("actors",))]
Body = Annotated[str, Ref(("actors", "forums"))]
Document_ = Annotated[str, Ref(("documents",))]
Figure_ = Annotated[str, Ref(("figures",))]
Finding_ = Annotated[str, Ref(("observations", "absences"))]
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


class AcceptAt(Accept):
    """A warning or a note that is let stand elsewhere: in what has no fields of its own."""

    at: Text = Field(description="Var i paketet, t.ex. vocabulary/documents.type.")


_ACCEPTED = "Varningar och noteringar som godtas här, var och en med skäl."
Accepts = Annotated[list[Accept] | None, Field(description=_ACCEPTED)]
AcceptsAt = Annotated[list[AcceptAt] | None, Field(description=_ACCEPTED)]


class Common(Written):
    """What every item may have."""

    note: Text | None = Field(None, description="Fritext som visas tillsammans med beviset.")
    confidential: bool | None = Field(
        None,
        description="true: sekretess; märks ut i arbetsversionen, utelämnas i den offentliga.",
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
