"""Dates as auditors write them – a day, a month or a year – and what can be said of their order.

A partial date stands for every day in it: a comparison is true or false when every pair of days
agrees, else unknown.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, assert_never

from auditcheck.model.truth import Truth, between

MONTHS = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
        "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    ),
}  # fmt: skip
_YEAR, _MONTH, _DAY = 4, 7, 10


@dataclass(frozen=True, slots=True)
class Days:
    """All days from `first` to `last`, both in: one day, one month or one year as written."""

    first: date
    last: date
    text: str

    def __str__(self) -> str:
        return self.text


def day(value: date) -> Days:
    """The one day `value`."""
    return Days(value, value, value.isoformat())


def parse_days(text: str) -> Days:
    """Read `2024-03-31`, `2024-03` or `2024`; ValueError says what is wrong with the text."""
    shapes = {_YEAR: "{}-01-01", _MONTH: "{}-01", _DAY: "{}"}
    dashes = all(text[i] == "-" for i in (4, 7) if i < len(text))
    digits = text.replace("-", "")
    if len(text) not in shapes or not dashes or not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"'{text}' is not a date")
    try:
        first = date.fromisoformat(shapes[len(text)].format(text))
    except ValueError:
        raise ValueError(f"'{text}' is not a day that exists") from None
    if len(text) == _YEAR:
        return Days(first, date(first.year, 12, 31), text)
    if len(text) == _MONTH:
        return Days(first, date(first.year, first.month, _month_length(first)), text)
    return Days(first, first, text)


def _month_length(of: date) -> int:
    return monthrange(of.year, of.month)[1]


def before(left: Days, right: Days) -> Truth:
    """Whether `left` comes before `right`, three-valued over every pair of days."""
    return between(left.last < right.first, left.first < right.last)


def on_or_before(left: Days, right: Days) -> Truth:
    """Whether `left` comes on or before `right`, three-valued over every pair of days."""
    return between(left.last <= right.first, left.first <= right.last)


Unit = Literal["days", "weeks", "months", "years"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of days, weeks, months or years, counted on the calendar."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.number} {self.unit}"


_UNITS: dict[str, Unit] = {
    "day": "days",
    "days": "days",
    "week": "weeks",
    "weeks": "weeks",
    "month": "months",
    "months": "months",
    "year": "years",
    "years": "years",
}
LONGEST = 1000


def parse_duration(text: str) -> Duration:
    """Read `2 years`, `24 months`, `1 week`.

    OverflowError tells of a number that is too small or too large, ValueError of all else.
    """
    words = text.split()
    well_formed = len(words) == 2 and words[0].isascii() and words[0].isdigit()  # noqa: PLR2004
    if not well_formed or words[1] not in _UNITS:
        raise ValueError(f"'{text}' is not a duration")
    if len(words[0]) > len(str(LONGEST)) or not 0 < int(words[0]) <= LONGEST:
        raise OverflowError(f"'{text}' is not a duration from 1 to {LONGEST}")
    return Duration(int(words[0]), _UNITS[words[1]])


def back_from(day_: date, duration: Duration) -> date:
    """The day `duration` before `day_`; month ends clip, and the calendar's first day is last."""
    try:
        match duration.unit:
            case "days":
                return day_ - timedelta(days=duration.number)
            case "weeks":
                return day_ - timedelta(weeks=duration.number)
            case "months":
                return _months_back(day_, duration.number)
            case "years":
                return _months_back(day_, 12 * duration.number)
            case _:
                assert_never(duration.unit)
    except (OverflowError, ValueError):
        return date.min


def _months_back(day_: date, months: int) -> date:
    years, month = divmod(day_.year * 12 + day_.month - 1 - months, 12)
    first = date(years, month + 1, 1)
    return first.replace(day=min(day_.day, _month_length(first)))
