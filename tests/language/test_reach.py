"""Which levels can come out: by counting where rungs turn, the same as by trying all."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from auditcheck.engine.grade import Level, Standing, grade_conclusion, grade_part
from auditcheck.engine.program import PartsStep, Step
from auditcheck.language.concluding import concluded
from auditcheck.language.reach import Degrees, degrees_in, reachable
from auditcheck.language.world import Decided, World
from auditcheck.model.assessments import has_level
from auditcheck.model.conditions import Place
from auditcheck.model.evidence import Evidence
from auditcheck.model.rules import (
    Conclusion,
    Pack,
    Part,
    PartsRung,
    Policy,
    Quantity,
    Question,
    Rung,
    Scale,
)
from auditcheck.model.truth import Degree, Outcome
from small import codes, pack, told

HERE = Place("rules.yaml", ())
RISING = st.one_of(
    st.sampled_from([Quantity(word) for word in ("all", "some", "half")]),
    st.builds(lambda number: Quantity("number", number), st.integers(1, 5)),
    st.builds(
        lambda share: Quantity("share", share=share),
        st.fractions(min_value=0, max_value=1, max_denominator=7),
    ),
)
QUANTITIES = RISING | st.just(Quantity("none"))
POLICIES: tuple[Policy, ...] = ("lowers", "withholds", "favours")
LEVELS = ("Nej", "Delvis", "Mest", "Ja")
NOT, PARTLY, MET = Degree.NOT_MET, Degree.PARTLY_MET, Degree.MET


class Drawn(NamedTuple):
    """A part on its scale, and what can become of its criteria."""

    part: Part
    scale: Scale
    degrees: Degrees


def ladder_of(draw: st.DrawFn, quantities: st.SearchStrategy[Quantity]) -> tuple[Rung, ...]:
    """Up to three rungs."""
    return tuple(
        Rung(
            level, draw(st.none() | quantities), draw(st.none() | quantities),
            draw(st.sampled_from([MET, PARTLY])), None, HERE,
        )
        for level in reversed(LEVELS[1:])
        if draw(st.booleans())
    )  # fmt: skip


@st.composite
def parts(
    draw: st.DrawFn,
    quantities: st.SearchStrategy[Quantity] = QUANTITIES,
    policies: tuple[Policy, ...] = POLICIES,
) -> Drawn:
    """A part of a few criteria with a ladder, and its scale."""
    ladder = ladder_of(draw, quantities)
    essential = tuple(f"e{n}" for n in range(draw(st.integers(0, 3))))
    supporting = tuple(f"s{n}" for n in range(draw(st.integers(0, 2))))
    names = [*essential, *supporting]
    partly, loose = (frozenset(n for n in names if draw(st.booleans())) for _ in range(2))
    part = Part("", "", essential, supporting, (), ladder, HERE)
    scale = Scale("scale", LEVELS, ladder, draw(st.sampled_from(policies)))
    return Drawn(part, scale, Degrees(partly, loose))


def outcomes(drawn: Drawn, *, open_: bool) -> Iterator[dict[str, Decided]]:
    """Every mix of outcomes of the part's criteria; those not evidenced too where `open_`."""

    def of(name: str) -> Iterable[Decided]:
        able = (NOT, PARTLY, MET) if name in drawn.degrees.partly else (NOT, MET)
        for low, high in product(able, able):
            if low == high:
                outcome = (Outcome.NOT_MET, Outcome.PARTLY_MET, Outcome.MET)[low]
                yield Decided(outcome, low, high, ())
            elif low < high and open_:
                yield Decided(Outcome.NOT_EVIDENCED, low, high, ())
        if name in drawn.degrees.loose:
            yield Decided(Outcome.NOT_APPLICABLE, NOT, MET, ())

    names = drawn.part.weighed
    for mix in product(*map(of, names)):
        yield dict(zip(names, mix, strict=True))


def world(criteria: dict[str, Decided] | None = None) -> World:
    """What a ladder without conditions sees."""
    evidence = Evidence({}, date(2024, 1, 1), {}, frozenset())
    return World(evidence, {}, {}, criteria or {})


