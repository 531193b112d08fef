"""Shortcomings that were recorded and that no criterion weighs, each with the reason for that."""

from collections import defaultdict

from auditcheck.model.results import Result
from auditcheck.model.traces import Plain
from auditcheck.report import pretty
from auditcheck.report.findings import findings
from auditcheck.report.names import Names, say, text

Node = dict[str, object]


def unweighed(result: Result, names: Names, question: str | None = None) -> list[Node]:
    """Each with the ids of the questions it concerns; of one question, those that concern it.

    What the auditor records of one that a criterion does weigh, or that is hidden, is not told.
    """
    recorded = {str(each.get("item")): each for each in _records(result)}
    alike: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for id_ in result.shortcomings_not_weighed:
        said = recorded.get(id_, {})
        affects, because = said.get("affects"), said.get("because")
        named = affects if isinstance(affects, list) else []
        concerned = tuple(each.id for each in result.questions if each.id in named)
        if question is None or question in concerned:
            alike[concerned, because if isinstance(because, str) else ""].append(id_)
    return [
        found
        | {
            "concerns": list(concerned),
            "because": text(pretty.tidy(because)) if because else say("unadvised.unsaid"),
        }
        for (concerned, because), ids in alike.items()
        for found in findings(result, names, tuple(ids))
    ]


def _records(result: Result) -> list[dict[str, Plain]]:
    given = result.audit.get("unweighed")
    return [each for each in (given if isinstance(given, list) else []) if isinstance(each, dict)]
