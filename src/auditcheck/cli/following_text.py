"""Audits compared, at a glance: each change by its sign and word, its cause and its facts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import assert_never

from auditcheck.cli.answer import Terminal, counted
from auditcheck.cli.drawing import Node, lines
from auditcheck.model.differences import (
    UNCHANGED,
    Answer,
    Cause,
    Difference,
    Fact,
    Factor,
    Follow,
    Note,
    Promise,
    Step,
)
from auditcheck.model.results import Result
from auditcheck.report.following.causes import Said, said
from auditcheck.report.following.numbers import numbers
from auditcheck.report.following.words import SIGNS

_FACTORS: dict[Factor, str] = {
    "evidence": "evidence", "date": "law or date", "pack": "pack", "judgement": "judgement",
}  # fmt: skip
_NOTES: dict[Note, str] = {
    "different subjects": "different subjects: this is no follow-up of one and the same",
    "not later": "the newer is assessed for an earlier day",
    "different packs": "different rule packs: only what has the same id, or 'was', is compared",
    "made by different versions": "made by different versions of auditcheck",
    "only results": (
        "causes are told by what alone differs; to have all told apart, give the evidence folders"
    ),
    "nothing differs": "evidence, day, pack and judgements are the same in both",
}
PROMISES: dict[Promise, str] = {
    "shown": "the evidence shows it",
    "said done but not shown": "said to be done, but the evidence does not show it",
    "day passed": "the day has passed, and the evidence does not show it",
    "day to come": "not shown yet; the day is still to come",
    "no day given": "not shown, and no day is given",
    "declined": "declined, and the recommendation remains",
    "contested": "contested, and the recommendation remains",
    "not asked now": "no longer recommended",
    "not evidenced now": "nothing shows whether it is so",
}
_QUIET = ("still met", "as before")
_MOST = 6  # facts that are named; the rest are counted


def text(followed: Follow, results: Sequence[Result], terminal: Terminal) -> str:
    """What `diff` shows; piped, the same lines without being wrapped."""
    told = [each for step in followed.steps for each in _step(step, followed, results)]
    told.append(_history(followed))
    shown = ("\n".join(lines(each, terminal.width)) for each in told if each.children or each.text)
    return "\n\n".join(shown) + "\n"


def _step(step: Step, followed: Follow, results: Sequence[Result]) -> Iterable[Node]:
    old, new = followed.audits[step.old], followed.audits[step.new]
    subject = new.subject if old.subject == new.subject else f"{old.subject} → {new.subject}"
    packs = [f"{each.pack} {each.pack_version}" for each in (old, new)]
    differing = ", ".join(_FACTORS[each] for each in step.differing) or "nothing"
    head = [
        Node(f"rules {' → '.join(dict.fromkeys(packs))} · differing: {differing}"),
        *(Node(f"note: {_NOTES[note]}") for note in step.notes),
    ]
    if left_out := sum(each.items_left_out for each in (old, new)):
        head.append(Node(f"public version: {counted(left_out, 'item')} left out as confidential"))
    yield Node(f"{subject}, {old.as_of} → {new.as_of}", head)
    known = numbers(results[step.old]) | numbers(results[step.new])
    levels = [_told(each, step, known.get(each.name, "–")) for each in step.parts]
    if step.conclusion:
        levels.append(_told(step.conclusion, step, "Σ"))
    yield Node("Questions", levels)
    yield Node(f"Criteria: {_counts(step.criteria)}", _in_order(step.criteria, step))
    advised = _in_order(step.recommendations, step)
    yield Node(f"Recommendations: {_counts(step.recommendations)}", advised)


def _counts(found: Iterable[Difference]) -> str:
    """How many of each change, in the order of the signs."""
    number = Counter(each.change for each in found)
    told = [f"{SIGNS[change]} {number[change]} {change}" for change in SIGNS if number[change]]
    return " · ".join(told) or "none"


def _in_order(found: Iterable[Difference], step: Step) -> list[Node]:
    """Those that have something to tell, by what became of them."""
    order = [*SIGNS]
    loud = [each for each in found if each.change not in _QUIET]
    return [
        _told(each, step, each.name)
        for each in sorted(loud, key=lambda each: order.index(each.change))
    ]


def _told(found: Difference, step: Step, name: str) -> Node:
    head = f"{SIGNS[found.change]} {found.change} · {name} · {found.title.strip()}"
    if found.was:
        head += f" (was {', '.join(found.was)})"
    then, now = found.then or "–", found.now or "–"
    why = f" ({found.why})" if found.why else ""
    stands = then if then == now else f"{then} → {now}"
    if found.change in UNCHANGED and not found.facts:
        return Node(f"{head}: {stands}")
    told = [f"{stands}{why}", _cause(found, step), _facts(found.facts)]
    return Node(head, [Node(" · ".join(filter(None, told)))])


def _cause(found: Difference, step: Step) -> str:
    if found.change in UNCHANGED:
        return ""
    if found.causes:
        return f"cause: {cause_words(found.causes)}"
    return "" if step.crosswise else "cause not told apart: give the evidence folders"


def cause_words(causes: Sequence[Cause]) -> str:
    """The causes in words: `evidence`, `law or date together with pack`."""
    return "; ".join(_said(each) for each in said(causes))


def _said(each: Said) -> str:
    sets = [
        " together with ".join(_FACTORS[factor] for factor in factors) for factors in each.sets
    ]
    match each.form:
        case "alone":
            return sets[0]
        case "either":
            return f"{', or '.join(sets)}, each by itself"
        case "together":
            return ", or ".join(sets)
        case "undone":
            return f"and undone without {', or without '.join(sets)}"
        case _:
            assert_never(each.form)


def _facts(facts: Sequence[Fact]) -> str:
    """`new: council, plan; changed: picture (contains)`."""
    told: dict[str, list[str]] = {}
    for fact in facts[:_MOST]:
        fields = f" ({', '.join(fact.fields)})" if fact.fields else ""
        told.setdefault(fact.change, []).append(f"{fact.item}{fields}")
    named = [f"{change}: {', '.join(items)}" for change, items in told.items()]
    more = len(facts) - _MOST
    return "; ".join([*named, *([f"and {more} more"] if more > 0 else [])])


def _history(followed: Follow) -> Node:
    """What was promised, and what the last audit shows of it."""
    return Node(
        "Promised, and what the evidence shows",
        [
            Node(f"{history.name} · {history.text}", [*map(_answer, history.answers)])
            for history in followed.history
            if history.answers
        ],
    )


def _answer(answer: Answer) -> Node:
    told = [answer.stance or "answered", answer.measure or "no measure"]
    told += [f"due {answer.due}"] if answer.due else []
    told += [f"by {answer.responsible}"] if answer.responsible else []
    told += [f"said done {answer.done}"] if answer.done else []
    return Node(" · ".join(told), [Node(PROMISES[answer.promise])])
