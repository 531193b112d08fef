"""What lifts a part: the sets are those that trying every change finds, and no others."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import islice
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditcheck.engine.ahead import lifting as room
from auditcheck.engine.ahead.diagrams import TooManyError
from auditcheck.engine.ahead.ladders import direct
from auditcheck.engine.ahead.lifting import Lifting, sets_in
from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.program import Program, compile_pack
from auditcheck.model.conditions import Combined, Condition, CriterionHolds, Quantified
from auditcheck.model.evidence import Evidence, Item
from auditcheck.model.rules import Criterion, Pack, Part, Policy, Quantity, Question, Rung, Scale
from auditcheck.model.truth import Degree
from changes import every_change, levels_after
from engine.test_laws import lawful
from strategies import HERE, Case, cases

Sets = set[frozenset[tuple[str, Degree]]]
Key = tuple[str, str]
MOST_TRIED = 5
DEGREES = (Degree.PARTLY_MET, Degree.MET)


def tried(case: Case, program: Program, key: Key, rank: int, names: tuple[str, ...]) -> Sets:
    """The minimal sets, by trying every assignment and keeping those with none below them."""
    reaching = []
    for changes in every_change(names, program, *DEGREES):
        level = levels_after(program, case.evidence, changes, rising=True)[key]
        if level.assessment is not None and level.assessment >= rank:
            reaching.append(changes)
    return {
        frozenset(each.items())
        for each in reaching
        if not any(
            other != each and all(each.get(name, 0) >= to for name, to in other.items())
            for other in reaching
        )
    }


def ranks_in(case: Case) -> list[tuple[Key, int]]:
    """Every part with every rank above the lowest."""
    return [
        ((question.id, part.id), rank)
        for question in case.pack.questions.values()
        for part in question.parts
        for rank in range(1, len(case.pack.scales[question.scale].levels))
    ]


@lawful(200)
@given(cases(), st.integers(0, 2**32 - 1))
def test_the_sets_are_those_that_trying_all_finds(case: Case, seed: int) -> None:
    """Each set lifts, none within it does, and none is missing; smallest first, each once."""
    program = compile_pack(case.pack)
    evaluation = evaluate(program, case.evidence)
    key, rank = Random(seed).choice(ranks_in(case))  # noqa: S311  test data
    names = direct(evaluation, key)
    if len(names) > MOST_TRIED:
        return
    lifting = Lifting(evaluation, key, rank)
    found = list(lifting.sets())
    assert {frozenset(each) for each in found} == tried(case, program, key, rank, names)
    assert len(found) == lifting.sizes.total() == len({*found})
    assert [len(each) for each in found] == sorted(len(each) for each in found)
    assert lifting.reached is (found == [()])
    level = evaluation.levels[key].assessment
    assert lifting.reached is (level is not None and level >= rank)


@lawful(150)
@given(cases(), st.integers(0, 2**32 - 1), st.sampled_from([0, room.MOST_LISTED]))
def test_ways_hold_all_sets_and_each_once(case: Case, seed: int, listed: int) -> None:
    """However many are put together, the ways hold as many sets as there are."""
    evaluation = evaluate(compile_pack(case.pack), case.evidence)
    key, rank = Random(seed).choice(ranks_in(case))  # noqa: S311  test data
    lifting = Lifting(evaluation, key, rank)
    ways = lifting.ways(listed)
    told = list(ways)
    assert len(told) == ways.sizes().total()
    assert sum(map(sets_in, told)) == lifting.sizes.total()
    sizes = [sum(pick.number for pick in way) for way in told]
    assert sizes == sorted(sizes)


SOME = Quantified("some", "documents", (), (), HERE)
NOTHING = Evidence(
    {}, date(2024, 1, 1), {"absences": {"a": Item("a", "absences", {"of": "documents"})}}
)
"""It is known that there is no document: every criterion here is not met."""


def holds(number: int, degree: Degree = Degree.MET) -> CriterionHolds:
    """Another criterion is met."""
    return CriterionHolds(f"c{number}", degree, HERE)


def number(of: int) -> Quantity:
    """At least so many."""
    return Quantity("number", of, Fraction(0), str(of))


def ladder_of(
    size: int,
    *rungs: Rung,
    requires: Callable[[int], Condition] = lambda _: SOME,
    partly: bool = False,
    supporting: int = 0,
    policy: Policy = "lowers",
) -> Evaluation:
    """One question whose ladder asks for so many criteria, none of them met."""
    criteria = {
        f"c{n}": Criterion(f"c{n}", "", requires(n), HERE, partly=SOME if partly else None)
        for n in range(size)
    }
    names = tuple(criteria)
    part = Part("", "q", names[: size - supporting], names[size - supporting :], (), rungs, HERE)
    question = Question("q", 1, "q", "scale", False, (part,), HERE)
    scale = Scale("scale", ("L0", "L1", "L2"), (), policy)
    scales, questions = {"scale": scale}, {"q": question}
    pack = Pack("p", "p", "1", "sv", scales, {}, {}, {}, criteria, questions, None, {})
    return evaluate(compile_pack(pack), NOTHING)


def rung(
    essential: Quantity | None = None,
    supporting: Quantity | None = None,
    counting: Degree = Degree.MET,
    condition: Condition | None = None,
) -> Rung:
    """What gives the highest level."""
    return Rung("L2", essential, supporting, counting, condition, HERE)


def before(number_: int) -> Condition:
    """Every second criterion asks for the one before it."""
    return holds(number_ - 1) if number_ % 2 else SOME


def after_twenty(number_: int) -> Condition:
    """The later half each ask for two of the first."""
    both = (holds(number_ - 20), holds(number_ * 7 % 20))
    return Combined("all", both, HERE) if number_ >= 20 else SOME


FORTY = comb(40, 20)
PAIRS = sum(comb(20, first) * comb(20 - first, 20 - 2 * first) for first in range(11))
"""Of so many pairs the first is met, which gives two; of the rest of the twenty the second."""
HALF, MOST = Quantity("half"), Quantity("share", 0, Fraction(3, 4), "75 %")
AT_LEAST = Combined("at_least", tuple(map(holds, range(40))), HERE, 20)
LADDERS: dict[str, tuple[Evaluation, int, int, int]] = {
    "20 of 40": (ladder_of(40, rung(number(20))), FORTY, 1, 20),
    "by a condition": (ladder_of(40, rung(condition=AT_LEAST)), FORTY, 1, 20),
    "partly": (
        ladder_of(40, rung(number(20), counting=Degree.PARTLY_MET), partly=True), FORTY, 1, 20
    ),
    "two groups": (
        ladder_of(40, rung(HALF, MOST), supporting=20), comb(20, 10) * comb(20, 15), 1, 25
    ),
    "all": (ladder_of(40, rung(Quantity("all"))), 1, 1, 40),
    "withholds": (ladder_of(40, rung(number(20)), policy="withholds"), FORTY, 1, 20),
    "favours": (ladder_of(40, rung(number(20)), policy="favours"), FORTY, 1, 20),
    "a chain": (
        ladder_of(40, rung(number(20)), requires=lambda n: holds(n - 1) if n else SOME), 21, 21, 1
    ),
    "pairs": (ladder_of(40, rung(number(20)), requires=before), PAIRS, PAIRS, 10),
}  # fmt: skip


@pytest.mark.parametrize("name", LADDERS)
def test_forty_criteria(name: str) -> None:
    """However many sets there are, they are counted exactly, and the smallest are at hand."""
    evaluation, sets, ways, smallest = LADDERS[name]
    lifting = Lifting(evaluation, ("q", ""), 2)
    assert lifting.sizes.total() == sets
    assert min(lifting.sizes) == smallest
    assert lifting.ways().sizes().total() == ways
    first = next(iter(lifting.ways()))
    assert sum(pick.number for pick in first) == smallest
    raised = dict(next(lifting.sets()))
    after = levels_after(evaluation.program, NOTHING, raised, rising=True)
    assert after["q", ""].assessment == 2


def test_what_hangs_together_crosswise() -> None:
    """Each set that is told first lifts, and no smaller part of it does."""
    evaluation = ladder_of(40, rung(number(30)), requires=after_twenty)
    for chosen in islice(Lifting(evaluation, ("q", ""), 2).sets(), 3):
        for gone in (None, *chosen):
            raised = {name: to for name, to in chosen if (name, to) != gone}
            after = levels_after(evaluation.program, NOTHING, raised, rising=True)
            assert after["q", ""].assessment == (0 if gone else 2)


def test_what_is_too_much_is_refused() -> None:
    """More criteria than the bound are not told of by halves."""
    evaluation = ladder_of(room.MOST_CRITERIA + 1, rung(number(2)))
    with pytest.raises(TooManyError):
        Lifting(evaluation, ("q", ""), 2)
