"""What was known by a day: the evidence whose sources were dated or received by then."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import get_args

from auditcheck.model.days import Days, day, on_or_before
from auditcheck.model.engagement import Collected
from auditcheck.model.evidence import Evidence, Item, Known, Value, Why
from auditcheck.model.results import Noted
from auditcheck.model.truth import Truth

_OPENED = get_args(Collected)
_DATED = ("judgements", "responses")  # without sources: known by their own date
_SETTLED = ("later", "in part")  # nothing of their kind may have been known that is left out


def known_by(evidence: Evidence, by: date) -> Evidence:
    """The evidence as it was known by the end of a day; `as_of` and the engagement stay.

    A source counts if it was received by then or, where it does not say when, dated by then – on
    every day of a month or a year; an item if one of its sources does, and with those alone. A
    kind from which something is left out that may have been known is still being collected.
    """
    why: dict[str, Why] = {}
    for source in evidence.of("sources"):
        if reason := _unknown(source.fields.get("received", source.fields.get("date")), by):
            why[source.id] = reason
    sources = dict(why)
    kinds: dict[str, dict[str, Item]] = {}
    for kind, items in evidence.kinds.items():
        kinds[kind] = {}
        for item in items.values():
            if kind != "sources" and (reason := _reason(item, by, sources)):
                why[item.id] = reason
            if why.get(item.id, "in part") == "in part":
                left = tuple(each for each in item.citations if each.source not in sources)
                kinds[kind][item.id] = replace(item, citations=left)
    gone = {evidence.items[id_].kind for id_, each in why.items() if each not in _SETTLED}
    collecting = evidence.collecting | gone.intersection(_OPENED)
    audit = evidence.audit
    if collecting != evidence.collecting:
        audit = {**audit, "collecting": tuple(k for k in _OPENED if k in collecting)}
    return Evidence(audit, evidence.as_of, kinds, collecting, Known(by, evidence.whole, why))


def is_known(noted: Noted, evidence: Evidence) -> bool:
    """Whether a remark on all evidence tells nothing of what was not known.

    Nor is it told, where some is left out, that an `accept` is not needed: it may be of that.
    """
    if evidence.known is None:
        return True
    gone = evidence.known.aside.keys() - evidence.items.keys()
    named = {*noted.items, *noted.values.values(), *noted.quoted}
    return noted.code != "unused-accept" and gone.isdisjoint(named)


def _reason(item: Item, by: date, sources: Mapping[str, Why]) -> Why | None:
    """Why an item does not count, or not with all its sources; None where it does, as it is."""
    own = None
    if item.kind in _DATED or (item.kind == "observations" and "date" in item.fields):
        own = _unknown(item.fields.get("date"), by)
    if own == "later" or item.kind in _DATED:
        return own
    borne = {sources.get(each.source) for each in item.citations}
    if borne == {"later"}:
        return "later"
    if own is not None:
        return own
    if None not in borne:
        return "no known source"
    return None if borne == {None} else "in part"


def _unknown(days: Value | None, by: date) -> Why | None:
    """Why what bears this date is not shown to have been known by a day; None if it is."""
    if not isinstance(days, Days):
        return "undated"
    match on_or_before(days, day(by)):
        case Truth.TRUE:
            return None
        case Truth.FALSE:
            return "later"
        case _:
            return "not to the day"
