"""Every form of condition, one idea a line: the condition, the evidence, the truth."""

import pytest

from small import outcomes, trace, truth

PLANS = """
documents:
  decided: {type: plan, status: beslutad, sources: [minutes]}
  draft: {type: plan, status: utkast, sources: [talk]}
"""
DECIDED = "documents: {p: {type: plan, status: beslutad}, l: {type: lägesbild}}"
DRAFTS = "documents: {p: {type: plan, status: utkast}, q: {type: plan, status: upphävd}}"
UNSAID = "documents: {p: {type: plan}}"
NOTHING = "documents: {}"
ABSENT = "absences: {x: {of: documents, where: {type: plan}}}"
ABSENT_DECIDED = "absences: {x: {of: documents, where: {type: plan, status: beslutad}}}"
TWO_OF_THREE = """
documents:
  a: {type: plan, status: beslutad}
  b: {type: plan, status: beslutad}
  c: {type: plan, status: utkast}
"""
OTHER = "documents: {l: {type: lägesbild}}"
PERHAPS = "forums: {f: {name: F}}"
NO_COUNCIL = "absences: {x: {of: forums, where: {designated_as: råd}}}"
COLLECTING = """
audit: {title: T, subject: {name: S}, as_of: 2024-03-31, collecting: [documents]}
"""


def plans(form: str, has: str = "has: {status: beslutad}", more: str = "") -> str:
    """A condition on plans."""
    return f"{{{form}: documents, where: {{type: plan}}, {has}{more}}}"


SOME, EVERY, NO = plans("some"), plans("every"), plans("no")
COUNT = "{count: documents, where: {type: plan}, has: {status: beslutad}, is: %s}"
SHARE = "{share: documents, where: {type: plan}, has: {status: beslutad}, is: %s}"


@pytest.mark.parametrize(
    ("evidence", "some", "every", "no"),
    [
        (PLANS, "true", "false", "false"),
        (DECIDED, "true", "true", "false"),
        (DRAFTS, "false", "false", "true"),
        (UNSAID, "unknown", "unknown", "unknown"),
        (NOTHING, "unknown", "unknown", "unknown"),
        (OTHER, "unknown", "unknown", "unknown"),
        (ABSENT, "false", "false", "true"),
        (ABSENT_DECIDED, "false", "unknown", "true"),
        (f"{UNSAID}\n{ABSENT_DECIDED}", "false", "unknown", "true"),
        (f"{DECIDED}\n{COLLECTING}", "true", "unknown", "false"),
        (f"{DRAFTS}\n{COLLECTING}", "unknown", "false", "unknown"),
        (f"{NOTHING}\n{COLLECTING}", "unknown", "unknown", "unknown"),
        (f"{ABSENT}\n{COLLECTING}", "false", "false", "true"),
    ],
)
def test_quantifiers(evidence: str, some: str, every: str, no: str) -> None:
    """Once looked, what is recorded is what there is; an absence closes, `collecting` opens."""
    assert [truth(each, evidence) for each in (SOME, EVERY, NO)] == [some, every, no]


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (PERHAPS, "unknown"),
        (f"{PERHAPS}\n{NO_COUNCIL}", "false"),
        (NO_COUNCIL, "false"),
        ("forums: {f: {name: F, designated_as: [råd]}}", "true"),
        ("forums: {f: {name: F, designated_as: []}}", "unknown"),
        ("forums: {f: {name: F, designated_as: [], incomplete: [designated_as]}}", "unknown"),
    ],
)
def test_an_absence_settles_what_is_perhaps(evidence: str, expected: str) -> None:
    """An item perhaps concerned is not, where an absence covers the demand."""
    assert truth("{some: forums, where: {designated_as: {includes: råd}}}", evidence) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("{type: plan}", "true"),
        ("{type: [plan, brev]}", "unknown"),
        ("{type: {one_of: [plan]}}", "true"),
        ("{type: {is_not: plan}}", "unknown"),
        ("{status: beslutad}", "unknown"),
        ("{type: plan, status: beslutad}", "true"),
    ],
)
def test_what_an_absence_covers(where: str, expected: str) -> None:
    """Each field of its `where` stands in the demand's with values that it includes."""
    assert truth(f"{{no: documents, where: {where}}}", ABSENT) == expected


