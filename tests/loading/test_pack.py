"""Rule packs as written: what is read of them, and what is refused."""

import pytest

from auditcheck.loading.pack import load_pack
from small import HEAD, codes, document, pack, questions_for, remarks, trace, truth

C = "criteria: {c: {title: C, requires: %s}}"
Q = "questions: {q: {asks: Q, essential: [c]}}"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{count: documnts, is: 1}", ["unknown-id"]),
        ("{sum: fonds.amount, is: 1}", ["unknown-id"]),
        ("{sum: funds, is: 1}", ["unknown-word"]),
        ("{some: decisions, has: {amount: {between: [$item.amount, 9]}}}", []),
        ("{some: documents, has: {valid: {overlaps: {from: 2024-13-01}}}}", ["not-a-date"]),
        ("{some: documents, has: {title: {parameter: ghost, on: decided.date}}}",
         ["unknown-id"]),
        ("{some: decisions, has: {amount: {parameter: limit, on: 5}}}", ["wrong-type"]),
        ("{some: decisions, has: {paragraph: {parameter: limit}}}", ["wrong-type"]),
        ("{count: funds, is: {at_least: {parameter: limit, on: date}}}", ["unknown-reference"]),
    ],
)  # fmt: skip
def test_conditions_refused(condition: str, expected: list[str]) -> None:
    """What names nothing, or what does not fit, is told at its place."""
    assert codes(f"{C % condition}\nparameters: {{limit: 5}}") == expected


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("conclusion: {asks: W, levels: {Ja: {criterion: ghost}}}", ["unknown-id"]),
        ("conclusion: {asks: W, levels: {Ja: {parts: all}}}", ["missing-key"]),
        ("conclusion: {asks: W, levels: {Ja: {reaches: Ja}}}", ["missing-key"]),
        ("conclusion: {asks: W, levels: {Ja: {parts: all, reaches: Ja}}}", []),
        ("conclusion: {asks: W, levels: {Ja: {parts: most, reaches: Ja}}}", ["not-a-quantity"]),
        ("scales: {scale: {levels: [A, B]}}", ["name-taken"]),
        ("scales: {other: {levels: [A, B], ladder: {B: {essential: all}}}}", []),
    ],
)
def test_sections_refused(rules: str, expected: list[str]) -> None:
    """Faults in the conclusion and the scales."""
    assert codes(f"{C % '{count: documents, is: 1}'}\n{rules}") == expected


@pytest.mark.parametrize("scales", ["scales: {mine: %s}", "scale: %s"])
def test_a_level_that_no_part_reaches(scales: str) -> None:
    """A level without a rung, or whose quantity can never be, is told where it stands."""
    written = scales % "{levels: [Nej, Delvis, Ja], ladder: {Ja: {essential: all}}}"
    rules = f"{HEAD}{C % '{count: documents, is: 1}'}\n{written}\n{Q}"
    read, problems = load_pack([document(rules)], "rules")
    assert read is None
    assert [each.code for each in problems] == ["unreachable-level"]
    assert problems[0].span is not None
    line = document(rules).text.splitlines()[problems[0].span.line - 1]
    assert line[problems[0].span.column - 1 :].startswith("Delvis")


def test_a_pack_needs_a_head_and_a_scale() -> None:
    """Without them nothing can be graded."""
    text = C % "{count: documents, is: 1}"
    found = load_pack([document(text), document(questions_for(text))], "rules")[1]
    assert {"no-pack", "no-scale"} <= {each.code for each in found}


def test_a_warning_for_a_demand_without_where() -> None:
    """Over a kind that more than one criterion asks for, a demand without `where` is told."""
    rules = """
criteria:
  loose: {title: L, requires: {some: functions, has: {tasks: {includes: samordna}}}}
  tight: {title: T, requires: {some: functions, where: {tasks: samordna}}}
"""
    assert remarks(rules, "no-where") == [("no-where", "warning")]


def test_one_plain_value_is_a_parameter() -> None:
    """A parameter may be one plain value, or one for each day from which it holds."""
    steps = pack(f"{C % '{count: documents, is: 1}'}\nparameters: {{a: 1, b: {{2024-01-01: x}}}}")
    assert [value for _, value in steps.parameters["a"].values] == [1]
    assert [value for _, value in steps.parameters["b"].values] == ["x"]


def test_parts_own_their_ladder_before_the_question_and_the_scale() -> None:
    """`levels` of a part, else of its question, else the scale's ladder."""
    read = pack(
        """
scale: {levels: [Nej, Delvis, Ja], ladder: {Ja: {essential: all}, Delvis: {supporting: all}}}
criteria: {c: {title: C, requires: {count: documents, is: 1}}}
questions:
  own: {asks: O, levels: {Ja: {essential: half}}, parts: {a: {essential: [c]}, b: {essential: [c],
    levels: {Ja: {essential: none}}}}}
  common: {asks: S, essential: [c]}
"""
    )
    ladders = {
        f"{q.id}.{p.id}": [r.essential.word for r in p.ladder if r.essential]
        for q in read.questions.values()
        for p in q.parts
    }
    assert ladders == {"own.a": ["half"], "own.b": ["none"], "common.": ["all"]}


def test_very_many_perhaps_are_bounded() -> None:
    """Beyond what can be tried, totals and shares lie between the least and the most."""
    funds = "".join(
        f"  f{n}: {{kind: egna medel, amount: {2**n}, use_accounted: true}}\n"
        f"  g{n}: {{kind: egna medel, use_accounted: false}}\n"
        f"  h{n}: {{kind: egna medel, purpose: p}}\n"
        for n in range(12)
    )
    sure = "funds:\n  s: {kind: egna medel, direction: in, amount: 1, use_accounted: true}\n"
    known = "".join(line + "\n" for line in funds.splitlines() if "  f" in line)
    total = "{sum: funds.amount, where: {direction: in}, is: %s}"
    found = trace(total % "{at_most: 4096}", sure + known)
    assert (found.truth.name, found.lowest, found.highest) == ("TRUE", "1", "4096")
    assert truth(total % "{above: 4096}", sure + known) == "false"
    assert truth(total % "7", sure + known) == "unknown"
    share = "{share: funds, where: {direction: in}, has: {use_accounted: true}, is: %s}"
    assert truth(share % "{at_least: 50 %}", sure + funds) == "unknown"
    assert truth(share % "{at_least: 0 %}", sure + funds) == "true"


def test_a_source_that_is_not_there_proves_nothing() -> None:
    """In a test of rules an item may cite what is not laid down: it has no strength of its own."""
    from datetime import date

    from auditcheck.model.evidence import Citation, Evidence, Item

    item = Item("d", "documents", {}, (Citation("ghost"),))
    evidence = Evidence({}, date(2024, 1, 1), {"documents": {"d": item}})
    assert evidence.strengths == {"d": ()}
    assert evidence.strength(item) == 2
