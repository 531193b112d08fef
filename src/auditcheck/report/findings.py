"""What was found, as the auditor wrote it: under the question that weighs it, or in its annex."""

from collections import defaultdict

from auditcheck.model.results import ItemResult, Result
from auditcheck.report import pretty
from auditcheck.report.names import Names, say

Node = dict[str, object]


def findings(result: Result, names: Names, ids: tuple[str, ...]) -> list[Node]:
    """The findings with what they are about and their sources; those that say the same once."""
    told: dict[tuple[str, str], list[ItemResult]] = defaultdict(list)
    for item in (result.items[id_] for id_ in ids if id_ in result.items):
        said = item.fields.get("says") or item.fields.get("note")
        words = pretty.tidy(said) if isinstance(said, str) else ""
        told[words or item.id, str(item.fields.get("holds", ""))].append(item)
    return [
        {
            "names": names.items(tuple(item.id for item in items)),
            "says": "" if words == items[0].id else words,
            "holds": say(f"holds.{holds}", otherwise=holds) if holds else {},
            "sources": names.items(tuple(cite.source for i in items for cite in i.sources)),
        }
        for (words, holds), items in told.items()
    ]
