"""A recommendation through the years as rows in time: when it was made, and what was answered."""

from collections.abc import Sequence

from auditcheck.model.differences import Answer, Follow, History, Year
from auditcheck.model.results import Result
from auditcheck.model.truth import Outcome
from auditcheck.report import pretty
from auditcheck.report.following.words import change_of
from auditcheck.report.levels import outcome
from auditcheck.report.names import Piece, say, text

Node = dict[str, object]


def told(history: History, followed: Follow, results: Sequence[Result], language: str) -> Node:
    """The recommendation with a row for each audit and each answer, as time went."""
    years = [
        (followed.audits[year.audit].as_of, 0, _year(year, followed, results, language))
        for year in history.years
    ]
    first = followed.audits[0].as_of
    answers = [
        (answer.date or followed.audits[answer.audit].as_of, 1, _answer(answer, language))
        for answer in history.answers
    ]
    rows = sorted([*years, *answers], key=lambda row: (row[0] or first, row[1]))
    return {
        "id": pretty.target("h", history.name),
        "text": pretty.tidy(history.text),
        "rows": [row for _, _, row in rows],
    }


def _year(year: Year, followed: Follow, results: Sequence[Result], language: str) -> Node:
    result = results[year.audit]
    return {
        "kind": "audit",
        "date": pretty.date(followed.audits[year.audit].as_of, language),
        "state": say("follow.made" if year.made else "follow.not_made"),
        "criteria": [
            {"title": _title(name, results, result), "outcome": outcome(Outcome(word))}
            for name, word in year.outcomes.items()
        ],
        "change": change_of(year.change) if year.change else {},
    }


def _title(name: str, results: Sequence[Result], own: Result) -> str:
    """What a criterion is called where its latest name is known."""
    for result in (own, *reversed(results)):
        if name in result.criteria:
            return pretty.tidy(result.criteria[name].title)
    return name


def _answer(answer: Answer, language: str) -> Node:
    """What was answered, field by field, and what the last audit's evidence shows of it."""
    fields = {
        "stance": answer.stance, "measure": answer.measure, "due": answer.due,
        "responsible": answer.responsible, "done": answer.done, "status": answer.status,
        "by": answer.by,
    }  # fmt: skip
    return {
        "kind": "answer",
        "date": pretty.date(answer.date, language) if answer.date else "",
        "fields": [
            {"label": say(f"field.{name}", otherwise=name), "value": _said(name, value, language)}
            for name, value in fields.items()
            if value
        ],
        "promise": say(f"promise.{answer.promise}"),
        "kept": answer.promise == "shown",
    }


def _said(name: str, value: str, language: str) -> Piece:
    if name == "stance":
        return say(f"word.{value}", otherwise=value)
    if name in ("due", "done"):
        return text(pretty.date(value, language))
    return text(pretty.tidy(value))
