"""Evidence by when it was known: what counts, what is unknown, and what more knowing does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditcheck.engine.evaluate import evaluate
from auditcheck.engine.knowing import known_by
from auditcheck.engine.program import compile_pack
from auditcheck.model.days import parse_days
from auditcheck.model.evidence import Citation, Evidence, Item
from auditcheck.model.truth import Truth
from auditcheck.verification.checking import differences
from engine.test_laws import (
    CLOSED,
    asks_what_favours,
    conditions,
    contradicted,
    lawful,
    run,
    told,
    trace_of,
)
from small import evidence_for, pack
from strategies import KINDS, Case, Traits, cases
from verification.test_checker import plain_of, sayable

BY = date(2024, 6, 30)
SOURCES = """
sources:
  old: {kind: minutes, title: Protokoll, date: 2024-05-02}
  late: {kind: minutes, title: Protokoll, date: 2024-09-02}
  undated: {kind: minutes, title: Protokoll}
  this-year: {kind: minutes, title: Protokoll, date: 2024}
  sent-late: {kind: document, title: Plan, date: 2024-01-15, received: 2024-08-01}
  talk: {kind: interview, role: Chef, date: 2024-04-01}
"""


def evidence_of(text: str) -> Evidence:
    """Evidence with these sources."""
    return evidence_for(SOURCES + text, pack(PLAN))


PLAN = """
criteria:
  plan: {title: En plan, requires: {some: documents, where: {type: plan}, has: {status: beslutad}}}
"""


def outcome(rules: str, evidence: str, by: date = BY) -> str:
    """The outcome of the one criterion, with what was known by a day."""
    read = pack(rules)
    known = known_by(evidence_for(SOURCES + evidence, read), by)
    (found,) = evaluate(compile_pack(read), known).criteria.values()
    return str(found.decided.outcome)


@pytest.mark.parametrize(
    ("source", "by", "why"),
    [
        ("old", date(2024, 5, 1), "later"),
        ("old", date(2024, 5, 2), None),
        ("undated", date(9999, 12, 31), "undated"),
        ("this-year", date(2023, 12, 31), "later"),
        ("this-year", date(2024, 12, 30), "not to the day"),
        ("this-year", date(2024, 12, 31), None),
        ("sent-late", date(2024, 7, 31), "later"),
        ("sent-late", date(2024, 8, 1), None),
    ],
)
def test_a_source_is_known_when_it_was_received_or_else_dated(
    source: str, by: date, why: str | None
) -> None:
    """When it was received decides where that is said, on every day of a month or a year."""
    known = known_by(evidence_of(""), by)
    assert known.known is not None
    assert known.known.aside.get(source) == why
    assert (source in known.items) is (why is None)


@pytest.mark.parametrize(
    ("sources", "left", "why"),
    [
        ("[old]", ["old"], None),
        ("[old, late, undated]", ["old"], "in part"),
        ("[late]", None, "later"),
        ("[late, sent-late]", None, "later"),
        ("[undated]", None, "no known source"),
        ("[late, this-year]", None, "no known source"),
    ],
)
def test_an_item_is_known_by_its_sources(
    sources: str, left: list[str] | None, why: str | None
) -> None:
    """It is left with those that were known; with none it does not count."""
    known = known_by(evidence_of(f"documents: {{d: {{type: plan, sources: {sources}}}}}"), BY)
    assert known.known is not None
    assert known.known.aside.get("d") == why
    item = known.items.get("d")
    assert (None if item is None else [each.source for each in item.citations]) == left


def test_strength_follows_the_sources_that_are_left() -> None:
    """With the minutes still to come, a thing rests on talk alone."""
    evidence = evidence_of("documents: {d: {type: plan, sources: [talk, late]}}")
    assert evidence.strength(evidence.items["d"]) == 3
    assert evidence.is_corroborated(evidence.items["d"])
    known = known_by(evidence, BY)
    assert known.strength(known.items["d"]) == 1
    assert not known.is_corroborated(known.items["d"])


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("judgements: {x: {question: q, level: Ja, reason: R, by: B, date: 2024-06}}", None),
        ("judgements: {x: {question: q, level: Ja, reason: R, by: B, date: 2024-07-01}}", "later"),
        ("observations: {x: {holds: no, says: S, sources: [old]}}", None),
        (
            "observations: {x: {holds: no, says: S, date: 2024-07, sources: [old]}}",
            "later",
        ),
        (
            "observations: {x: {holds: no, says: S, date: 2024, sources: [old]}}",
            "not to the day",
        ),
        (
            "observations: {x: {holds: no, says: S, date: 2024-05, sources: [late]}}",
            "later",
        ),
        ("absences: {x: {of: documents, sources: [undated]}}", "no known source"),
    ],
)
def test_what_has_a_day_of_its_own_is_known_by_that_too(item: str, why: str | None) -> None:
    """A judgement, or an observation, that was made later is not known, whatever it cites."""
    item = item.replace("observations: {x: {", "observations: {x: {topic: styrning, ")
    known = known_by(evidence_of(item), BY)
    assert known.known is not None
    assert known.known.aside.get("x") == why


@pytest.mark.parametrize(("date_", "why"), [(", date: 2024-06-30", None), ("", "undated"),
                                            (", date: 2024-07-01", "later")])  # fmt: skip
def test_a_response_is_known_by_its_date(date_: str, why: str | None) -> None:
    """Without one it is not shown to have been given by then."""
    more = PLAN + "recommendations: {r: {text: R, when_not_met: [plan]}}"
    evidence = evidence_for(f"responses: {{x: {{recommendation: r{date_}}}}}", pack(more))
    known = known_by(evidence, BY)
    assert known.known is not None
    assert known.known.aside.get("x") == why


DRAFT = "draft: {type: plan, status: utkast, sources: [old]}"


@pytest.mark.parametrize(
    ("documents", "then", "now"),
    [
        # what was recorded then is what there was: the plan that came later mends it
        (f"{DRAFT}, new: {{type: plan, status: beslutad, sources: [late]}}", "not met", "met"),
        # nobody can say that it was not known, so nobody can say that it was missing
        (f"{DRAFT}, new: {{type: plan, status: beslutad, sources: [undated]}}",
         "not evidenced", "met"),
        ("new: {type: plan, status: beslutad, sources: [late]}", "not evidenced", "met"),
        ("new: {type: plan, status: beslutad, sources: [old]}", "met", "met"),
    ],
)  # fmt: skip
def test_a_finding_that_was_right_then_reads_as_that(documents: str, then: str, now: str) -> None:
    """And what is not shown to have been known makes no shortcoming."""
    evidence = f"documents: {{{documents}}}"
    assert outcome(PLAN, evidence) == then
    everything = evidence_for(SOURCES + evidence, pack(PLAN))
    assert str(run(pack(PLAN), everything).criteria["plan"].decided.outcome) == now


def test_a_recorded_absence_stays_right_until_the_thing_is_known() -> None:
    """What was looked for and not found is not met then, and met once it is there."""
    evidence = """
