"""Looks at conditions: criteria that say what others say, or what nothing can be."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from auditcheck.language.references import conditions_of, walk
from auditcheck.loading.rule_looks.seen import Seen, Told, inside
from auditcheck.model.conditions import Counted, Quantified
from auditcheck.model.rules import Criterion, Part

_MOST = 100


def never_met(seen: Seen) -> Iterable[Told]:
    """Criteria that nothing can meet."""
    for criterion in seen.pack.criteria.values():
        if seen.prover.hollow(criterion.id):
            message = f"'{criterion.id}' can never be met: what it asks for excludes itself"
            yield seen.told(
                inside(criterion.place, "requires"), message, "mend the condition", key=True
            )


def implied(seen: Seen) -> Iterable[Told]:
    """Criteria that are met whenever another of their group is: weighed twice.

    Those that only inform may build on each other; there only two that say the same are told.
    """
    said = set[str]()
    for question in seen.pack.questions.values():
        for part in question.parts:
            for stronger, weaker in _doubles(seen, part):
                if weaker not in said and not seen.prover.hollow(stronger):
                    said.add(weaker)
                    yield _double(seen, stronger, weaker)


def _doubles(seen: Seen, part: Part) -> Iterator[tuple[str, str]]:
    """Pairs of a part's criteria of which the first implies the second."""
    implies = seen.prover.implies
    for group in (part.essential, part.supporting):
        for earlier, later in _pairs(group):
            if implies(earlier, later):
                yield earlier, later
            elif implies(later, earlier):
                yield later, earlier
    if len(part.weighed) <= _MOST:
        for carries, lifts in product(part.essential, part.supporting):
            if implies(carries, lifts):
                yield carries, lifts
    for earlier, later in _pairs(part.informing):
        if implies(earlier, later) and implies(later, earlier):
            yield earlier, later


def _pairs(group: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Every two of a group, unless it is so large that nobody could have meant to compare them."""
    return combinations(group, 2) if len(group) <= _MOST else ()


def _double(seen: Seen, stronger: str, weaker: str) -> Told:
    criteria = seen.pack.criteria
    message = (
        f"'{weaker}' is met whenever '{stronger}' is: beside it, it weighs nothing of its own"
    )
    if seen.prover.implies(weaker, stronger):
        message = f"'{weaker}' and '{stronger}' are met by the same: one thing is asked twice"
    also = (seen.related(f"'{stronger}' stands here", criteria[stronger].place),)
    remedy = "ask for what the other does not, make it 'partly' of the other, or leave one out"
    return seen.told(criteria[weaker].place, message, remedy, also, key=True)


def contradicting(seen: Seen) -> Iterable[Told]:
    """Criteria of one part that can never both be met."""
    criteria = seen.pack.criteria
    for one, other in dict.fromkeys(_together(seen)):
        if _contradict(seen, one, other):
            message = f"'{other}' and '{one}' can never both be met"
            also = (seen.related(f"'{one}' stands here", criteria[one].place),)
            remedy = "mend one of the two, or let 'applies' tell when each is asked"
            yield seen.told(criteria[other].place, message, remedy, also, key=True)


def _together(seen: Seen) -> Iterator[tuple[str, str]]:
    """Pairs of criteria that stand in one part, in the order in which they are written down."""
    rank = {name: number for number, name in enumerate(seen.pack.criteria)}
    for question in seen.pack.questions.values():
        for part in question.parts:
            for group in (part.weighed, part.informing):
                yield from _pairs(sorted(group, key=rank.__getitem__))


def _contradict(seen: Seen, one: str, other: str) -> bool:
    prover = seen.prover
    if not prover.excludes(one, other):
        return False
    return not (prover.hollow(one) or prover.hollow(other))  # which is told for itself


def no_where(seen: Seen) -> Iterable[Told]:
    """Demands without `where`, which are closed by any item of the kind, whatever it is about."""
    asked: dict[str, set[str]] = {}
    criteria = seen.pack.criteria.values()
    for criterion in criteria:
        for each in _quantifiers(criterion):
            asked.setdefault(each.kind, set()).add(criterion.id)
    for criterion in criteria:
        for each in _quantifiers(criterion):
            if not each.where and len(asked[each.kind]) > 1:
                message = (
                    f"any item of {each.kind} at all settles this demand, though other criteria "
                    f"ask for {each.kind} too"
                )
                remedy = "put what makes an item the thing sought under 'where'"
                yield seen.told(each.place, message, remedy)


def _quantifiers(criterion: Criterion) -> Iterable[Quantified | Counted]:
    for condition in conditions_of(criterion):
        for each in walk(condition):
            if isinstance(each, Quantified | Counted):
                yield each
