"""The nine laws of the rule language, each tried on random packs and random evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.grade import Level
from auditcheck.engine.program import compile_pack
from auditcheck.language.checking import compile_condition
from auditcheck.language.references import conditions_of, walk
from auditcheck.language.world import World
from auditcheck.model.conditions import Combined, Condition, Negated, Reaches
from auditcheck.model.evidence import Evidence, Item
from auditcheck.model.rules import Pack
from auditcheck.model.traces import Trace
from auditcheck.model.truth import LEFT_OUT, Outcome, Truth
from naive import Naive
from strategies import HERE, KINDS, Case, Maker, Traits, cases

RISING = Traits(only_rising=True)
CLOSED = Traits(given=False, findings=False, periods=False, due=False)
NO_DUE = Traits(due=False)


def lawful(examples: int = 150) -> settings:
    """The same examples every time, and no deadline."""
    return settings(max_examples=examples, derandomize=True, deadline=None, database=None)


def run(pack: Pack, evidence: Evidence) -> Evaluation:
    """Evaluate."""
    return evaluate(compile_pack(pack), evidence)


def with_items(evidence: Evidence, kinds: Mapping[str, Mapping[str, Item]]) -> Evidence:
    """The same audit with other items."""
    return Evidence(evidence.audit, evidence.as_of, kinds, evidence.collecting)


def trace_of(condition: Condition, pack: Pack, evidence: Evidence) -> Trace:
    """A condition's trace, with all criteria and parts decided before it."""
    found = run(pack, evidence)
    world = World(
        evidence,
        pack.parameters,
        {q.id: pack.scales[q.scale].levels for q in pack.questions.values()},
        {name: each.decided for name, each in found.criteria.items()},
        {q: {} for q in pack.questions},
    )
    for (question, part), level in found.levels.items():
        world.parts[question][part] = level.graded(())
    return compile_condition(condition)(world)


def conditions(pack: Pack) -> Iterable[Condition]:
    """All that criteria require."""
    return (criterion.requires for criterion in pack.criteria.values())


def asks_what_favours(pack: Pack) -> bool:
    """Whether a condition asks the level of a part that takes the unknown as met."""
    criteria = (each for criterion in pack.criteria.values() for each in conditions_of(criterion))
    parts = (part for question in pack.questions.values() for part in question.parts)
    rungs = (rung.condition for part in parts for rung in part.ladder if rung.condition)
    last = pack.conclusion.ladder if pack.conclusion else ()
    whole = (rung.condition for rung in last if rung.condition)
    return any(
        isinstance(each, Reaches)
        and pack.scales[pack.questions[each.question].scale].not_evidenced == "favours"
        for condition in (*criteria, *rungs, *whole)
        for each in walk(condition)
    )


def contradicted(evidence: Evidence) -> bool:
    """Whether an item surely is what an absence says is not there."""
    return any(
        all(
            (found := item.fields.get(name)) == value
            or (isinstance(value, tuple) and found in value)
            for name, value in where_of(absence).items()
        )
        for absence in evidence.of("absences")
        for item in evidence.of(str(absence.fields["of"]))
    )


def where_of(absence: Item) -> Mapping[str, Any]:
    """What an absence says is not there."""
    where = absence.fields.get("where", {})
    assert isinstance(where, Mapping)
    return where


@lawful()
@given(cases(RISING), st.integers(0, 2**32 - 1))
def test_law_1_adding_an_item_keeps_what_is_true(case: Case, seed: int) -> None:
    """Adding an item never undoes `some`, lower-bounded `count`, `all`, `any`, `at_least`."""
    maker = Maker(seed, 2)
    kind = maker.one(tuple(KINDS))
    ids = {name: [i.id for i in case.evidence.of(name)] for name in KINDS}
    new = maker.item("new", kind, ids)
    kinds = {**case.evidence.kinds, kind: {**case.evidence.kinds[kind], "new": new}}
    more = with_items(case.evidence, kinds)
    before, after = run(case.pack, case.evidence), run(case.pack, more)
    for name, evaluated in before.criteria.items():
        if evaluated.requires.truth is Truth.TRUE:
            assert after.criteria[name].requires.truth is Truth.TRUE