def graded(drawn: Drawn, *, open_: bool = True) -> Iterator[Level]:
    """The levels that the engine gives the part."""
    steps = [Step(rung, None) for rung in drawn.part.ladder]
    for mix in outcomes(drawn, open_=open_):
        yield grade_part(drawn.part, steps, drawn.scale, world(mix), is_open=False)


def assessed(levels: Iterable[Level]) -> set[str]:
    """The assessments among the levels."""
    return {LEVELS[each.assessment] for each in levels if each.assessment is not None}


@given(parts(RISING))
@settings(max_examples=150, derandomize=True, deadline=None, database=None)
def test_levels_are_those_of_some_mix(drawn: Drawn) -> None:
    """The levels that the engine gives some mix of outcomes, whatever is not evidenced."""
    found = set(reachable(drawn.part, drawn.scale, drawn.degrees))
    assert found == assessed(graded(drawn))
    assert found == assessed(graded(drawn, open_=False))


@given(parts(policies=("lowers",)))
@settings(max_examples=150, derandomize=True, deadline=None, database=None)
def test_what_is_open_under_none(drawn: Drawn) -> None:
    """Where `none` is asked for, what is not evidenced may give what no sure outcome does."""
    found = set(reachable(drawn.part, drawn.scale, drawn.degrees))
    assert found >= assessed(graded(drawn))


@st.composite
def packs(draw: st.DrawFn) -> tuple[Pack, list[Drawn]]:
    """A pack of a few parts of one criterion or two, and a conclusion on one scale."""
    drawn = draw(st.lists(parts(RISING, ("lowers",)), min_size=1, max_size=3))
    policy = draw(st.sampled_from(POLICIES))
    quantities = draw(st.sampled_from([RISING, QUANTITIES]))
    rungs = tuple(
        PartsRung(level, draw(quantities), draw(st.sampled_from(LEVELS)), None, HERE)
        for level in reversed(LEVELS[1:])
        if draw(st.booleans())
    )
    scales = {f"s{n}": each.scale for n, each in enumerate(drawn)}
    scales["own"] = Scale("own", LEVELS, (), policy)
    named = [
        each._replace(
            part=each.part._replace(
                essential=tuple(f"{n}{name}" for name in each.part.essential),
                supporting=tuple(f"{n}{name}" for name in each.part.supporting),
            ),
            degrees=Degrees(*(frozenset(f"{n}{name}" for name in kind) for kind in each.degrees)),
        )
        for n, each in enumerate(drawn)
    ]
    questions = {
        f"q{n}": Question(f"q{n}", n, "", f"s{n}", False, (each.part,), HERE)
        for n, each in enumerate(named)
    }
    conclusion = Conclusion("", "own", rungs, HERE)
    return EMPTY._replace(scales=scales, questions=questions, conclusion=conclusion), named


EMPTY = Pack("p", "P", "1", "sv", {}, {}, {}, {}, {}, {}, None, {})


def conclusions(rules: Pack, drawn: list[Drawn]) -> Iterator[Level]:
    """The conclusions that the engine gives the levels of the parts."""
    conclusion = rules.conclusion
    assert conclusion is not None
    steps = [PartsStep(rung, None) for rung in conclusion.ladder]
    levels = [
        {(has_level(each.state), each.assessment, each.potential) for each in graded(one)}
        for one in drawn
    ]
    for mix in product(*levels):
        standings = [Standing(LEVELS, *ranks) for stands, *ranks in mix if stands]
        yield grade_conclusion(steps, rules.scales[conclusion.scale], standings, world())


@given(packs())
@settings(max_examples=80, derandomize=True, deadline=None, database=None)
def test_conclusions_are_those_of_some_mix(drawn: tuple[Pack, list[Drawn]]) -> None:
    """The conclusions that the engine comes to from the levels that the parts can have."""
    rules, of = drawn
    assert rules.conclusion is not None
    degrees = Degrees(
        frozenset().union(*(each.degrees.partly for each in of)),
        frozenset().union(*(each.degrees.loose for each in of)),
    )
    found = set(concluded(rules, rules.conclusion, degrees))
    exact = assessed(conclusions(rules, of))
    assert found >= exact
    if all(rung.parts and rung.parts.word != "none" for rung in rules.conclusion.ladder):
        assert found == exact