@pytest.mark.parametrize(
    ("absences", "where", "expected"),
    [
        ("{x: {of: documents, where: {type: [plan, brev]}}}", "{type: [plan, brev]}", "true"),
        ("{x: {of: documents, where: {type: plan}}, y: {of: documents, where: {type: brev}}}",
         "{type: [plan, brev]}", "true"),
        ("{x: {of: documents}}", "{type: plan, status: beslutad}", "true"),
        ("{x: {of: documents}}", "{title: {contains_text: plan}}", "true"),
        ("{x: {of: actors}}", "{type: plan}", "unknown"),
        ("{x: {of: documents, where: {contains: mål}}}", "{contains: {includes: [mål, orsaker]}}",
         "true"),
        ("{x: {of: documents, where: {contains: mål}}}",
         "{contains: {includes_any: [mål, orsaker]}}", "unknown"),
        ("{x: {of: documents, where: {contains: mål}}}", "{contains: mål}", "true"),
        ("{x: {of: documents, where: {contains: mål}}}", "{contains: {excludes: mål}}", "unknown"),
        ("{x: {of: documents, where: {title: Plan}}}", "{title: Plan}", "true"),
        ("{x: {of: documents, where: {decided.by: b}}}", "{decided.by: $body.board}", "unknown"),
    ],
)  # fmt: skip
def test_several_absences_and_lists(absences: str, where: str, expected: str) -> None:
    """Several cover the values of a one-of together; `includes` of several, one is enough."""
    board = "actors: {b: {name: B, type: nämnd}}"
    evidence = f"absences: {absences}\n{board}"
    assert truth(f"{{no: documents, where: {where}}}", evidence) == expected


def test_an_absence_by_has_does_not_cover_every_and_share() -> None:
    """For `every` and `share` an absence must stand in the `where`."""
    assert truth(EVERY, ABSENT_DECIDED) == "unknown"
    assert truth(SHARE % "{at_most: 50 %}", ABSENT_DECIDED) == "unknown"
    assert truth(SHARE % "{at_most: 50 %}", ABSENT) == "false"


def test_too_many_combinations_are_not_covered() -> None:
    """A demand for very many combinations of values is not tried against absences."""
    words = ", ".join(["plan", "lägesbild", "brev"] * 8)
    tests = f"type: {{one_of: [{words}]}}"
    contains = "contains: {includes_any: [" + ", ".join(["mål"] * 30) + "]}"
    both = "title: {one_of: [" + ", ".join(["a"] * 30) + "]}"
    where = "{type: [plan, lägesbild, brev], contains: mål, title: a}"
    absent = f"absences: {{x: {{of: documents, where: {where}}}}}"
    assert truth(f"{{no: documents, where: {{{tests}, {contains}}}}}", ABSENT) == "unknown"
    assert truth(f"{{no: documents, where: {{{tests}, {contains}, {both}}}}}", absent) == "unknown"


@pytest.mark.parametrize(
    ("evidence", "asked", "expected"),
    [
        (PLANS, "1", "true"),
        (PLANS, "{at_least: 2}", "false"),
        (PLANS, "[1, 2]", "true"),
        (PLANS, "{above: 0, below: 2}", "true"),
        (PLANS, "{between: [2, 3]}", "false"),
        (PLANS, "{none_of: [1, 2]}", "false"),
        (PLANS, "{is_not: 2}", "true"),
        (UNSAID, "{at_most: 1}", "true"),
        (UNSAID, "{at_least: 1}", "unknown"),
        (NOTHING, "{at_least: 0}", "unknown"),
        (ABSENT, "0", "true"),
        (f"{DECIDED}\n{COLLECTING}", "{at_least: 1}", "true"),
        (f"{DECIDED}\n{COLLECTING}", "{at_most: 5}", "unknown"),
        (f"{DECIDED}\n{COLLECTING}", "0", "false"),
        (f"{ABSENT}\n{COLLECTING}", "0", "true"),
    ],
)
def test_count(evidence: str, asked: str, expected: str) -> None:
    """The number that have it matches; of what is still collected, a lower bound."""
    assert truth(COUNT % asked, evidence) == expected


