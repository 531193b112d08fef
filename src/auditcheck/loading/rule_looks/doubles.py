"""Looks at conditions: criteria that say what others say, or what nothing can be."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from auditcheck.language.references import conditions_of, walk
from auditcheck.loading.rule_looks.seen import Seen, Told, inside
from auditcheck.model.conditions import Counted, Quantified
from auditcheck.model.rules import Criterion, Part


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
        for earlier, later in combinations(group, 2):
            if implies(earlier, later):
                yield earlier, later
            elif implies(later, earlier):
                yield later, earlier
    for carries, lifts in ((e, s) for e in part.essential for s in part.supporting):
        if implies(carries, lifts):
            yield carries, lifts
    for earlier, later in combinations(part.informing, 2):
        if implies(earlier, later) and implies(later, earlier):
            yield earlier, later


def _double(seen: Seen, stronger: str, weaker: str) -> Told:
    criteria = seen.pack.criteria
    message = (
        f"'{weaker}' is met whenever '{stronger}' is: beside it, it weighs nothing of its own"
    )
    if seen.prover.implies(weaker, stronger):
        message = f"'{weaker}' and '{stronger}' are met by the same: one thing is weighed twice"
    also = (seen.related(f"'{stronger}' stands here", criteria[stronger].place),)
    remedy = "ask for what the other does not, make it 'partly' of the other, or leave one out"
    return seen.told(criteria[weaker].place, message, remedy, also, key=True)


def contradicting(seen: Seen) -> Iterable[Told]:
    """Criteria of one part that can never both be met."""
    said = set[frozenset[str]]()
    for question in seen.pack.questions.values():
        for part in question.parts:
            for group in (part.weighed, part.informing):
                for one, other in combinations(group, 2):
                    pair = frozenset((one, other))
                    if pair not in said and _contradict(seen, one, other):
                        said.add(pair)
                        message = f"'{other}' and '{one}' can never both be met"
                        also = (
                            seen.related(f"'{one}' stands here", seen.pack.criteria[one].place),
                        )
                        remedy = "mend one of the two, or let 'applies' tell when each is asked"
                        yield seen.told(
                            seen.pack.criteria[other].place, message, remedy, also, key=True
                        )


def _contradict(seen: Seen, one: str, other: str) -> bool:
    prover = seen.prover
    hollow = prover.hollow(one) or prover.hollow(other)  # told for itself
    return not hollow and prover.excludes(one, other)


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
