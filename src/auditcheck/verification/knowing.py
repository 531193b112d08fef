"""What evidence was known by a day, from its files: which items are left, and why not all."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from auditcheck.model.engagement import Collected
from auditcheck.verification.values import span
from auditcheck.verification.world import Data

_BY_THEIR_DATE = ("judgements", "responses")


def known_by(sections: Mapping[str, Data], day: str) -> tuple[dict[str, Data], dict[str, str]]:
    """The sections with what was known alone; and why each of the others does not count whole."""
    by = date.fromisoformat(day)
    sources = {
        id_: _late(each.get("received", each.get("date")), by)
        for id_, each in sections.get("sources", {}).items()
    }
    left: dict[str, Data] = {}
    aside: dict[str, str] = {}
    collecting = [*sections["audit"].get("collecting", ())]
    for kind, written in sections.items():
        if kind == "audit":
            continue
        left[kind] = {}
        for id_, each in written.items():
            why = sources[id_] if kind == "sources" else _why(kind, each, sources, by)
            if why:
                aside[id_] = why
            if why in ("", "in part"):
                cited = [c for c in each.get("sources", ()) if not sources[_source(c)]]
                left[kind][id_] = {**each, "sources": cited} if cited else each
            elif why != "later":
                collecting.append(kind)
    audit = sections["audit"]
    if opened := [kind for kind in get_args(Collected) if kind in collecting]:
        new = sorted(opened) != sorted(audit.get("collecting", ()))
        audit = {**audit, "collecting": opened} if new else audit
    return {"audit": audit, **left}, aside


def _why(kind: str, written: Data, sources: Mapping[str, str], by: date) -> str:
    own = ""
    if kind in _BY_THEIR_DATE or (kind == "observations" and "date" in written):
        own = _late(written.get("date"), by)
    cited = [sources[_source(each)] for each in written.get("sources", ())]
    if kind in _BY_THEIR_DATE:
        return own
    if own == "later" or (cited and all(each == "later" for each in cited)):
        return "later"
    if own or all(cited):
        return own or "no known source"
    return "in part" if any(cited) else ""


def _source(cited: Any) -> str:  # noqa: ANN401  an id, or a mapping with one
    return str(cited["source"] if isinstance(cited, dict) else cited)


def _late(written: Any, by: date) -> str:  # noqa: ANN401  a date, or none
    """Why what bears this date is not shown to have been known; empty if it is."""
    if written is None:
        return "undated"
    first, last = span(written)
    if last <= by:
        return ""
    return "later" if first > by else "not to the day"