FUNDS = """
funds:
  a: {kind: projektbidrag, direction: in, amount: 100}
  b: {kind: projektbidrag, direction: in, amount: 0.1}
  c: {kind: projektbidrag, direction: in, amount: 0.2}
"""
LACKS = """
funds:
  a: {kind: projektbidrag, direction: in, amount: 5}
  b: {kind: egna medel, direction: in}
"""


@pytest.mark.parametrize(
    ("evidence", "asked", "expected"),
    [
        (FUNDS, "100.3", "true"),
        (FUNDS, "{above: 100.3}", "false"),
        (LACKS, "{at_least: 5}", "true"),
        (LACKS, "{at_least: 6}", "unknown"),
        (LACKS, "{below: 5}", "false"),
        ("absences: {x: {of: funds}}", "0", "true"),
        ("funds: {}", "0", "unknown"),
        (FUNDS + "audit: {title: T, subject: {name: S}, as_of: 2024-03-31, collecting: [funds]}",
         "{at_least: 1}", "unknown"),
    ],
)  # fmt: skip
def test_sum(evidence: str, asked: str, expected: str) -> None:
    """Totals are exact; an amount not given leaves open what it could change."""
    assert truth(f"{{sum: funds.amount, where: {{direction: in}}, is: {asked}}}", evidence) == (
        expected
    )


def test_an_amount_that_may_be_negative_leaves_everything_open() -> None:
    """What has no least value bounds no total."""
    decisions = (
        "decisions: {d: {body: b, date: 2023-01-01, amount: 5}, e: {body: b, date: 2023-02-01}}\n"
    )
    board = "actors: {b: {name: B, type: nämnd}}"
    condition = "{sum: decisions.amount, is: {at_least: 5}}"
    assert truth(condition, decisions + board) == "unknown"


@pytest.mark.parametrize(
    ("evidence", "asked", "expected"),
    [
        (PLANS, "{at_least: 50 %}", "true"),
        (PLANS, "0.5", "true"),
        (PLANS, "{above: 50 %}", "false"),
        (UNSAID, "{at_least: 50 %}", "unknown"),
        (NOTHING, "{at_most: 50 %}", "unknown"),
        (TWO_OF_THREE, "{is: 66.7 %}", "false"),
        (TWO_OF_THREE, "{between: [66.6 %, 66.7 %]}", "true"),
        (f"{PLANS}\n{COLLECTING}", "{at_least: 10 %}", "unknown"),
    ],
)  # fmt: skip
def test_share(evidence: str, asked: str, expected: str) -> None:
    """The fraction of the selected that have it, exact."""
    assert truth(SHARE % asked, evidence) == expected


def test_a_share_of_what_is_perhaps_selected() -> None:
    """A share is true or false where every possible world agrees."""
    forums = """
forums:
  sure: {name: A, level: strategisk, mandate: {documented: true}}
  may-have: {name: B, mandate: {documented: true}}
  may-lack: {name: C, mandate: {documented: false}}
"""
    share = "{share: forums, where: {level: strategisk}, has: {mandate.documented: true}, is: %s}"
    assert truth(share % "{at_least: 50 %}", forums) == "true"
    assert truth(share % "{at_least: 51 %}", forums) == "unknown"
    assert truth(share % "0.75", forums) == "false"
    many = "\n".join(f"  f{n}: {{name: N, meets: ofta}}" for n in range(40))
    assert truth(share % "{at_least: 50 %}", f"{forums}{many}") == "unknown"


OBSERVED = """
actors:
  a: {name: A, type: nämnd, side: kommunen}
  b: {name: B, type: myndighet, side: extern}
  c: {name: C, type: nämnd}
observations:
"""
YES_A = "  ya: {topic: styrning, about: a, holds: yes, says: S, sources: [talk]}\n"
NO_A = "  na: {topic: styrning, about: a, holds: no, says: S, sources: [talk-two]}\n"
STRONG_NO_A = "  sa: {topic: styrning, about: a, holds: no, says: S, sources: [minutes]}\n"
PARTLY_A = "  pa: {topic: styrning, about: a, holds: partly, says: S, sources: [talk-two]}\n"
YES_B = "  yb: {topic: styrning, about: b, holds: yes, says: S, sources: [talk]}\n"
NO_B = "  nb: {topic: styrning, about: b, holds: no, says: S, sources: [talk]}\n"
YES_C = "  yc: {topic: styrning, about: c, holds: yes, says: S, sources: [talk]}\n"
YES_ALL = "  yw: {topic: styrning, holds: yes, says: S, sources: [talk]}\n"
OTHER_TOPIC = "  o: {topic: uppföljning, holds: no, says: S, sources: [talk]}\n"


