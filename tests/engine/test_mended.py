"""Faults that comparison with the naive reading brought to light, each by its smallest case."""

import pytest

from small import evaluated, outcomes, trace, truth


def test_left_out_is_not_yet_due_if_anything_left_out_is() -> None:
    """A criterion whose `applies` is not applicable and whose `requires` is not yet due waits."""
    rules = """
criteria:
  never: {title: N, requires: {count: documents, is: 1}, applies: {audit: {subject.kind: region}}}
  later: {title: L, requires: {count: documents, is: 1}, due: 2030-01-01}
  both: {title: B, applies: {criterion: never}, requires: {criterion: later}}
"""
    assert outcomes(rules, "documents: {}") == {
        "never": "not applicable",
        "later": "not yet due",
        "both": "not yet due",
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2023-03-01", "false"), ("2023-06-15", "true"), ("2023", "unknown"), ("2024", "false")],
)
def test_a_parameter_that_goes_and_comes_back_is_unknown_in_between(
    day: str, expected: str
) -> None:
    """On a partial date a parameter has a value only if it has the same on every day of it."""
    limit = "parameters: {limit: {2022-01-01: 5, 2023-06-01: 1, 2023-07-01: 5}}"
    condition = (
        "{some: decisions, where: {about: {includes: inköp}}, "
        "has: {amount: {above: {parameter: limit, on: date}}}}"
    )
    decision = f"decisions: {{d: {{body: b, date: {day}, about: [inköp], amount: 3}}}}"
    board = "actors: {b: {name: B, type: nämnd}}"
    assert truth(condition, f"{decision}\n{board}", limit) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("50", "false"), ("{between: [1, 99]}", "false"), ("100", "unknown"), ("0", "unknown"),
     ("{none_of: [50]}", "true"), ("{at_most: 100}", "true")],
)  # fmt: skip
def test_a_total_is_with_or_without_what_is_perhaps_concerned(asked: str, expected: str) -> None:
    """A sum is true or false where every total that could be agrees; none lies in between."""
    funds = """
funds:
  sure: {kind: projektbidrag, year: 2023, amount: 0}
  perhaps: {kind: projektbidrag, amount: 100}
"""
    assert truth(f"{{sum: funds.amount, where: {{year: 2023}}, is: {asked}}}", funds) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("{at_least: $audit.plan_year}", "unknown"),
     ("{at_most: 0, below: $audit.plan_year}", "false"),
     ("{at_least: 1, below: $audit.plan_year}", "unknown")],
)  # fmt: skip
def test_a_number_that_fails_one_comparison_fails_whatever_the_others_say(
    asked: str, expected: str
) -> None:
    """Comparisons of a number are all asked: false is the minimum, also beside an unknown one."""
    assert truth(f"{{count: documents, is: {asked}}}", "documents: {d: {type: plan}}") == expected


def test_weak_evidence_of_partly_met_is_named() -> None:
    """Items that a partly met rests on, and that fall short, are shown as weak too."""
    rules = """
criteria:
  c:
    title: C
    evidence: documentary
    requires: {some: documents, where: {type: plan}, has: {status: beslutad}}
    partly: {some: documents, where: {type: plan}}
"""
    found = evaluated(rules, "documents: {d: {type: plan, status: utkast, sources: [talk]}}")
    assert str(found.criteria["c"].decided.outcome) == "not evidenced"
    assert found.criteria["c"].weak == ("d",)
    assert found.criteria["c"].reason == "weak evidence"


def test_a_reference_to_any_kind_asks_of_what_each_kind_calls_that() -> None:
    """`about` is a list of words in a report and a reference in an observation: unknown there."""
    evidence = """
documents: {d: {type: plan}}
observations:
  inner: {topic: styrning, about: d, holds: yes, says: S}
  outer: {topic: uppföljning, about: inner, holds: yes, says: S}
"""
    condition = "{finding: uppföljning, about: {where: {about: {includes: inköp}}}}"
    assert truth(condition, evidence, "") == "unknown"


