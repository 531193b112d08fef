"""Three values, dates as text and numbers as written: the truth of one test, made anew.

Everything here is JSON as a result holds it; nothing is shared with the engine.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

FALSE, UNKNOWN, TRUE = ORDER = ("false", "unknown", "true")
LISTED = ("includes", "includes_any", "excludes", "some", "every", "no", "latest", "count")
SINGLE = (
    "is",
    "is_not",
    "one_of",
    "none_of",
    "where",
    "contains_text",
    "starts_with",
    "ends_with",
)
Span = tuple[date, date]


def least(truths: Iterable[str], default: str = TRUE) -> str:
    """The lowest of truths; of none the default."""
    return min(truths, key=ORDER.index, default=default)


def most(truths: Iterable[str], default: str = FALSE) -> str:
    """The highest of truths; of none the default."""
    return max(truths, key=ORDER.index, default=default)


def mirror(truth: str) -> str:
    """Not: true and false change places."""
    return ORDER[2 - ORDER.index(truth)]


def agreed(lowest: bool, highest: bool) -> str:
    """True if it holds at the worst, false if it does not at the best, else unknown."""
    return TRUE if lowest else UNKNOWN if highest else FALSE


def number(value: object) -> Fraction:
    """A number as it was written."""
    return Fraction(str(value))


def _as_asked(value: object) -> Fraction:
    """A number asked for: the simplest that is written so, where JSON had to round a share."""
    exact = number(value)
    simple = exact.limit_denominator(10**6)
    return simple if float(simple) == float(exact) else exact


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def same(left: object, right: object) -> bool:
    """Equality, type first: 1 is 1.0 but neither true nor '1'."""
    if _is_number(left) and _is_number(right):
        return number(left) == number(right)
    return type(left) is type(right) and left == right


def span(text: object) -> Span:
    """The first and the last day of a day, a month or a year."""
    year, month, day = (*map(int, str(text).split("-")), 0, 0)[:3]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, day or 1), date(year, month, day or monthrange(year, month)[1])


def _ends(value: object) -> tuple[Span, Span]:
    """A period's first and last days; an end that is left out is open."""
    if isinstance(value, Mapping):
        first, last = value.get("from"), value.get("until")
        return (
            span(first) if first else (date.min, date.min),
            span(last) if last else (date.max, date.max),
        )
    return span(value), span(value)


def _not_after(left: Span, right: Span) -> str:
    return agreed(left[1] <= right[0], left[0] <= right[1])


def _before(left: Span, right: Span) -> str:
    return agreed(left[1] < right[0], left[0] < right[1])


def _back(day: date, length: str) -> Span:
    """The day so long before another; a month's end clips, and time has a beginning."""
    count, unit = length.split()
    try:
        if unit[0] in "dw":
            then = day - timedelta(int(count) * (7 if unit[0] == "w" else 1))
        else:
            months = day.year * 12 + day.month - 1 - int(count) * (12 if unit[0] == "y" else 1)
            year, month = divmod(months, 12)
            then = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        then = date.min
    return then, then


def _of_days(operator: str, value: Span, asked: Any, today: Span) -> str:  # noqa: ANN401
    match operator:
        case "before":
            return _before(value, span(asked))
        case "after":
            return _before(span(asked), value)
        case "on_or_before":
            return _not_after(value, span(asked))
        case "on_or_after":
            return _not_after(span(asked), value)
        case "older_than":
            return _before(value, _back(today[0], asked))
        case "within":
            return least([_not_after(_back(today[0], asked), value), _not_after(value, today)])
        case _:
            (first, last) = _ends(asked)
            return least([_not_after(first, value), _not_after(value, last)])


def _of_numbers(operator: str, value: Fraction, asked: Sequence[Fraction]) -> bool:
    match operator:
        case "is" | "one_of":
            return value in asked
        case "is_not" | "none_of":
            return value not in asked
        case "at_least":
            return value >= asked[0]
        case "at_most":
            return value <= asked[0]
        case "above":
            return value > asked[0]
        case "below":
            return value < asked[0]
        case _:
            return asked[0] <= value <= asked[1]


