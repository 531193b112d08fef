"""Selections: a kind of evidence, or one that is named, with what is added to it."""

from collections.abc import Mapping

from auditcheck.language.arguments import Surroundings
from auditcheck.language.clashing import refuse_items
from auditcheck.language.matchers import names_of_kind, read_tests
from auditcheck.language.scribe import Selection, Written, size_of
from auditcheck.model.conditions import Tests
from auditcheck.model.kinds import DEMANDABLE

MOST_BORROWED = 200_000  # tests that conditions and selections take over from selections


def selection_of(head: Written, written: Written, keys: Mapping[str, object]) -> Selection | None:
    """The kind or selection that `head` names, with the `where` and `has` that stand beside it."""
    name = head.text("a kind of evidence, or the name of a selection")
    selections = head.lexicon.selections
    if name is None or name in head.lexicon.broken:
        return None
    if name in selections:
        base = selections[name]
    elif name in DEMANDABLE:
        base = Selection(name, (), ())
    else:
        what = "the kind or selection"
        known = head.lexicon.spellings.of(what, lambda: [*DEMANDABLE, *selections])
        head.unknown(what, name, known, code="unknown-id")
        return None
    if not _may_borrow(head, base):
        return None
    before = len(head.lexicon.problems)
    where = _read_part(written, keys, "where", base.kind)
    has = _read_part(written, keys, "has", base.kind)
    size = base.size + size_of((*where, *has))
    selection = Selection(base.kind, (*base.where, *where), (*base.has, *has), size)
    if before == len(head.lexicon.problems):
        refuse_items(written, base.kind, (*selection.where, *selection.has))
    return selection


def _may_borrow(head: Written, base: Selection) -> bool:
    """Whether there is room for the tests of one more use of a selection; told once if not."""
    lexicon = head.lexicon
    had_room = lexicon.borrowed <= MOST_BORROWED
    lexicon.borrowed += base.size
    if had_room and lexicon.borrowed > MOST_BORROWED:
        head.fault(
            "too-many-rules",
            f"selections are used so often that they come to more than {MOST_BORROWED:,} tests",
            "let fewer selections build on each other, or divide the pack",
        )
    return lexicon.borrowed <= MOST_BORROWED


def _read_part(written: Written, keys: Mapping[str, object], key: str, kind: str) -> Tests:
    if key not in keys:
        return ()
    return read_tests(written.at(key, keys[key]), names_of_kind(kind), Surroundings(kind))


def read_selection(written: Written, name: str) -> Selection | None:
    """A named selection: `{of: KIND, where: …, has: …}`."""
    keys = written.mapping("{of: KIND, where: …, has: …}")
    for key in keys:
        if key not in ("of", "where", "has"):
            written.at(key, None).unknown("the key", key, ("of", "where", "has"), at_key=True)
            return None
    if name in DEMANDABLE:
        written.fault("name-taken", f"'{name}' is a kind", "choose another name", at_key=True)
        return None
    if "of" not in keys:
        written.fault("missing-key", "a selection needs 'of'", "name a kind or a selection")
        return None
    return selection_of(written.at("of", keys["of"]), written, keys)