@pytest.mark.parametrize(
    ("where", "expected"),
    [("type: plan", "true"), ("type: nämnd", "false"), ("type: [plan, nämnd]", "false"),
     ("status: genomförd", "unknown"), ("status: beslutad", "true")],
)  # fmt: skip
def test_a_reference_to_any_kind_takes_the_words_of_all_kinds(where: str, expected: str) -> None:
    """A `where` that follows may ask for what any of the kinds has, in that kind's words."""
    evidence = """
documents: {d: {type: plan, status: beslutad}}
actors: {a: {name: A, type: nämnd}}
activities: {i: {title: I, status: pågår}}
observations:
  of-plan: {topic: styrning, about: d, holds: yes, says: S}
  of-board: {topic: styrning, about: a, holds: no, says: S}
"""
    condition = f"{{finding: styrning, about: {{where: {{{where}}}}}, any_about: true}}"
    if where == "type: [plan, nämnd]":
        condition = condition.replace(", any_about: true", "")
    assert truth(condition, evidence) == expected


def test_all_absences_that_cover_are_cited() -> None:
    """Which absence is cited does not hang on their order: all that cover the demand are."""
    found = trace(
        "{some: documents, where: {type: plan}}",
        "absences: {wide: {of: documents}, other: {of: actors}, "
        "narrow: {of: documents, where: {type: plan}}}",
    )
    assert found.absences == found.rests_on == ("wide", "narrow")


def test_a_rung_of_the_conclusion_that_no_part_can_speak_for_does_not_hold() -> None:
    """`all` of no parts is no reason for the highest level of the audit."""
    rules = """
criteria:
  c: {title: C, requires: {audit: {title: {is: Annat}}}}
scale: {levels: [Nej, Ja], ladder: {Ja: {essential: all}}}
scales:
  other: {levels: [Låg, Hög], ladder: {Hög: {essential: all}}}
questions:
  q: {asks: Q, essential: [c]}
  r: {asks: R, scale: other, essential: [c]}
conclusion: {asks: A, levels: {Ja: {parts: all, reaches: Hög}}}
"""
    evidence = "audit: {title: T, subject: {name: S}, as_of: 2024-01-01, questions: [q]}"
    level = evaluated(rules, evidence).conclusion
    assert level is not None
    assert level.assessment == 0


def test_weak_evidence_is_named_where_it_only_perhaps_concerns() -> None:
    """A criterion that falls for its evidence says for which item, so that it can be asked for."""
    rules = """
criteria:
  c:
    title: C
    evidence: documentary
    requires: {no: documents, where: {type: plan}, has: {status: upphävd}}
"""
    evidence = """
documents:
  firm: {type: plan, status: beslutad, sources: [minutes]}
  said: {type: plan, status: beslutad, sources: [talk]}
"""
    result = evaluated(rules, evidence).criteria["c"]
    assert (result.decided.outcome, result.weak) == ("not evidenced", ("said",))
    assert result.reason == "weak evidence"


def test_the_latest_record_that_leaves_it_open_says_so() -> None:
    """One record is the latest, and lacks the field: unknown, and the reason is given."""
    found = trace(
        "{some: indicators, where: {topic: trygghet}, "
        "has: {series: {latest: {by: year, has: {value: {above: 1}}}}}}",
        "indicators: {i: {title: I, topic: trygghet, series: [{year: 2023}]}}",
    )
    (field,) = found.candidates[0].has
    assert (field.truth.name, field.because.value) == ("UNKNOWN", "a record leaves it open")


def test_weak_evidence_is_named_where_the_outcome_does_not_cite_it() -> None:
    """An oral item that is only perhaps concerned can make it fall: it is named all the same."""
    rules = """
criteria:
  c:
    title: C
    evidence: documentary
    requires:
      all:
        - {no: documents, where: {contains: {includes: mål}}, has: {status: upphävd}}
"""
    evidence = """
documents:
  firm: {type: plan, contains: [mål], status: beslutad, sources: [minutes]}
  said: {type: plan, status: beslutad, sources: [talk]}
"""
    result = evaluated(rules, evidence).criteria["c"]
    assert (result.decided.outcome, result.weak) == ("not evidenced", ("said",))


def test_what_a_level_asked_for_rests_on_is_asked_for_too() -> None:
    """A part that asks for another question's level: what is open there is a gap of its own."""
    rules = """
criteria:
  open: {title: O, requires: {some: documents, where: {type: plan}}}
  asks: {title: A, requires: {question: other, reaches: Ja}}
questions:
  other: {asks: O, essential: [open]}
  main: {asks: M, essential: [asks]}
"""
    evidence = (
        "audit: {title: T, subject: {name: S}, as_of: 2024-01-01, questions: [main]}\n"
        "documents: {letter: {type: brev, sources: [minutes]}}"
    )
    from auditcheck.engine.gaps import gaps_of

    (gap,) = gaps_of(evaluated(rules, evidence))
    assert (gap.criteria, gap.parts) == (("open",), ("main",))