@lawful(250)
@given(cases(CLOSED), st.integers(0, 2**32 - 1))
def test_law_2_removing_a_field_only_makes_unknown(case: Case, seed: int) -> None:
    """Removing a field never turns true to false or false to true, only to unknown.

    Nor does the law hold of what asks for the level of a part that favours.
    """
    random = Random(seed)  # noqa: S311  test data
    items = [item for kind in KINDS for item in case.evidence.of(kind) if item.fields]
    if contradicted(case.evidence) or not items or asks_what_favours(case.pack):
        return
    item = random.choice(items)
    name = random.choice(sorted(item.fields))
    poorer = replace(item, fields=without(item.fields, name, random))
    kinds = {
        kind: {id_: poorer if id_ == item.id else each for id_, each in items.items()}
        for kind, items in case.evidence.kinds.items()
    }
    less = with_items(case.evidence, kinds)
    for condition in conditions(case.pack):
        before = trace_of(condition, case.pack, case.evidence)
        after = trace_of(condition, case.pack, less)
        if not before.left_out:
            assert after.truth in (before.truth, Truth.UNKNOWN)


def without(fields: Mapping[str, Any], name: str, random: Random) -> dict[str, Any]:
    """The fields less one, or less one inside it."""
    value = fields[name]
    rest = {key: each for key, each in fields.items() if key != name}
    if isinstance(value, Mapping) and "of" not in value and len(value) > 1:
        return {**rest, name: without(value, random.choice(sorted(value)), random)}
    if isinstance(value, tuple) and value and isinstance(value[0], dict) and value[0]:
        inner = without(value[0], random.choice(sorted(value[0])), random)
        return {**rest, name: (inner, *value[1:])}
    return rest


@lawful()
@given(cases())
def test_law_3_the_assessment_is_at_most_the_potential(case: Case) -> None:
    """Assessment ≤ potential on every ladder; under `favours` ≥."""
    found = run(case.pack, case.evidence)
    for (question, _), level in found.levels.items():
        scale = case.pack.scales[case.pack.questions[question].scale]
        assert in_order(level, favours=scale.not_evidenced == "favours")
    if found.conclusion is not None:
        policy = case.pack.scales["scale"].not_evidenced
        assert in_order(found.conclusion, favours=policy == "favours")


def in_order(level: Level, *, favours: bool) -> bool:
    """Whether a level's bounds lie as its policy has them."""
    if level.assessment is None or level.potential is None:
        return level.state != "graded"
    if favours:
        return level.assessment >= level.potential
    return level.assessment <= level.potential


@lawful()
@given(cases())
def test_law_4_de_morgan(case: Case) -> None:
    """Not all is any not, not any is all not; twice not is as it was."""
    first, second, *_ = conditions(case.pack)
    both = (first, second)
    negated = tuple(Negated(each, HERE) for each in both)
    pairs: list[tuple[Condition, Condition]] = [
        (Negated(Combined("all", both, HERE), HERE), Combined("any", negated, HERE)),
        (Negated(Combined("any", both, HERE), HERE), Combined("all", negated, HERE)),
        (Negated(Negated(first, HERE), HERE), first),
        (Combined("at_least", both, HERE, 1), Combined("any", both, HERE)),
    ]
    for left, right in pairs:
        one, other = (trace_of(each, case.pack, case.evidence) for each in (left, right))
        assert (one.truth, one.left_out) == (other.truth, other.left_out)


@lawful()
@given(cases(), st.integers(0, 2**32 - 1))
def test_law_5_order_changes_nothing(case: Case, seed: int) -> None:
    """The order of items, keys, criteria and questions changes no outcome, level or citation."""
    random = Random(seed)  # noqa: S311  test data
    kinds = {
        kind: {id_: replace(each, fields=shuffled(each.fields, random)) for id_, each in
               shuffled(items, random).items()}
        for kind, items in shuffled(case.evidence.kinds, random).items()
    }  # fmt: skip
    pack = case.pack._replace(
        criteria=shuffled(case.pack.criteria, random),
        questions=shuffled(case.pack.questions, random),
    )
    before = run(case.pack, case.evidence)
    after = run(pack, with_items(case.evidence, kinds))
    assert told(before) == told(after)


def shuffled(mapping: Mapping[str, Any], random: Random) -> dict[str, Any]:
    """The same in another order."""
    keys = list(mapping)
    random.shuffle(keys)
    return {key: mapping[key] for key in keys}


