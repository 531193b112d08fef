"""The prover, rule by rule: pairs of conditions, and what follows from the one to the other.

That nothing is claimed which evidence refutes is tried in `test_logic.py`; here it is what must be
seen, and near misses that must not.
"""

from itertools import pairwise
from pathlib import Path

import pytest

from auditcheck.language.logic.prover import Prover
from small import pack

MORE = """
parameters: {limit: 5, word: brev}
questions:
  q: {asks: Q, essential: [x]}
  all: {asks: A, informing: [a, b, u, p, x], open: true}
scale:
  levels: [Nej, Delvis, Ja]
  ladder: {Ja: {essential: all}, Delvis: {essential: some, counting: partly}}
"""
PLAN = "some: documents, where: {type: plan}"


def prover(a: str, b: str, of_a: str = "", of_b: str = "") -> Prover:
    """What follows in a pack with two criteria and those that they may name."""
    return Prover(
        pack(f"""
criteria:
  x: {{title: X, requires: {{{PLAN}}}}}
  u: {{title: U, requires: {{finding: uppföljning}}, due: 2024-07-01}}
  p: {{title: P, requires: {{finding: styrning}}, applies: {{criterion: x}}}}
  a: {{title: A, requires: {a}{of_a}}}
  b: {{title: B, requires: {b}{of_b}}}
{MORE}""")
    )


def pairs(sign: str) -> list[tuple[str, str]]:
    """The pairs of conditions of which that is so."""
    text = Path(__file__).with_name("logic.txt").read_text("utf-8")
    found = [line.split(f" {sign} ") for line in text.splitlines() if line.startswith("{")]
    return [(pair[0], pair[1]) for pair in found if len(pair) > 1]


SIX = ", ".join(f"{{some: documents, where: {{title: T{n}}}}}" for n in range(6))


@pytest.mark.parametrize(("a", "b"), pairs("=>"))
def test_what_follows(a: str, b: str) -> None:
    """The second criterion is met whenever the first is, and does not exclude it."""
    found = prover(a.replace("%s", SIX), b.replace("%s", SIX))
    assert found.implies("a", "b")
    assert not found.excludes("a", "b")


@pytest.mark.parametrize(("a", "b"), pairs("=/>"))
def test_what_does_not_follow(a: str, b: str) -> None:
    """Near misses: some evidence meets the first and not the second."""
    found = prover(a, b)
    assert not found.implies("a", "b")


@pytest.mark.parametrize(("a", "b"), pairs("><"))
def test_what_excludes(a: str, b: str) -> None:
    """The two criteria are never both met, and both of them at once never are."""
    found = prover(a, b)
    assert found.excludes("a", "b")
    assert found.excludes("b", "a")
    assert not found.implies("a", "b")
    assert not found.hollow("a")
    assert prover(f"{{all: [{a}, {b}]}}", a).hollow("a")


@pytest.mark.parametrize(
    ("a", "hollow", "never_lacking"),
    [
        ("{all: [{criterion: x}, {not: {criterion: x}}]}", True, False),
        ("{any: [{criterion: x}, {not: {criterion: x}}]}", False, True),
        ("{count: documents, is: {at_least: 0}}", False, True),
        ("{share: documents, is: {at_least: 0 %}}", False, False),
        ("{some: documents}", False, False),
    ],
)
def test_what_nothing_meets_or_lacks(a: str, hollow: bool, never_lacking: bool) -> None:
    """What can never be met, and what can never be less than met."""
    found = prover(a, "{criterion: x}")
    assert (found.hollow("a"), found.never_lacking("a")) == (hollow, never_lacking)


PLANS, DECIDED = f"{{{PLAN}, has: {{status: beslutad}}}}", f"{{{PLAN}}}"


