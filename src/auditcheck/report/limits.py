"""What could not be examined, in the chapter on the limits and under the questions it concerns."""

from auditcheck.model.results import Result
from auditcheck.model.traces import Plain
from auditcheck.report import pretty
from auditcheck.report.names import text

Node = dict[str, object]


def limitations(result: Result, question: str | None = None) -> list[Node]:
    """The limitations as the auditor wrote them; of one question, those that name it."""
    given = result.audit.get("limitations")
    asked = {each.id: each for each in result.questions}
    return [
        {
            "what": _text(entry, "what"),
            "why": _text(entry, "why"),
            "affects": [
                text(pretty.tidy(asked[q].asks), pretty.target("q", q))
                for q in _affects(entry)
                if q in asked
            ],
        }
        for entry in (given if isinstance(given, list) else [])
        if isinstance(entry, dict) and (question is None or question in _affects(entry))
    ]


def _affects(entry: dict[str, Plain]) -> list[str]:
    named = entry.get("affects")
    return [q for q in (named if isinstance(named, list) else []) if isinstance(q, str)]


def _text(entry: dict[str, Plain], name: str) -> str:
    value = entry.get(name)
    return pretty.tidy(value) if isinstance(value, str) else ""
