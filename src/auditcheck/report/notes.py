"""What the control of the evidence remarked, as sentences of the report's language."""

from collections import defaultdict
from decimal import Decimal, InvalidOperation

from auditcheck.model.results import Noted, Result
from auditcheck.report import pretty
from auditcheck.report.names import Names, Piece, say

Node = dict[str, object]

_TOLD_ELSEWHERE = ("not-weighed", "shortcoming-not-weighed")  # another annex tells these
_DATES = ("date", "decided", "effective", "ends", "stated", "known")
_NUMBERS = ("sum", "value", "part", "whole", "target", "share", "said")
_SHARES = ("share", "said")
_LONGEST = 60  # digits before or after the point that a number is printed with
_WORDS = ("attained",)


def notes(result: Result, names: Names) -> list[Node]:
    """The diagnostics by code, warnings first; those that another annex tells are left to it."""
    by_code: dict[tuple[bool, str], list[Noted]] = defaultdict(list)
    for noted in result.diagnostics:
        if noted.code not in _TOLD_ELSEWHERE:
            by_code[noted.severity != "warning", noted.code].append(noted)
    return [
        {
            "code": code,
            "title": say(f"diagnostic.{code}", otherwise=code),
            "means": say(f"diagnostic_means.{code}", otherwise=""),
            "severity": say(f"severity.{noted[0].severity}"),
            "entries": [_entry(each, result, names) for each in noted],
        }
        for (_, code), noted in sorted(by_code.items(), key=lambda group: group[0][0])
    ]


def _entry(noted: Noted, result: Result, names: Names) -> Node:
    """A remark: what it is about, its values as a sentence, or the message where it has none."""
    named = [id_ for id_ in noted.values.values() if id_ in result.items]
    told = {
        name: _printed(name, value, names)
        for name, value in noted.values.items()
        if value not in result.items
    }
    of = f"{noted.code}.goal" if "goal" in told else noted.code
    detail = say(f"diagnostic_detail.{of}", otherwise=noted.message, **told)
    return {
        "about": names.items(noted.items or tuple(named)),
        "detail": detail if told else {},
        "message": noted.message,
    }


def _printed(name: str, value: str, names: Names) -> str | Piece:
    """A value as the report prints it: what it is goes by its name."""
    if name in _WORDS:
        return say(f"word.{value}", otherwise=value)
    if name in _DATES:
        return ", ".join(pretty.date(each, names.language) for each in value.split())
    if name in _NUMBERS:
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        long = number.is_finite() and abs(number.adjusted()) > _LONGEST
        if long:
            return value
        if name in _SHARES:
            return pretty.percent(round(number * 100, 1), names.language)
        return pretty.number(number, names.language)
    return value