absences: {none: {of: documents, where: {type: plan}, sources: [old]}}
documents: {new: {type: plan, status: beslutad, sources: [late]}}
"""
    assert outcome(PLAN, evidence) == "not met"
    assert outcome(PLAN, evidence, date(2024, 9, 2)) == "met"


REFERRING = [
    ("documents", "{based_on: {some: {where: {type: lägesbild}}}}", "not evidenced"),
    ("documents", "{based_on: {every: {has: {type: lägesbild}}}}", "not evidenced"),
    ("documents", "{based_on: {no: {where: {type: lägesbild}}}}", "not evidenced"),
    ("documents", "{based_on: {some: {where: {decided.date: {given: false}}}}}", "not evidenced"),
    ("documents", "{based_on: {count: {where: {type: brev}, is: {at_most: 0}}}}", "not evidenced"),
    ("documents", "{owner: {where: {type: nämnd}}}", "not evidenced"),
    ("documents", "{owner: {where: {side: {given: true}}}}", "not evidenced"),
    # what the plan itself says of them was known
    ("documents", "{based_on: {count: {at_least: 1}}}", "met"),
    ("documents", "{owner: {given: true}}", "met"),
    ("documents", "{owner: $body.board}", "met"),
]


@pytest.mark.parametrize(("kind", "has", "then"), REFERRING)
def test_what_a_reference_leads_to_is_unknown(kind: str, has: str, then: str) -> None:
    """That the thing is named was known; what it is like was not, and is never false."""
    rules = f"criteria: {{c: {{title: C, requires: {{some: {kind}, has: {has}}}}}}}"
    evidence = """
audit: {title: T, subject: {name: S}, as_of: 2024-12-31, bodies: {board: board}}
actors: {board: {name: N, type: nämnd, side: kommunen, sources: [late]}}
documents:
  plan: {type: plan, based_on: [picture], owner: board, sources: [old]}
  picture: {type: lägesbild, sources: [late]}
"""
    assert outcome(rules, evidence) == then


def test_an_observation_of_what_was_not_known_stays_one_of_that() -> None:
    """It does not come to speak of the audit as a whole; whether it is asked for is unknown."""
    evidence = """
forums: {f: {name: F, level: strategisk, sources: [late]}}
observations: {o: {topic: styrning, about: f, holds: no, says: S, sources: [old]}}
"""
    asks = "criteria: {{c: {{title: C, requires: {{finding: styrning{}}}}}}}"
    assert outcome(asks.format(""), evidence) == "not met"
    narrowed = asks.format(", about: {where: {level: strategisk}}")
    assert outcome(narrowed, evidence) == "not evidenced"


def test_only_kinds_of_which_something_may_have_been_known_stay_open() -> None:
    """They join those that the audit is still collecting, and are told with it."""
    known = known_by(
        evidence_of("""
