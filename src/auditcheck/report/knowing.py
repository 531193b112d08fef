"""By which day the evidence was known, and what does not count for that."""

from auditcheck.model.results import Result
from auditcheck.report import pretty
from auditcheck.report.names import Names, say

Node = dict[str, object]

_REASONS = {
    "undated": "known.undated",
    "not to the day": "known.not_to_the_day",
    "later": "known.later",
}


def known(result: Result, names: Names) -> Node:
    """The day, how much does not count, and the sources by why; empty where all evidence does."""
    if result.known is None:
        return {}
    gone = [each for id_, each in result.set_aside.items() if id_ not in result.items]
    sources = {each.item.id: each.why for each in gone if each.item.kind == "sources"}
    fewer = sum(each.why == "in part" for each in result.set_aside.values())
    by = pretty.date(result.known, names.language)
    counted = {
        "sources": say("summary.sources", n=len(sources)),
        "items": say("summary.items", n=len(gone) - len(sources)),
    }
    return {
        "by": by,
        "said": say("known.said", by=by),
        "left_out": say("known.left_out", **counted) if gone else say("known.nothing"),
        "fewer": say("known.fewer", n=fewer) if fewer else {},
        "groups": [
            {"why": say(words), "sources": names.items(named)}
            for why, words in _REASONS.items()
            if (named := tuple(id_ for id_, each in sources.items() if each == why))
        ],
    }
