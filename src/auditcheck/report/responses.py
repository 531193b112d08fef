"""What the audited body answered to a recommendation, and what became of what it said."""

from datetime import date

from auditcheck.model.assessments import RecommendationResult
from auditcheck.model.days import Days, parse_days
from auditcheck.model.results import ItemResult, Result
from auditcheck.model.traces import Plain
from auditcheck.report import pretty
from auditcheck.report.names import Names, Piece, say

Node = dict[str, object]

_ORDER = ("by", "date", "status", "stance", "measure", "due", "responsible", "done")
_BESIDE = ("recommendation", "confidential", "sources", "accept")


def responses(made: RecommendationResult, result: Result, names: Names) -> list[Node]:
    """The responses to a recommendation, the earliest first, those without a date last."""
    answers = [result.items[id_] for id_ in made.responses if id_ in result.items]
    return [_response(each, result, names) for each in sorted(answers, key=_when)]


def _when(answer: ItemResult) -> tuple[bool, date]:
    given = _days(answer.fields.get("date"))
    return (True, date.max) if given is None else (False, given.first)


def _response(answer: ItemResult, result: Result, names: Names) -> Node:
    """Its fields as they are written, and whether what was to be done is shown to be."""
    told = [name for name in _ORDER if name in answer.fields]
    told += [name for name in answer.fields if name not in (*told, *_BESIDE)]
    return {
        "fields": [
            {
                "label": say(f"field.{name}", otherwise=name),
                "value": names.value(name, answer.fields[name]),
            }
            for name in told
        ],
        "overdue": _overdue(answer.fields, result.as_of, names.language),
    }


def _overdue(fields: dict[str, Plain], as_of: str, language: str) -> Piece | Node:
    """That the day is past and nothing shows it done; a promise by itself shows nothing."""
    due, done, today = (_days(each) for each in (fields.get("due"), fields.get("done"), as_of))
    if due is None or today is None or due.last >= today.first:
        return {}
    if done is None:
        return say("response.overdue", due=pretty.date(due.text, language))
    if done.first <= today.last:
        return {}
    days = {"due": pretty.date(due.text, language), "done": pretty.date(done.text, language)}
    return say("response.later", **days)


def _days(written: Plain) -> Days | None:
    """A date, of a result that anyone may have written."""
    try:
        return parse_days(written) if isinstance(written, str) else None
    except ValueError:
        return None
