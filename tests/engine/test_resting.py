"""What a level rests on: what trying everything finds, and within the bounds all of it."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditcheck.engine.ahead import resting as room
from auditcheck.engine.ahead.ladders import direct
from auditcheck.engine.ahead.resting import resting
from auditcheck.engine.ahead.without import NEVER_GONE, Without
from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.program import Program, compile_pack
from auditcheck.engine.reading import read_by
from auditcheck.model.assessments import Fall, Rests
from auditcheck.model.evidence import Citation, Evidence, Item
from auditcheck.model.kinds import ORAL, STRENGTH
from auditcheck.model.truth import LEFT_OUT, Degree
from changes import every_change, levels_after
from engine.test_laws import asks_what_favours, lawful
from engine.test_lifting import NOTHING, ladder_of, number, rung
from strategies import Case, Traits, cases

Key = tuple[str, str]
MOST_TRIED = 4
DEGREES = (Degree.NOT_MET, Degree.PARTLY_MET, Degree.MET)


def rests_of(evaluation: Evaluation) -> Mapping[Key, Rests]:
    """What each part rests on."""
    return resting(evaluation, read_by(evaluation))


def fall(case: Case, key: Key, before: int, after: int | None) -> list[str | None]:
    """The level that a part falls to; none where it does not fall."""
    levels = case.pack.scales[case.pack.questions[key[0]].scale].levels
    if after is None or after < before:
        return [None if after is None else levels[after]]
    return []


@lawful(150)
@given(cases())
def test_items_and_sources_are_those_without_which_it_falls(case: Case) -> None:
    """Each item and source is taken away, and everything evaluated again."""
    program = compile_pack(case.pack)
    evaluation = evaluate(program, case.evidence)
    without, items = Without(case.evidence), case.evidence.items.values()
    sources = case.evidence.kinds["sources"]
    oral = [id_ for id_, each in sources.items() if STRENGTH[str(each.fields["kind"])] == ORAL]
    taken = {("items", item.id): without.items([item.id])
             for item in items if item.kind not in NEVER_GONE}  # fmt: skip
    taken |= {("sources", id_): without.sources([id_]) for id_ in sources}
    taken["oral", ""] = without.sources(oral)
    after = {what: evaluate(program, without.left(gone)).levels for what, gone in taken.items()}
    for key, rests in rests_of(evaluation).items():
        level = evaluation.levels[key].assessment
        assert level is not None
        assert rests.untried == ()
        falls = {
            what: [
                Fall(id_, to)
                for (sort, id_), levels in after.items()
                if sort == what
                for to in fall(case, key, level, levels[key].assessment)
            ]
            for what in ("items", "sources", "oral")
        }
        assert [*rests.items] == falls["items"]
        assert [*rests.sources] == falls["sources"]
        assert [rests.oral_level] * rests.oral == [each.level for each in falls["oral"]]


@lawful(150)
@given(cases())
def test_criteria_and_margins_are_what_changes_give(case: Case) -> None:
    """The fewest outcomes that are otherwise, and each criterion without which it falls."""
    program = compile_pack(case.pack)
    evaluation = evaluate(program, case.evidence)
    for key, rests in rests_of(evaluation).items():
        names = direct(evaluation, key)
        level = evaluation.levels[key].assessment
        if len(names) > MOST_TRIED or level is None:
            continue
        up: list[int] = []
        down: list[int] = []
        for changes in every_change(names, program, *DEGREES):
            after = levels_after(program, case.evidence, changes, rising=False)[key].assessment
            if after is not None and after > level:
                up.append(len(changes))
            if fall(case, key, level, after):
                down.append(len(changes))
                if [*changes.values()] == [Degree.NOT_MET]:
                    told = {each.id: [each.level] for each in rests.criteria}
                    assert told[next(iter(changes))] == fall(case, key, level, after)
        assert (rests.up, rests.down) == (min(up, default=None), min(down, default=None))


@lawful(150)
@given(cases(Traits(due=False)), st.integers(0, 2**32 - 1))
def test_any_completion_stays_between_the_bounds(case: Case, seed: int) -> None:
    """However the open criteria come out, others and levels stay between lowest and highest."""
    if asks_what_favours(case.pack):
        return
    program = compile_pack(case.pack)
    before = evaluate(program, case.evidence)
    random = Random(seed)  # noqa: S311  test data
    settled = {}
    for name, each in before.criteria.items():
        decided = each.decided
        if decided.outcome not in LEFT_OUT and decided.lowest < decided.highest:
            between = [d for d in Degree if decided.lowest <= d <= decided.highest]
            settled[name] = random.choice(between)
    after = levels_after(program, case.evidence, settled, rising=False)
    for key, level in before.levels.items():
        reached = after[key].assessment
        ends = [each for each in (level.assessment, level.potential) if each is not None]
        if reached is not None and ends:
            lowest = 0 if level.assessment is None else min(ends)
            assert lowest <= reached <= max(ends)


def test_the_one_source_of_everything() -> None:
    """It is named where nothing else bears what the criteria rest on, and it matters."""
    found = {
        "documents": {"d": Item("d", "documents", {"type": "a"}, (Citation("s"),))},
        "sources": {"s": Item("s", "sources", {"kind": "interview"})},
    }
    one = Evidence({}, NOTHING.as_of, found)
    program = ladder_of(3, rung(number(2))).program
    rests = rests_of(evaluate(program, one))["q", ""]
    assert rests.single_source == "s"
    assert (rests.oral, rests.oral_level) == (True, None)
    assert rests.items == (Fall("d", None),)
    assert (rests.up, rests.down) == (None, 2)
    assert rests.criteria == ()
    two = {
        **found,
        "sources": {**found["sources"], "t": Item("t", "sources", {"kind": "minutes"})},
    }
    document = Item("d", "documents", {"type": "a"}, (Citation("s"), Citation("t")))
    borne = Evidence({}, NOTHING.as_of, {**two, "documents": {"d": document}})
    rests = rests_of(evaluate(program, borne))["q", ""]
    assert (rests.single_source, rests.oral, rests.sources) == (None, False, ())


@pytest.mark.parametrize(
    ("bound", "untried"),
    [
        ("MOST_CRITERIA", ("margin",)),
        ("MOST_NODES", ("margin",)),
        ("MOST_LOOKS", ("items", "sources", "oral")),
    ],
)
def test_what_is_too_much_is_named(
    bound: str, untried: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond a bound nothing is told by halves, and what was not looked at is said."""
    monkeypatch.setattr(room, bound, 2)
    source = {"s": Item("s", "sources", {"kind": "interview"})}
    documents = {
        id_: Item(id_, "documents", {"type": "a"}, (Citation("s"),)) for id_ in ("d", "e", "f")
    }
    evidence = Evidence({}, NOTHING.as_of, {"documents": documents, "sources": source})
    program: Program = ladder_of(3, rung(number(2))).program
    rests = rests_of(evaluate(program, evidence))["q", ""]
    assert rests.untried == untried
    assert (rests.up, rests.down) == ((None, None) if "margin" in untried else (None, 2))