def rules_of(number: int, ladder: str, more: str = "") -> str:
    """A pack of one question with so many essential criteria."""
    names = [f"c{n}" for n in range(number)]
    criteria = "".join(
        f"  {name}: {{title: C, requires: {{some: documents, where: {{type: plan}}}}{more}}}\n"
        for name in names
    )
    return (
        f"criteria:\n{criteria}"
        f"questions: {{q: {{asks: Q, essential: [{', '.join(names)}]}}}}\n"
        f"scale: {{levels: [Nej, Lite, Delvis, Mest, Ja], ladder: {ladder}}}\n"
    )


def test_many_criteria_in_one_group() -> None:
    """Thousands are decided by counting; a level that takes most of them can be reached."""
    ladder = "{Ja: {essential: all}, Mest: {essential: 3990}, Delvis: {essential: 60 %}}"
    assert codes(rules_of(4_000, ladder)) == ["unreachable-level"]
    ladder = ladder.replace("}}", "}, Lite: {essential: 5}}")
    assert codes(rules_of(4_000, ladder)) == []


def test_a_level_of_those_that_apply() -> None:
    """A level that is reached only where some criteria do not apply can be reached."""
    ladder = "{Ja: {essential: 30}, Mest: {essential: all}, Delvis: {essential: half}, "
    ladder += "Lite: {essential: some}}"
    assert codes(rules_of(40, ladder)) == []
    given = [code for code, _ in told(rules_of(40, ladder)) if code == "never-given"]
    assert given == ["never-given"]  # though not here, where each criterion always applies
    due = rules_of(40, ladder, ", due: 2025-01-01")
    assert "never-given" not in [code for code, _ in told(due)]
    assert codes(rules_of(40, ladder.replace("30", "1"))) == ["unreachable-level"] * 3


def test_a_ladder_of_as_many_levels_as_there_may_be() -> None:
    """Twenty levels are read, with as many quantities of two groups; one more is refused."""
    levels = [f"n{n}" for n in range(20)]
    ladder = ", ".join(
        f"{level}: {{essential: {n * 17}, supporting: {n * 5} %}}"
        for n, level in enumerate(levels)
        if n
    )
    names = [f"c{n}" for n in range(700)]
    criteria = "".join(
        f"  {name}: {{title: C, requires: {{some: documents, where: {{type: plan}}}}}}\n"
        for name in names
    )
    groups = f"essential: [{', '.join(names[:350])}], supporting: [{', '.join(names[350:])}]"
    rules = (
        f"criteria:\n{criteria}questions: {{q: {{asks: Q, {groups}}}}}\n"
        f"scale: {{levels: [{', '.join(levels)}], ladder: {{{ladder}}}}}\n"
    )
    assert codes(rules) == []
    assert codes(rules.replace("levels: [n0,", "levels: [n, n0,")) == ["invalid-value"]


def test_what_can_become_of_criteria() -> None:
    """Days, `applies`, or resting on such criteria alone let one be left out."""
    rules = pack(
        """
authorities: {new: {title: N, kind: policy, in_force: 2024-01-01}}
criteria:
  plain: {title: C, requires: {some: documents, where: {type: plan}}}
  due: {title: C, due: 2024-01-01, requires: {some: documents, where: {type: brev}}}
  dated: {title: C, authority: new, requires: {some: documents, where: {type: lägesbild}}}
  where-asked: {title: C, requires: {some: forums}, applies: {some: funds}}
  passes-on: {title: C, requires: {all: [{criterion: due}, {not: {criterion: dated}}]}}
  stands: {title: C, requires: {any: [{criterion: due}, {criterion: plain}]}}
  finding: {title: C, requires: {finding: styrning}}
"""
    )
    loose = {"due", "dated", "where-asked", "passes-on"}
    assert degrees_in(rules) == Degrees(frozenset({"finding"}), frozenset(loose))


TWO = """
criteria:
  plan: {title: C, requires: {some: documents, where: {type: plan}}}
  letter: {title: C, requires: {some: documents, where: {type: brev}}}
"""


LADDER = "{Ja: {essential: all}, Delvis: {essential: 1}}"
SCALE = f"scale: {{levels: [Nej, Delvis, Ja], ladder: {LADDER}}}\n"
NEVER = ": this never holds, or only where a higher level is given"


