"""What the control of the evidence remarked, as sentences of the report's language."""

import re
from collections import defaultdict

from auditcheck.model.results import Noted, Result
from auditcheck.report import pretty
from auditcheck.report.names import Names, Piece, say

Node = dict[str, object]

_TOLD_ELSEWHERE = ("not-weighed", "shortcoming-not-weighed")  # another annex tells these
_QUOTED = re.compile(r"'([^']+)'")
_NUMBER = r"(-?[0-9.e+-]*[0-9])"
_DETAILS = {
    "dated-after-assessment": r"'(.+)' is after",
    "source-after-assessment": r"of '(.+)', after",
    "effect-after-period": r"decided '(.+)' within .* in effect from '(.+)', after its end",
    "effect-before-decision": r"from '(.+)', before it is decided '(.+)'",
    "period-not-over": r"ends '(.+)', after",
    "unequal-sum": rf"sum to {_NUMBER}, and the figure is {_NUMBER}$",
    "unlike-share": rf"^{_NUMBER} of {_NUMBER} is {_NUMBER}, and the share stated is {_NUMBER}$",
    "unlike-attainment": rf"'(.+)', but for (\d+) the value is {_NUMBER} .* {_NUMBER}$",
    "unknown-statute": r"'(.+)' is the number",
    "unlike-in-force": r"'(.+)' is said .* '(.+)', not '(.+)'",
    "missing-body": r"body '(.+)', which",
    "unused-body": r"body '(.+)'$",
}
"""Where each code's message has what the sentence of that code tells, in order."""


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
            "entries": [_entry(code, each, result, names) for each in noted],
        }
        for (_, code), noted in sorted(by_code.items(), key=lambda group: group[0][0])
    ]


def _entry(code: str, noted: Noted, result: Result, names: Names) -> Node:
    named = [id_ for id_ in _QUOTED.findall(noted.message) if id_ in result.items]
    told = code in _DETAILS and re.search(_DETAILS[code], noted.message)
    return {
        "about": names.items(noted.items or tuple(named)),
        "detail": _detail(code, told.groups(), names) if told else {},
        "message": noted.message,
    }


def _detail(code: str, found: tuple[str, ...], names: Names) -> Piece:
    """The values of the message as the report prints them, under the names a, b, c, d."""
    printed = [_printed(value, names) for value in found]
    return say(f"diagnostic_detail.{code}", **dict(zip("abcd", printed, strict=False)))


def _printed(value: str, names: Names) -> str | Piece:
    try:
        return pretty.number(float(value), names.language)
    except ValueError:
        if value in ("yes", "partly", "no"):
            return say(f"word.{value}")
        return pretty.date(value, names.language)
