"""Audits compared, each with the next: what became of everything, why, and what was promised."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from auditcheck import __version__
from auditcheck.engine.aligning import aligned
from auditcheck.engine.following.causes import Attribution, Sort, by_what_differs, differing
from auditcheck.engine.following.crossing import Crossing, Side
from auditcheck.engine.following.follow_up import differences
from auditcheck.engine.following.history import histories
from auditcheck.engine.publishing import publish
from auditcheck.model.differences import (
    DIFF_VERSION,
    Compared,
    Difference,
    Follow,
    Note,
    Step,
)
from auditcheck.model.results import Result


class Given(NamedTuple):
    """An audit to compare: its result, whole or public, and what to evaluate it from, if any."""

    result: Result
    side: Side | None = None


def follow(audits: Sequence[Given], *, public: bool = False) -> tuple[Follow, tuple[Result, ...]]:
    """The audits compared, oldest first, with their results; `public`: as the public may have."""
    results = tuple(publish(each.result) if public else each.result for each in audits)
    places = range(len(audits))
    steps = tuple(_step(audits, results, old, new) for old, new in pairwise(places))
    compared = tuple(map(_compared, audits, results))
    made_by = f"auditcheck {__version__}"
    history = histories(results, steps)
    return Follow("auditcheck-diff", DIFF_VERSION, made_by, compared, steps, history), results


def _compared(given: Given, result: Result) -> Compared:
    subject = result.audit.get("subject")
    subject = subject if isinstance(subject, dict) else {}
    code = subject.get("code")
    return Compared(
        str(result.audit.get("title") or result.pack.title),
        str(subject.get("name") or ""),
        None if code is None else str(code),
        result.as_of,
        result.pack.id,
        result.pack.version,
        "result" if given.side is None else "evidence",
        result.public.items + result.public.sources if result.public else 0,
    )


def _step(audits: Sequence[Given], results: Sequence[Result], old: int, new: int) -> Step:
    was, now = audits[old], audits[new]
    names = aligned(results[old], results[new])
    factors = differing(was.result, now.result)
    crosswise = was.side is not None and now.side is not None
    hidden = _hidden((was, results[old]), (now, results[new]))
    told = differences(results[old], results[new], names, hidden)
    notes = tuple(_notes(was.result, now.result, crosswise=crosswise, differ=bool(factors)))
    attribution = None
    if was.side is not None and now.side is not None:
        renamed = (was.result.renamed, now.result.renamed)
        attribution = Attribution(Crossing(was.side, now.side), names, renamed, factors)

    def explained(sort: Sort, found: Iterable[Difference]) -> tuple[Difference, ...]:
        if attribution is not None:
            return tuple(attribution.explained(sort, each) for each in found)
        if "made by different versions" in notes:
            return tuple(found)
        return tuple(by_what_differs(sort, each, factors) for each in found)

    concluded = explained("conclusion", [told.conclusion] if told.conclusion else [])
    return Step(
        old,
        new,
        crosswise,
        factors,
        notes,
        next(iter(concluded), None),
        explained("parts", told.parts),
        explained("criteria", told.criteria),
        explained("recommendations", told.recommendations),
    )


def _hidden(*audits: tuple[Given, Result]) -> frozenset[str] | None:
    """The items of audits that their results as shown leave out; None where nobody knows."""
    if any(given.result.public is not None for given, _ in audits):
        return None
    return frozenset(
        id_ for given, shown in audits for id_ in given.result.items if id_ not in shown.items
    )


def _notes(old: Result, new: Result, *, crosswise: bool, differ: bool) -> Iterable[Note]:
    """What must be known before the comparison is read."""
    if _subject(old, new) != _subject(new, old):
        yield "different subjects"
    if new.as_of < old.as_of:
        yield "not later"
    if old.pack.id != new.pack.id:
        yield "different packs"
    if not crosswise:
        yield "only results"
        if old.made_by != new.made_by:
            yield "made by different versions"
    if not differ:
        yield "nothing differs"


def _subject(result: Result, other: Result) -> str:
    """Who is audited: by the code where both have one, else by the name."""
    both = [each.audit.get("subject") for each in (result, other)]
    told = [each if isinstance(each, dict) else {} for each in both]
    key = "code" if all(each.get("code") for each in told) else "name"
    return " ".join(str(told[0].get(key) or "").split()).casefold()