def told(found: Evaluation) -> dict[str, object]:
    """All that an evaluation says, in an order of its own."""
    outcomes = {
        name: (each.decided.outcome, each.decided.lowest, each.decided.highest,
               frozenset(each.decided.rests_on), frozenset(each.weak))
        for name, each in sorted(found.criteria.items())
    }  # fmt: skip
    conclusion = found.conclusion
    return {
        "outcomes": outcomes,
        "levels": sorted(found.levels.items()),
        "conclusion": conclusion and (conclusion.state, conclusion.assessment),
    }


@lawful(400)
@given(cases())
def test_law_6_compiled_is_naive(case: Case) -> None:
    """The compiled pack comes to what a naive interpreter of the same tree comes to."""
    found, naive = run(case.pack, case.evidence), Naive(case.pack, case.evidence)
    for name, evaluated in found.criteria.items():
        decided, verdict = evaluated.decided, naive.verdict(name)
        assert decided.outcome is verdict.outcome, name
        if decided.outcome not in LEFT_OUT:
            assert (decided.lowest, decided.highest) == (verdict.lowest, verdict.highest), name
    for question in case.pack.questions.values():
        for part in question.parts:
            level, other = found.levels[question.id, part.id], naive.level(question.id, part)
            assert bounds(level) == (other.state, other.assessment, other.potential), question.id
    concluded = naive.conclusion()
    assert (found.conclusion is None) is (concluded is None)
    if found.conclusion is not None and concluded is not None:
        expected = (concluded.state, concluded.assessment, concluded.potential)
        assert bounds(found.conclusion) == expected


def bounds(level: Level) -> tuple[str, int | None, int | None]:
    """A level without its rungs."""
    return level.state, level.assessment, level.potential


@lawful()
@given(cases())
def test_law_7_the_same_in_the_same_out(case: Case) -> None:
    """One program on the same evidence says the same again, traces and their order included."""
    program = compile_pack(case.pack)
    first, second = (evaluate(program, case.evidence) for _ in range(2))
    assert list(first.criteria.values()) == list(second.criteria.values())
    assert (first.levels, first.judged, first.conclusion) == (
        second.levels, second.judged, second.conclusion)  # fmt: skip


@pytest.mark.parametrize("demand", ["documentary", "corroborated"])
@lawful()
@given(case=cases())
def test_law_8_a_demand_on_evidence_only_lowers(demand: Any, case: Case) -> None:
    """`evidence: …` only ever lowers a criterion's outcome."""
    for name, criterion in case.pack.criteria.items():
        lax, strict = (
            run(case.pack._replace(criteria={**case.pack.criteria, name: each}), case.evidence)
            .criteria[name]
            .decided
            for each in (criterion._replace(evidence="any"), criterion._replace(evidence=demand))
        )
        if lax.outcome is Outcome.NOT_YET_DUE:
            assert strict.outcome is Outcome.NOT_YET_DUE
        elif lax.outcome not in LEFT_OUT and strict.outcome not in LEFT_OUT:
            assert strict.lowest <= lax.lowest
            assert strict.highest <= lax.highest


@lawful(250)
@given(cases(NO_DUE))
def test_law_9_collecting_everything_opens_both_ways(case: Case) -> None:
    """Collecting everything, the assessment is no higher, the potential no lower (or turned).

    Nor does the law hold of what asks for the level of a part that favours.
    """
    if asks_what_favours(case.pack):
        return
    closed = replace(case.evidence, collecting=frozenset())
    opened = replace(case.evidence, collecting=frozenset(KINDS))
    before, after = run(case.pack, closed), run(case.pack, opened)
    for key, level in before.levels.items():
        favours = case.pack.scales[case.pack.questions[key[0]].scale].not_evidenced == "favours"
        if level.state == "graded" and after.levels[key].state == "graded":
            assert is_wider(after.levels[key], level, favours=favours)
        elif level.state == "graded":
            assert after.levels[key].assessment is None
            assert at_least(after.levels[key].potential, level.potential) or favours


def is_wider(wide: Level, level: Level, *, favours: bool) -> bool:
    """Whether a level's bounds lie around another's."""
    if favours:
        return at_least(wide.assessment, level.assessment) and at_least(
            level.potential, wide.potential
        )
    return at_least(level.assessment, wide.assessment) and at_least(
        wide.potential, level.potential
    )


def at_least(left: int | None, right: int | None) -> bool:
    """Whether a rank is at least another; none is below all."""
    return (-1 if left is None else left) >= (-1 if right is None else right)
