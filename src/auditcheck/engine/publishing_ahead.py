"""What levels rest on, and what would lift them, as the public may have it.

Outcomes, ways and margins stay; what names the hidden goes.
"""

from collections.abc import Iterable
from dataclasses import replace

from auditcheck.engine.hidden import MARK, Veil
from auditcheck.model.assessments import Rests
from auditcheck.model.results import Result
from auditcheck.model.whatif import Asked, Lifted, Need, WhatIf


def public_rests(rests: Rests, veil: Veil, behind: bool) -> Rests:
    """What a level rests on; where something hidden is behind it, as far as outcomes tell.

    That it hangs on one public item, or on none, could tell that a hidden one is beside it.
    """
    if behind:
        return replace(
            rests, items=(), sources=(), oral=False, oral_level=None, single_source=None,
            withheld=True,
        )  # fmt: skip
    return replace(
        rests,
        items=tuple(each for each in rests.items if each.id not in veil.ids),
        sources=tuple(each for each in rests.sources if each.id not in veil.ids),
        single_source=None if rests.single_source in veil.ids else rests.single_source,
    )


def publish_ahead(answer: WhatIf, whole: Result, public: Result) -> WhatIf:
    """The answer without what is confidential in the whole result; `public` is what is left."""
    veil = Veil(whole)
    parts = {part.name: part for question in public.questions for part in question.parts}
    return replace(
        answer,
        judgement=MARK if answer.judgement in veil.ids else answer.judgement,
        criteria={id_: _lifted(each, veil) for id_, each in answer.criteria.items()},
        rests=answer.rests and parts[answer.part].rests,
    )


def _lifted(lifted: Lifted, veil: Veil) -> Lifted:
    return replace(
        lifted,
        met=lifted.met and _need(lifted.met, veil),
        partly_met=lifted.partly_met and _need(lifted.partly_met, veil),
    )


def _need(need: Need, veil: Veil) -> Need:
    """A need without what it says of hidden items; what only they lack is not told at all."""
    hidden = veil.hides(need.items)
    parts = tuple(_need(part, veil) for part in need.parts if not veil.hides(part.items))
    return replace(
        need,
        says=MARK if hidden else veil.demand(veil.text(need.says)),
        number=min(need.number, len(parts)),
        parts=parts,
        items=veil.seen(need.items),
        where=_asked(need.where, veil),
        has=_asked(need.has, veil),
    )


def _asked(asked: Iterable[Asked], veil: Veil) -> tuple[Asked, ...]:
    return tuple(
        replace(each, value=veil.value(each.value, None), found=veil.value(each.found, None))
        for each in asked
    )