@pytest.mark.parametrize(
    ("observed", "asked", "expected"),
    [
        (YES_A, "", "true"),
        (OTHER_TOPIC, "", "unknown"),
        (YES_A + NO_B, "", "false"),
        (YES_A + NO_B, ", any_about: true", "true"),
        (NO_A + NO_B, ", any_about: true", "false"),
        (YES_A + NO_A, "", "unknown"),
        (YES_A + NO_A, ", at_least: partly", "unknown"),
        (YES_A + STRONG_NO_A, "", "false"),
        (YES_A + PARTLY_A, "", "unknown"),
        (YES_A + PARTLY_A, ", at_least: partly", "true"),
        (YES_ALL, "", "true"),
        (YES_A + NO_B, ", about: {where: {side: kommunen}}", "true"),
        (YES_ALL, ", about: {where: {side: kommunen}}", "unknown"),
        (YES_C, ", about: {where: {side: kommunen}}", "unknown"),
        (YES_A + YES_C, ", about: {where: {side: kommunen}}", "true"),
        (YES_A + YES_B + NO_A, ", any_about: true", "true"),
        ("  x: {topic: styrning, about: z, holds: yes, says: S}\nabsences: {z: {of: funds}}",
         ", about: {where: {side: kommunen}}", "unknown"),
    ],
)  # fmt: skip
def test_finding(observed: str, asked: str, expected: str) -> None:
    """For each thing the strongest observations decide; where they disagree it is unknown."""
    assert truth(f"{{finding: styrning{asked}}}", OBSERVED + observed) == expected


def test_a_conflict_is_shown() -> None:
    """Observations of equal strength that disagree are named, and rest on nothing."""
    found = trace("{finding: styrning}", OBSERVED + YES_A + NO_A + YES_B)
    assert found.conflict == ("ya", "na")
    assert found.rests_on == ()
    assert [c.id for c in found.candidates] == ["ya", "na", "yb"]


def test_what_agrees_with_a_finding_is_its_support() -> None:
    """Weaker observations that agree with the result support it; others do not."""
    weak_no = "  wn: {topic: styrning, about: a, holds: no, says: S, sources: [talk]}\n"
    found = trace("{finding: styrning}", OBSERVED + STRONG_NO_A + YES_A + weak_no)
    assert found.truth.name == "FALSE"
    assert found.rests_on == ("sa", "wn")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{all: [T, T]}", "true"), ("{all: [T, U]}", "unknown"), ("{all: [U, F]}", "false"),
        ("{any: [F, T]}", "true"), ("{any: [F, U]}", "unknown"), ("{any: [F, F]}", "false"),
        ("{not: T}", "false"), ("{not: U}", "unknown"), ("{not: F}", "true"),
        ("{at_least: 2, of: [T, U, F]}", "unknown"), ("{at_least: 1, of: [T, U, F]}", "true"),
        ("{at_least: 2, of: [T, F, F]}", "false"), ("{at_least: 2, of: [T, T, U]}", "true"),
    ],
)  # fmt: skip
def test_kleene(condition: str, expected: str) -> None:
    """`all` is the minimum, `any` the maximum, `not` the mirror."""
    stands = {
        "T": "{audit: {subject.kind: kommun}}",
        "U": "{audit: {plan_year: 2023}}",
        "F": "{audit: {subject.kind: region}}",
    }
    for letter, written in stands.items():
        condition = condition.replace(letter, written)
    assert truth(condition, NOTHING) == expected


