"""Changes, causes and facts as pieces: keys of fixed texts, filled."""

from collections.abc import Iterable, Sequence

from auditcheck.model.differences import Cause, Change, Difference, Fact, Factor
from auditcheck.report.following.causes import said
from auditcheck.report.names import Names, Piece, say, text

Node = dict[str, object]

SIGNS: dict[Change, str] = {
    "mended": "✓", "partly": "◐", "remaining": "=", "worse": "▼", "new demand": "+",
    "withdrawn": "−", "not comparable": "≠", "still met": "·", "as before": "·",
}  # fmt: skip
"""Beside the word, never for it; in the order in which changes are told."""
_TONES: dict[Change, str] = {
    "mended": "good", "still met": "good", "partly": "fair", "new demand": "mid",
    "remaining": "mid", "worse": "bad",
}  # fmt: skip
_MOST = 6  # facts that are named; the rest are counted


def change_of(change: Change) -> Node:
    """A change by its word, its sign and its tone."""
    word = say(f"change.{change}")
    return {"word": word, "sign": SIGNS[change], "tone": _TONES.get(change, "none")}


def why_of(found: Difference) -> Piece:
    """Why two standings are not set against each other; empty where they are."""
    return say(f"change_why.{found.why}") if found.why else {}


def causes_of(causes: Sequence[Cause]) -> list[Piece]:
    """What made a change, a piece for each thing said of it."""
    return [say(f"cause.{each.form}", what=list(_joined(each.sets))) for each in said(causes)]


def _joined(sets: Iterable[tuple[Factor, ...]]) -> Iterable[Piece]:
    for number, factors in enumerate(sets):
        if number:
            yield say("cause.or")
        for place, factor in enumerate(factors):
            if place:
                yield say("cause.and")
            yield say(f"cause.{factor}")


def facts_of(facts: Sequence[Fact], old: Names, new: Names) -> tuple[list[Piece], int]:
    """What has become of the items behind a change, and how many more there are."""
    return [_fact(fact, old, new) for fact in facts[:_MOST]], max(0, len(facts) - _MOST)


def _fact(fact: Fact, old: Names, new: Names) -> Piece:
    names = new if fact.change in ("new", "changed") or new.knows(fact.item) else old
    what = [names.item(fact.item) | {"to": ""}]
    if note := names.note(fact.item):
        what.append(text(f" – {note}"))
    if not fact.fields:
        return say(f"fact_change.{fact.change}", what=what)
    fields: list[Piece] = []
    for field in fact.fields:
        fields += [text(", ")] if fields else []
        fields.append(say(f"field.{field}", otherwise=field) | {"case": "lower"})
    return say("fact_change.changed", what=what, fields=fields)