documents: {d: {type: plan, sources: [undated]}}
forums: {f: {name: F, sources: [late]}}
observations: {o: {topic: styrning, holds: no, says: S, sources: [undated]}}
audit: {title: T, subject: {name: S}, as_of: 2024-12-31, collecting: [actors]}
"""),
        BY,
    )
    assert known.collecting == {"actors", "documents"}
    assert known.audit["collecting"] == ("actors", "documents")


def dated(evidence: Evidence, seed: int, days: Sequence[str]) -> Evidence:
    """The same evidence, each item on a source, each source and judgement of one of the days.

    An empty day: it has none.
    """
    random = Random(seed)  # noqa: S311  test data
    named = [source.id for source in evidence.of("sources")]

    def of(item: Item) -> Item:
        if item.kind not in ("sources", "judgements"):
            return item if item.citations else replace(
                item, citations=(Citation(random.choice(named)),))  # fmt: skip
        day, name = random.choice(days), random.choice(("date", "received"))
        fields = {
            key: each for key, each in item.fields.items() if key not in ("date", "received")
        }
        name = "date" if item.kind == "judgements" else name
        return replace(item, fields={**fields, name: parse_days(day)} if day else fields)

    kinds = {k: {id_: of(each) for id_, each in m.items()} for k, m in evidence.kinds.items()}
    return Evidence(evidence.audit, evidence.as_of, kinds, evidence.collecting)


DAYS = ("2023-06-01", "2024-02", "2024-06-30", "2024", "2025-01-01")
EARLY, LATER = date(2024, 2, 15), date(2024, 6, 30)


@lawful()
@given(cases(Traits(only_rising=True)), st.integers(0, 2**32 - 1))
def test_knowing_more_keeps_what_is_true(case: Case, seed: int) -> None:
    """What is shown by what was known early is shown by what was known later (as by law 1)."""
    evidence = dated(case.evidence, seed, (*DAYS, ""))
    before, after = (run(case.pack, known_by(evidence, by)) for by in (EARLY, LATER))
    for name, evaluated in before.criteria.items():
        if evaluated.requires.truth is Truth.TRUE:
            assert after.criteria[name].requires.truth is Truth.TRUE


@lawful(250)
@given(cases(CLOSED), st.integers(0, 2**32 - 1))
def test_while_all_is_collected_knowing_more_only_makes_known(case: Case, seed: int) -> None:
    """From unknown to true or false, never from one of those to anything else (as by law 2)."""
    evidence = dated(case.evidence, seed, (*DAYS, ""))
    evidence = Evidence(evidence.audit, evidence.as_of, evidence.kinds, frozenset(KINDS))
    _only_makes_known(case, known_by(evidence, EARLY), known_by(evidence, LATER))


@lawful(250)
@given(cases(CLOSED), st.integers(0, 2**32 - 1))
def test_a_date_that_is_missing_only_makes_unknown(case: Case, seed: int) -> None:
    """What is not shown to have been known makes nothing false, and nothing true."""
    evidence = dated(case.evidence, seed, (*DAYS, "", ""))
    early = parse_days("2023-06-01")
    sources = {
        id_: each if {"date", "received"} & each.fields.keys()
        else replace(each, fields={**each.fields, "date": early})
        for id_, each in evidence.kinds["sources"].items()
    }  # fmt: skip
    kinds = {**evidence.kinds, "sources": sources}
    shown = Evidence(evidence.audit, evidence.as_of, kinds, evidence.collecting)
    _only_makes_known(case, known_by(evidence, LATER), known_by(shown, LATER))


def _only_makes_known(case: Case, less: Evidence, more: Evidence) -> None:
    if contradicted(more) or asks_what_favours(case.pack):
        return
    for condition in conditions(case.pack):
        before, after = (trace_of(condition, case.pack, each) for each in (less, more))
        if not (before.left_out or after.left_out):
            assert before.truth in (after.truth, Truth.UNKNOWN)


@lawful()
@given(cases(), st.integers(0, 2**32 - 1), st.booleans())
def test_the_far_future_knows_all_that_is_dated(case: Case, seed: int, whole: bool) -> None:
    """Where everything has a date it changes nothing; where something has none, that is told."""
    evidence = dated(case.evidence, seed, DAYS if whole else (*DAYS, "", ""))
    known = known_by(evidence, date.max)
    assert known.known is not None
    bearing = (*evidence.of("sources"), *evidence.of("judgements"))
    undated = [e.id for e in bearing if not {"date", "received"} & e.fields.keys()]
    assert [i for i, why in known.known.aside.items() if why == "undated"] == undated
    if not undated:
        assert known.kinds == evidence.kinds
        assert told(run(case.pack, known)) == told(run(case.pack, evidence))


@lawful()
@given(cases(), st.integers(0, 2**32 - 1))
def test_the_checker_remakes_what_was_known(case: Case, seed: int) -> None:
    """Whatever was not known: the independent checker follows every trace of what is left."""
    evidence = dated(sayable(case), seed, (*DAYS, ""))
    evaluation = run(case.pack, known_by(evidence, LATER))
    assert list(differences(plain_of(evaluation), None, None))[:5] == []
