"""Selections: which items of a kind are meant, by a name or by what stands beside it."""

from collections.abc import Mapping

from auditcheck.language.arguments import Surroundings
from auditcheck.language.clashing import refuse_items
from auditcheck.language.matchers import names_of_kind, read_tests
from auditcheck.language.scribe import Selection, Written
from auditcheck.model.conditions import Tests
from auditcheck.model.kinds import DEMANDABLE


def read_chosen(head: Written, written: Written, keys: Mapping[str, object]) -> Selection | None:
    """The items that a condition is about: a kind, or a selection with what stands beside it."""
    name = head.text("a kind of evidence, or the name of a selection")
    selections = head.lexicon.selections
    if name is None or name in head.lexicon.broken:
        return None
    if name in selections:
        base = selections[name]
    elif name in DEMANDABLE:
        base = Selection(name, (), ())
    else:
        known = [*DEMANDABLE, *selections]
        head.unknown("the kind or selection", name, known, code="unknown-id")
        return None
    before = len(head.lexicon.problems)
    where = (*base.where, *_read_part(written, keys, "where", base.kind))
    has = (*base.has, *_read_part(written, keys, "has", base.kind))
    if before == len(head.lexicon.problems):
        refuse_items(written, base.kind, (*where, *has))
    return Selection(base.kind, where, has)


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
    return read_chosen(written.at("of", keys["of"]), written, keys)