LEFT_OUT = """
criteria:
  never: {title: N, requires: {count: documents, is: 1}, applies: {audit: {subject.kind: region}}}
  later: {title: L, requires: {count: documents, is: 1}, due: 2030-01-01}
  met: {title: M, requires: {audit: {subject.kind: kommun}}}
  failed: {title: F, requires: {audit: {subject.kind: region}}}
  c: {title: C, requires: %s}
"""


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ("{criterion: never}", "not applicable"),
        ("{criterion: later}", "not yet due"),
        ("{not: {criterion: later}}", "not yet due"),
        ("{all: [{criterion: never}, {criterion: later}]}", "not yet due"),
        ("{all: [{any: [{criterion: never}]}, {criterion: never}]}", "not applicable"),
        ("{all: [{criterion: met}, {criterion: later}]}", "met"),
        ("{all: [{criterion: failed}, {criterion: later}]}", "not met"),
        ("{any: [{criterion: failed}, {criterion: never}]}", "not met"),
        ("{at_least: 2, of: [{criterion: met}, {criterion: never}]}", "not met"),
        ("{at_least: 1, of: [{criterion: never}]}", "not applicable"),
        ("{criterion: met}", "met"),
        ("{not: {criterion: failed}}", "met"),
    ],
)
def test_left_out(requires: str, expected: str) -> None:
    """What is not applicable or not yet due is left out; with nothing left, so is the rest."""
    assert outcomes(LEFT_OUT % requires, NOTHING)["c"] == expected


DEGREES = """
criteria:
  open: {title: O, requires: %s, partly: %s}
  met: {title: M, requires: {criterion: open}}
  half: {title: H, requires: {criterion: open, at_least: partly}}
"""
TRUE, UNKNOWN = "{audit: {subject.kind: kommun}}", "{audit: {plan_year: 2023}}"
FALSE = "{audit: {subject.kind: region}}"


@pytest.mark.parametrize(
    ("requires", "partly", "met", "half"),
    [
        (UNKNOWN, TRUE, "not evidenced", "met"),
        (FALSE, UNKNOWN, "not met", "not evidenced"),
        (UNKNOWN, FALSE, "not evidenced", "not evidenced"),
        (FALSE, TRUE, "not met", "met"),
        (TRUE, FALSE, "met", "met"),
    ],
)
def test_criterion_of_what_is_not_evidenced(
    requires: str, partly: str, met: str, half: str
) -> None:
    """True if the lowest it can be is enough, false if the highest is not, else unknown."""
    found = outcomes(DEGREES % (requires, partly), NOTHING)
    assert (found["met"], found["half"]) == (met, half)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{subject.kind: kommun}", "true"),
        ("{subject.kind: {given: true}}", "true"),
        ("{plan_year: {given: false}}", "true"),
        ("{plan_year: {at_least: 2023}}", "unknown"),
        ("{as_of: {on_or_after: 2024-03-31}}", "true"),
        ("{period: {overlaps: {from: 2023-12-31}}}", "true"),
        ("{title: {starts_with: t}}", "true"),
    ],
)
def test_audit(condition: str, expected: str) -> None:
    """A fact of the engagement."""
    found = trace(f"{{audit: {condition}}}", NOTHING)
    assert found.truth.name.lower() == expected
    assert (found.kind, found.considered, found.rests_on) == ("audit", 1, ())


SELECTIONS = """
selections:
  plans: {of: documents, where: {type: plan}}
  good-plans: {of: plans, has: {status: beslutad}}
"""


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{some: plans}", "true"),
        ("{some: good-plans}", "true"),
        ("{every: good-plans}", "false"),
        ("{every: plans, where: {status: beslutad}, has: {title: {given: false}}}", "true"),
        ("{count: good-plans, is: 1}", "true"),
        ("{share: good-plans, is: 50 %}", "true"),
    ],
)
def test_selections(condition: str, expected: str) -> None:
    """A condition's own `where` and `has` are added to those of the selection it names."""
    assert truth(condition, PLANS, SELECTIONS) == expected


def test_a_selections_has_chooses_what_a_sum_adds_up() -> None:
    """In a `sum`, a selection's `has` belongs to the `where`."""
    used = "{of: funds, where: {direction: in}, has: {use_accounted: true}}"
    funds = """
funds:
  a: {kind: egna medel, direction: in, use_accounted: true, amount: 3}
  b: {kind: egna medel, direction: in, use_accounted: false, amount: 4}
  c: {kind: egna medel, direction: ut, use_accounted: true, amount: 5}
"""
    assert truth("{sum: used.amount, is: 3}", funds, f"selections: {{used: {used}}}") == "true"