def compare(operator: str, value: Any, asked: Sequence[Any], today: Span) -> str:  # noqa: ANN401
    """The truth of one value against what is asked, all of it given."""
    match operator:
        case "is" | "one_of" | "is_not" | "none_of":
            found = any(same(value, each) for each in asked)
            return agreed(*[found == (operator in ("is", "one_of"))] * 2)
        case "at_least" | "at_most" | "above" | "below" | "between":
            holds = _of_numbers(operator, number(value), [number(each) for each in asked])
            return agreed(holds, holds)
        case "contains_text" | "starts_with" | "ends_with":
            text, part = str(value).casefold(), str(asked[0]).casefold()
            holds = {
                "contains_text": part in text,
                "starts_with": text.startswith(part),
                "ends_with": text.endswith(part),
            }[operator]
            return agreed(holds, holds)
        case "in_period" | "overlaps":
            (start, end), (first, last) = _ends(value), _ends(asked[0])
            pairs = ((first, start), (end, last))
            if operator == "overlaps":
                pairs = ((start, last), (first, end))
            return least(_not_after(*pair) for pair in pairs)
        case _:
            return _of_days(operator, span(value), asked[0], today)


def latest(dates: Sequence[object], asked: tuple[str, Any], open_: bool, today: Span) -> str:
    """The truth of the latest of a list of dates; where the list is open, any day up to today."""
    days = [span(each) for each in dates]
    if not open_ and not days:
        return FALSE
    first = max((each[0] for each in days), default=date.min)
    last = max((each[1] for each in days), default=today[1])
    value = (date.min if not days else first, max(last, today[1]) if open_ else last)
    operator, argument = asked
    if operator in ("in_period", "overlaps"):
        start, end = _ends(argument)
        truth = least([_not_after(start, value), _not_after(value, end)])
    else:
        truth = _of_days(operator, value, argument, today)
    return truth if days else least([truth, UNKNOWN])


def among(operator: str, elements: Sequence[object], asked: Sequence[object], open_: bool) -> str:
    """Membership; in an open list what is not found may be there."""
    missing = UNKNOWN if open_ else FALSE
    found = [TRUE if any(same(e, each) for e in elements) else missing for each in asked]
    if operator == "includes":
        return least(found)
    return most(found) if operator == "includes_any" else mirror(most(found))


Numbers = Callable[[Sequence[Fraction]], Iterable[Fraction]]


def matches(asked: Mapping[str, Any], numbers: Numbers) -> str:
    """True or false where every number that could be agrees; `numbers` gives those to try."""
    lists = [(name, each if isinstance(each, list) else [each]) for name, each in asked.items()]
    known = [(name, [_as_asked(e) for e in each]) for name, each in lists if None not in each]
    if not known:
        return UNKNOWN
    tried = numbers([each for _, named in known for each in named])
    said = {all(_of_numbers(name, n, named) for name, named in known) for n in tried}
    truth = UNKNOWN if len(said) > 1 else agreed(*[said.pop()] * 2)
    return truth if len(known) == len(lists) else least([truth, UNKNOWN])


def wholes(lowest: int, highest: int | None) -> Numbers:
    """Every whole number between bounds; without a highest, beyond all that are named."""

    def tried(named: Sequence[Fraction]) -> Iterable[Fraction]:
        end = max([lowest, *(int(each) + 1 for each in named)]) if highest is None else highest
        return map(Fraction, range(lowest, end + 1))

    return tried


def reals(lowest: Fraction | None, highest: Fraction | None) -> Numbers:
    """Numbers between bounds, on, between and beyond all that are named."""

    def tried(named: Sequence[Fraction]) -> Iterable[Fraction]:
        marks = sorted({*named, *(end for end in (lowest, highest) if end is not None)})
        between = [(a + b) / 2 for a, b in pairwise(marks)]
        for each in (*marks, *between, marks[0] - 1, marks[-1] + 1):
            if (lowest is None or each >= lowest) and (highest is None or each <= highest):
                yield each

    return tried