def levels(rules: str) -> list[str]:
    """What is told of levels that nothing gives or that are always given."""
    return [
        message for code, message in told(TWO + rules) if code in ("fixed-level", "never-given")
    ]


def test_a_level_that_is_always_the_same() -> None:
    """A part of supporting criteria where the ladder asks for essential ones; a conclusion."""
    assert levels(
        "questions: {q: {asks: A, essential: [plan]}, r: {asks: B, supporting: [letter]}}\n"
        "conclusion: {asks: K, levels: {Ja: {parts: 3, reaches: Ja}}}"
    ) == [
        "'r' has the level 'Ja' whatever is found",
        f"no mix of the parts' levels gives 'Ja'{NEVER}",
    ]
    assert levels(
        f"{SCALE}questions:\n"
        "  {q: {asks: A, essential: [plan, letter]}, r: {asks: B, supporting: [plan]}}\n"
        "conclusion: {asks: K, levels: {Delvis: {parts: half, reaches: Nej}}}"
    ) == [
        "'r' has the level 'Ja' whatever is found",
        "'conclusion' has the level 'Delvis' whatever is found",
    ]


def test_a_part_that_cannot_rise() -> None:
    """One criterion where the scale's ladder asks for two."""
    ladder = "scale: {levels: [Nej, Ja], ladder: {Ja: {essential: 2}}}\n"
    assert levels(
        ladder
        + "questions: {q: {asks: A, essential: [plan, letter]}, r: {asks: B, essential: [plan]}}"
    ) == ["'r' has the level 'Nej' whatever is found"]


ELSEWHERE = "other: {asks: O, essential: [plan, letter]}"


def test_a_ladder_of_ones_own() -> None:
    """Each of its rungs gives some part its level, and so does having none of them."""

    def own(ladder: str, names: str = "plan, letter") -> list[str]:
        asked = f"q: {{asks: A, essential: [{names}], levels: {ladder}}}"
        return levels(f"{SCALE}questions: {{{asked}, {ELSEWHERE}}}")

    assert own("{Ja: {essential: all}, Delvis: {essential: 3}}") == [
        f"no mix of outcomes gives 'Delvis'{NEVER}"
    ]
    assert own("{Ja: {essential: all}, Delvis: {essential: 2}}") == [
        f"no mix of outcomes gives 'Delvis'{NEVER}"
    ]
    assert own("{Ja: {essential: 3}}") == [f"no mix of outcomes gives 'Ja'{NEVER}"]
    assert own("{Ja: {essential: all}, Delvis: {essential: none}}", "plan") == [
        "no mix of outcomes gives the lowest level 'Nej'"
    ]
    assert own("{Ja: {supporting: all}}") == ["'q' has the level 'Ja' whatever is found"]
    assert own("{Ja: {essential: all}, Delvis: {essential: some}}") == []
    assert own("{Ja: {essential: all}, Delvis: {some: documents}}", "plan") == []


def test_a_ladder_that_parts_share() -> None:
    """A rung that gives one of them its level is enough."""
    parts = "parts: {a: {essential: [plan]}, b: {essential: [plan, letter]}}"
    own = "levels: {Ja: {essential: all}, Delvis: {essential: some}}"
    assert levels(f"{SCALE}questions: {{q: {{asks: A, {parts}, {own}}}}}") == []
    assert levels(f"{SCALE}questions: {{q: {{asks: A, {parts}}}}}") == []


def test_a_conclusion_of_many_parts() -> None:
    """What would take too long to think through is not told of."""
    names = [f"q{n}" for n in range(40)]
    questions = ", ".join(f"{name}: {{asks: A, essential: [plan, letter]}}" for name in names)
    rungs = "Ja: {parts: all, reaches: Ja}, Delvis: {parts: 41, reaches: Delvis}"
    conclusion = f"conclusion: {{asks: K, levels: {{{rungs}}}}}"
    assert len(levels(f"{SCALE}questions: {{{questions}}}\n{conclusion}")) == 1
    names = [f"q{n}" for n in range(1_000)]
    questions = ", ".join(f"{name}: {{asks: A, essential: [plan, letter]}}" for name in names)
    conclusion = conclusion.replace("41", "1001")
    assert levels(f"{SCALE}questions: {{{questions}}}\n{conclusion}") == []