def test_the_nearest_misses_are_shown() -> None:
    """With nothing concerned, those that miss fewest tests of `where` are shown, three at most."""
    evidence = """
documents:
  far: {type: brev, status: utkast, title: Annat}
  near: {type: plan, status: utkast, title: Annat}
  nearer: {type: plan, status: beslutad, title: Annat}
  near-two: {type: brev, status: beslutad, title: Annat}
  near-three: {type: brev, status: utkast, title: Plan A}
"""
    condition = (
        "{some: documents, where: {type: plan, status: beslutad, title: {starts_with: plan}}}"
    )
    found = trace(condition, evidence)
    assert found.considered == 5
    assert [c.id for c in found.candidates] == ["nearer", "near", "near-two"]
    assert [t.field for t in found.candidates[0].where if t.truth.name == "FALSE"] == ["title"]


@pytest.mark.parametrize(
    ("condition", "evidence", "rests_on"),
    [
        (SOME, PLANS, ("decided",)),
        (EVERY, PLANS, ("draft",)),
        (NO, PLANS, ("decided",)),
        (NO, DRAFTS, ("p", "q")),
        (SOME, f"{DRAFTS}\n{ABSENT_DECIDED}", ("p", "q", "x")),
        (SOME, UNSAID, ()),
        (COUNT % "1", PLANS, ("decided", "draft")),
        (COUNT % "0", ABSENT, ("x",)),
        (f"{{all: [{SOME}, {{finding: styrning}}]}}", PLANS, ()),
        (f"{{any: [{SOME}, {SOME}]}}", PLANS, ("decided",)),
        (f"{{not: {EVERY}}}", PLANS, ("draft",)),
    ],
)
def test_what_a_truth_rests_on(condition: str, evidence: str, rests_on: tuple[str, ...]) -> None:
    """A truth cites the items that have what is asked, those that lack it, or the absences."""
    assert trace(condition, evidence).rests_on == rests_on


def test_a_trace_tells_bounds_and_absences() -> None:
    """A count shows the least and most it can be, and an absence that covers is named."""
    found = trace(COUNT % "{at_least: 1}", UNSAID)
    assert (found.lowest, found.highest, found.asked) == ("0", "1", {"at_least": 1})
    found = trace(COUNT % "{between: [0, 1]}", f"{DECIDED}\n{COLLECTING}")
    assert (found.lowest, found.highest, found.collecting) == ("1", None, True)
    assert found.asked == {"between": [0, 1]}
    assert trace(SOME, ABSENT).absences == ("x",)


REACHES = """
scale: {levels: [Nej, Delvis, Ja], ladder: {Ja: {essential: all}, Delvis: {essential: some}}}
criteria:
  yes: {title: Y, requires: {audit: {subject.kind: kommun}}}
  maybe: {title: U, requires: {audit: {plan_year: 2023}}}
  no: {title: N, requires: {audit: {subject.kind: region}}}
  never: {title: V, requires: {count: documents, is: 1}, applies: {audit: {subject.kind: region}}}
  c: {title: C, requires: %s}
questions:
  q:
    asks: Q
    parts:
      good: {essential: [yes]}
      half: {essential: [yes, no]}
      open: {essential: [yes, maybe]}
      none: {essential: [never]}
      dark: {essential: [maybe]}
  rest: {asks: R, essential: [c]}
"""


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("q.good, reaches: Ja", "met"),
        ("q.half, reaches: Delvis", "met"),
        ("q.half, reaches: Ja", "not met"),
        ("q.open, reaches: Ja", "not evidenced"),
        ("q.open, reaches: Delvis", "met"),
        ("q.none, reaches: Nej", "not met"),
        ("q.dark, reaches: Nej", "not evidenced"),
        ("q.dark, reaches: Ja", "not evidenced"),
        ("q, reaches: Ja", "not met"),
        ("q, reaches: Delvis", "not evidenced"),
    ],
)
def test_question_reaches(asked: str, expected: str) -> None:
    """Of all graded parts, or of one: true if the assessment does, false if not the potential."""
    assert outcomes(REACHES % f"{{question: {asked}}}", NOTHING)["c"] == expected