@pytest.mark.parametrize(
    ("of_a", "of_b", "follows"),
    [
        ("", "", True),
        # what it takes for the second to apply must be so whenever the first is met
        ("", ", applies: {finding: styrning}", False),
        (", applies: {finding: styrning}", ", applies: {finding: styrning}", False),
        ("", ", applies: {some: documents}", True),
        # the second must be in force whenever the first is
        ("", ", in_force: 2024-01-01", False),
        (", in_force: 2024-01-01", ", in_force: 2023-01-01", True),
        (", repealed: 2024-01-01", ", repealed: 2024-01-01", True),
        (", in_force: 2024-01-01", ", in_force: 2023-01-01, repealed: 2030-01-01", False),
        # due or not, what is met is met
        ("", ", due: 2030-01-01", True),
        # the second may ask for no stronger evidence
        ("", ", evidence: documentary", False),
        (", evidence: documentary", "", True),
        (", evidence: corroborated", ", evidence: documentary", True),
        (", evidence: documentary", ", evidence: corroborated", False),
    ],
)
def test_what_stands_beside_the_conditions(of_a: str, of_b: str, follows: bool) -> None:
    """When they apply, when they are in force, and what they ask of the evidence."""
    assert prover(PLANS, DECIDED, of_a, of_b).implies("a", "b") is follows


def test_what_waits_for_another_leaves_it_its_weight() -> None:
    """That a criterion applies only where another is met does not imply the other."""
    found = prover("{finding: styrning}", "{finding: uppföljning}", ", applies: {criterion: b}")
    assert not found.implies("a", "b")


def test_criteria_of_different_times_exclude_nothing() -> None:
    """A demand may be turned round where another takes its place."""
    days = (", repealed: 2024-01-01", ", in_force: 2024-01-01")
    assert not prover(f"{{{PLAN}}}", "{no: documents, where: {type: plan}}", *days).excludes(
        "a", "b"
    )


def test_what_is_due_by_then_is_not_left_out() -> None:
    """A criterion that is due before another is in force stands in its condition."""
    both = "{all: [{criterion: u}, {criterion: x}]}"
    assert not prover(both, "{criterion: u}").implies("a", "b")
    assert prover(both, "{criterion: u}", ", in_force: 2024-07-01").implies("a", "b")


def test_the_widest_and_the_deepest_end() -> None:
    """Very many ways are not gone into, nor criteria that name criteria on and on."""
    names = [f"c{n}" for n in range(40)]
    chain = "\n".join(
        f"  {name}: {{title: C, requires: {{any: [{{criterion: {before}}}, "
        f"{{all: [{{criterion: {before}, at_least: partly}}, {{finding: styrning}}]}}]}}}}"
        for before, name in pairwise(names)
    )
    wide = ", ".join(f"{{some: documents, where: {{title: T{n}}}}}" for n in range(100))
    read = pack(f"""
criteria:
  c0: {{title: C, requires: {{{PLAN}}}}}
{chain}
  wide: {{title: W, requires: {{any: [{wide}]}}}}
  some: {{title: S, requires: {{at_least: 50, of: [{wide}]}}}}
questions: {{q: {{asks: Q, essential: [{", ".join(names)}, wide, some]}}}}
""")
    found = Prover(read)
    assert found.implies("c1", "c0")
    assert found.implies("c30", "c29")
    assert not found.implies("c39", "c0")
    assert found.implies("some", "wide")
    assert not found.implies("wide", "some")
    assert not found.excludes("wide", "c39")


def test_what_absences_cover_is_not_gone_into_without_end() -> None:
    """Beyond some ten thousand combinations of words the evaluation gives up, and so does this."""
    for times, follows in ((20, True), (120, False)):
        many = ", ".join(["mål", "orsaker"] * times)
        has = f"contains: {{includes_any: [{many}], one_of: [{many}]}}"
        where = "no: documents, where: {type: plan}"
        narrow, wide = (
            f"{{{where}, has: {{{has}, status: utkast}}}}",
            f"{{{where}, has: {{{has}}}}}",
        )
        assert prover(wide, narrow).implies("a", "b") is follows


def test_very_many_ways_are_not_gone_into() -> None:
    """Where two conditions of many ways stand side by side, they are taken as they are."""
    wide = ", ".join(f"{{some: documents, where: {{title: T{n}}}}}" for n in range(20))
    both = f"{{all: [{{any: [{wide}]}}, {{any: [{wide}, {{criterion: x}}]}}, {{criterion: x}}]}}"
    assert prover(both, "{criterion: x}").implies("a", "b")
    assert not prover(both, "{finding: styrning}").implies("a", "b")
