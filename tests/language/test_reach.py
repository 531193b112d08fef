"""Which levels a part can come to: by counting where rungs turn, the same as by trying all."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from auditcheck.language.lint import reachable
from auditcheck.language.quantities import counts_enough
from auditcheck.model.conditions import Place
from auditcheck.model.rules import Part, Quantity, Rung, Scale
from auditcheck.model.truth import Degree
from small import codes

HERE = Place("rules.yaml", ())
QUANTITIES = st.one_of(
    st.sampled_from([Quantity(word) for word in ("all", "some", "half", "none")]),
    st.builds(lambda number: Quantity("number", number), st.integers(1, 7)),
    st.builds(
        lambda share: Quantity("share", share=share),
        st.fractions(min_value=0, max_value=1, max_denominator=7),
    ),
)


@st.composite
def parts(draw: st.DrawFn) -> tuple[Part, Scale]:
    """A part of a few criteria with a ladder of up to three rungs, and its scale."""
    levels = ("Nej", "Delvis", "Mest", "Ja")
    ladder = tuple(
        Rung(
            level,
            draw(st.none() | QUANTITIES),
            draw(st.none() | QUANTITIES),
            draw(st.sampled_from([Degree.MET, Degree.PARTLY_MET])),
            None,
            HERE,
        )
        for level in reversed(levels[1:])
        if draw(st.booleans())
    )
    essential = tuple(f"e{n}" for n in range(draw(st.integers(0, 5))))
    supporting = tuple(f"s{n}" for n in range(draw(st.integers(0, 3))))
    part = Part("", "", essential, supporting, (), ladder, HERE)
    return part, Scale("scale", levels, ladder, "lowers")


def mixes(size: int) -> list[tuple[int, int, int]]:
    """Of up to so many criteria: how many apply, how many of them are met, how many partly."""
    return [
        (n, met, partly)
        for n in range(size + 1)
        for met in range(n + 1)
        for partly in range(n - met + 1)
    ]


def holds(quantity: Quantity | None, counting: Degree, mix: tuple[int, int, int]) -> bool:
    """Whether one group satisfies a rung's quantity."""
    size, met, partly = mix
    return quantity is None or counts_enough(
        quantity, met + partly * (counting < Degree.MET), size
    )


@given(parts())
@settings(max_examples=400, derandomize=True, deadline=None, database=None)
def test_levels_are_those_of_some_mix(given_: tuple[Part, Scale]) -> None:
    """The levels that some mix of outcomes gives, whichever of the criteria apply."""
    part, scale = given_
    expected = set()
    for left, right in product(mixes(len(part.essential)), mixes(len(part.supporting))):
        if part.weighed and not left[0] and not right[0]:
            continue
        rungs = (
            rung.level
            for rung in part.ladder
            if holds(rung.essential, rung.counting, left)
            and holds(rung.supporting, rung.counting, right)
        )
        expected.add(next(rungs, "Nej"))
    assert reachable(part, scale) == expected


def rules_of(number: int, ladder: str) -> str:
    """A pack of one question with so many essential criteria."""
    names = [f"c{n}" for n in range(number)]
    criteria = "".join(
        f"  {name}: {{title: C, requires: {{some: documents, where: {{type: plan}}}}}}\n"
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
    ladder = ladder.replace("}}", "}, Lite: {essential: 5, counting: partly}}")
    assert codes(rules_of(4_000, ladder)) == []


def test_a_level_of_those_that_apply() -> None:
    """A level that is reached only where some criteria do not apply can be reached."""
    ladder = "{Ja: {essential: 30}, Mest: {essential: all}, Delvis: {essential: half}, "
    ladder += "Lite: {essential: some}}"
    assert codes(rules_of(40, ladder)) == []
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
