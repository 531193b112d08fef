"""Open evidence: what to ask for, of whom, and what it can settle."""

import pytest

from auditcheck.engine.gaps import gaps_of
from auditcheck.engine.reading import not_weighed, read_by
from small import evaluated

RULES = """
vocabulary:
  actors.type: [nämnd]
  documents.type: [plan, lägesbild]
  observations.topic: {styrning: Styrningen är samlad, uppföljning: ''}
criteria:
  c: {title: C, %s}
"""


def asked(criterion: str, evidence: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """What is asked for: of which kind, of whom, about which items."""
    found = gaps_of(evaluated(RULES % criterion, evidence))
    return [(gap.kind, gap.of, gap.items) for gap in found]


PLAN = "documents: {p: {type: plan}, q: {type: plan, title: Q, owner: b}}\n"
DRAFT = "\ndocuments: {d: {type: plan, status: utkast}}\n"
BOARD = "actors: {b: {name: Nämnden, type: nämnd}}\n"
CONFLICT = """
observations:
  a: {topic: uppföljning, holds: yes, says: S}
  b: {topic: uppföljning, holds: no, says: S}
"""
DECIDED = "{some: documents, where: {type: plan}, has: {status: beslutad}}"


@pytest.mark.parametrize(
    ("criterion", "evidence", "expected"),
    [
        (f"requires: {DECIDED}", "{}", [("documents", "S", ())]),
        (f"requires: {DECIDED}, duty_holder: kommunen", "{}", [("documents", "S", ())]),
        (f"requires: {DECIDED}", PLAN + BOARD,
         [("documents", "S", ("p",)), ("documents", "Nämnden", ("q",))]),
        (f"requires: {{not: {DECIDED}}}", "{}", [("documents", "S", ())]),
        (f"requires: {{all: [{DECIDED}, {{audit: {{plan_year: 2023}}}}]}}", "{}",
         [("documents", "S", ()), ("audit", "S", ())]),
        (f"requires: {DECIDED}, partly: {{some: documents, where: {{type: plan}}}}", "{}",
         [("documents", "S", ())]),
        (f"requires: {DECIDED}, partly: {{some: documents, where: {{type: lägesbild}}}}", "{}",
         [("documents", "S", ()), ("documents", "S", ())]),
        ("requires: {finding: styrning}", "{}", [("observations", "S", ())]),
        ("requires: {finding: uppföljning}",
         CONFLICT,
         [("observations", "S", ("a", "b"))]),
        (f"requires: {{count: funds, is: 1}}, applies: {DECIDED}", "funds: {}",
         [("documents", "S", ())]),
        (f"requires: {{audit: {{subject.kind: region}}}}, partly: {DECIDED}", "{}",
         [("documents", "S", ())]),
        (f"requires: {DECIDED}, evidence: documentary",
         "documents: {p: {type: plan, status: beslutad, sources: [talk]}}",
         [("documents", "S", ("p",))]),
        ("requires: {audit: {subject.kind: kommun}}", "{}", []),
        ("requires: {count: funds, is: 1}, applies: {audit: {subject.kind: region}}", "{}", []),
        ("requires: {share: documents, where: {type: plan}, has: {status: beslutad}, is: 50 %}",
         PLAN + BOARD, [("documents", "S", ("p",)), ("documents", "Nämnden", ("q",))]),
    ],
)  # fmt: skip
def test_what_is_open(
    criterion: str, evidence: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    """Each leaf that leaves the criterion open is asked for, of whoever holds it."""
    assert asked(criterion, evidence) == expected


FIRST_DAY = "den granskade periodens första dag"
NO_PERIOD = "audit: {title: T, subject: {name: S, kind: kommun}, as_of: 2024-03-31}\n"
DATED = "documents: {p: {type: plan, decided: {date: 2023-05-01}, valid: {from: 2023-01-01}}}\n"


@pytest.mark.parametrize(
    ("has", "expected"),
    [
        ("decided.date: {in_period: $period}",
         ["uppgift om granskad period"]),
        ("decided.date: {before: $period.from}",
         [f"uppgift om {FIRST_DAY}"]),
        ("decided.date: {in_period: {from: $period.from, until: 2024-01-01}}, status: beslutad",
         [f"uppgift om tiden från och med {FIRST_DAY} till och med 2024-01-01",
          "uppgift om status för dokument"]),
        ("decided.date: {before: $item.valid.until}",
         ["uppgift om sista giltighetsdag för dokument"]),
    ],
)  # fmt: skip
def test_what_the_audit_itself_leaves_out_is_asked_of_it(has: str, expected: list[str]) -> None:
    """A test that has nothing to compare with asks for that, not for the field it looks at."""
    criterion = f"{{title: C, requires: {{some: documents, has: {{{has}}}}}}}"
    found = gaps_of(evaluated(f"criteria: {{c: {criterion}}}", NO_PERIOD + DATED))
    assert [gap.request for gap in found] == expected


def test_what_only_the_conclusion_asks_for_is_open_too() -> None:
    """A criterion that no part weighs, but that the conclusion's level needs."""
    rules = """
criteria:
  one: {title: A, requires: {count: funds, is: 1}}
  two: {title: B, requires: {audit: {subject.kind: kommun}}}
questions:
  q: {asks: Q, essential: [two]}
conclusion: {asks: W, levels: {Ja: {criterion: one}}}
"""
    gaps = gaps_of(evaluated(rules, "{}"))
    assert [(gap.criteria, gap.parts) for gap in gaps] == [(("one",), ())]


def test_what_settles_most_comes_first_and_nothing_is_asked_twice() -> None:
    """A criterion referred to is asked for by itself; what settles most parts is first."""
    rules = """
criteria:
  one: {title: A, requires: {count: funds, is: 1}}
  two: {title: B, requires: {all: [{criterion: one}, {question: q, reaches: Ja}]}}
  sure: {title: C, requires: {audit: {subject.kind: kommun}}}
questions:
  q: {asks: Q, essential: [one]}
  r: {asks: R, essential: [two]}
  s: {asks: S, essential: [sure], informing: [one]}
"""
    gaps = gaps_of(evaluated(rules, "{}"))
    assert [(gap.criteria, gap.parts) for gap in gaps] == [(("one",), ("q", "r"))]


NAMED = """
actors:
  b: {name: Nämnden, type: nämnd, aliases: [styrelsen]}
  s: {name: S, type: nämnd}
forums: {f: {name: Beredningen}}
audit: {title: T, subject: {name: S}, as_of: 2024-03-31, bodies: {council: f}}
"""


@pytest.mark.parametrize(
    ("holder", "of", "to"),
    [
        ("nämnden", "Nämnden", "b"),
        ("Styrelsen", "Nämnden", "b"),
        ("council", "Beredningen", "f"),
        ("beredningen", "Beredningen", "f"),
        ("någon annan", "S", "s"),
        (None, "S", "s"),
    ],
)
def test_the_duty_holder_is_asked_where_the_audit_has_it(
    holder: str | None, of: str, to: str
) -> None:
    """By its name, another name of it or its part in the audit; else the one audited is."""
    duty = f", duty_holder: {holder}" if holder else ""
    rules = RULES % f"requires: {{count: funds, is: 1}}{duty}"
    (gap,) = gaps_of(evaluated(rules, NAMED))
    assert (gap.of, gap.to) == (of, to)


def test_what_one_body_is_asked_at_once_is_one_request() -> None:
    """Of several items the same fact; for several criteria the same thing. Not of two bodies."""
    rules = """
vocabulary: {actors.type: [nämnd], documents.type: [plan]}
criteria:
  one: {title: A, requires: {every: documents, has: {status: beslutad}}}
  two: {title: B, requires: {count: funds, is: 1}}
  three: {title: C, requires: {count: funds, is: 1}}
questions:
  q: {asks: Q, essential: [one, two]}
  r: {asks: R, essential: [three]}
"""
    plans = "p: {type: plan, owner: b}, q: {type: plan, owner: b}, r: {type: plan}"
    gaps = gaps_of(evaluated(rules, BOARD + f"documents: {{{plans}}}"))
    assert [(gap.criteria, gap.items, gap.of, gap.parts, gap.settles) for gap in gaps] == [
        (("two", "three"), (), "S", ("q", "r"), ("r",)),
        (("one",), ("p", "q"), "Nämnden", ("q",), ()),
        (("one",), ("r",), "S", ("q",), ()),
    ]
    several, single = gaps[1].request, gaps[2].request
    assert (several, single) == ("uppgift om status för dokument",) * 2


def test_what_settles_a_level_alone_comes_before_what_only_bears_on_more() -> None:
    """Then what bears on most, and else the order of the rules."""
    rules = """
vocabulary: {observations.topic: [styrning]}
criteria:
  both: {title: A, requires: {count: funds, is: 1}}
  first: {title: B, requires: {count: reports, is: 1}}
  second: {title: C, requires: {count: figures, is: 1}}
  alone: {title: D, requires: {finding: styrning}}
questions:
  q: {asks: Q, essential: [first, both]}
  r: {asks: R, essential: [second, both]}
  s: {asks: S, essential: [alone]}
"""
    gaps = gaps_of(evaluated(rules, "{}"))
    assert [gap.criteria[0] for gap in gaps] == ["alone", "both", "first", "second"]


def test_what_no_criterion_reads() -> None:
    """Recorded shortcomings that nothing asked for reads are told from the other items."""
    evidence = (
        PLAN
        + BOARD
        + """
absences: {x: {of: funds}}
figures: {f: {title: F, value: 1}}
observations:
  good: {topic: uppföljning, holds: yes, says: S}
  bad: {topic: uppföljning, holds: no, says: S}
"""
    )
    rules = """
criteria:
  a: {title: A, requires: {audit: {scope: {count: 0}}}}
  c: {title: C, requires: {some: documents, where: {type: plan, owner: {where: {type: nämnd}}}}}
conclusion: {asks: W, levels: {Ja: {criterion: c}}}
"""
    found = evaluated(rules, evidence)
    readers = read_by(found)
    assert readers == {"p": ["c"], "q": ["c"], "b": ["c"]}
    assert not_weighed(found, readers) == (("bad", "x"), ("f", "good"))


def test_a_near_miss_is_not_read() -> None:
    """An item that is shown as the nearest, but that no demand concerns, is read by none."""
    rules = "criteria: {c: {title: C, requires: {some: documents, where: %s}}}"
    found = evaluated(rules % "{type: plan, status: beslutad}", PLAN + BOARD)
    assert [each.id for each in found.criteria["c"].requires.candidates] == ["p", "q"]
    assert read_by(found) == {"p": ["c"], "q": ["c"]}
    found = evaluated(rules % "{type: plan, status: beslutad}", DRAFT)
    assert [each.id for each in found.criteria["c"].requires.candidates] == ["d"]
    assert read_by(found) == {}


@pytest.mark.parametrize(
    ("evidence", "sorts"),
    [
        ("any", "intervjuer eller egna iakttagelser"),
        ("documentary", "skriftligt underlag eller egna iakttagelser"),
        ("corroborated", "intervjuer och skriftligt underlag"),
    ],
)
def test_a_finding_is_asked_for_by_what_can_show_it(evidence: str, sorts: str) -> None:
    """Interviews and observations, or something written where the criterion wants it."""
    vocabulary = "vocabulary: {observations.topic: {styrning: Styrningen fungerar., ledning: ''}}"
    criterion = f"title: C, evidence: {evidence}, requires: {{finding: styrning}}"
    other = f"title: D, evidence: {evidence}, requires: {{finding: ledning}}"
    rules = f"criteria: {{c: {{{criterion}}}, d: {{{other}}}}}\n{vocabulary}"
    assert [gap.request for gap in gaps_of(evaluated(rules, "{}"))] == [
        f"{sorts} som visar att styrningen fungerar",
        f"{sorts} om ämnet ledning",
    ]
