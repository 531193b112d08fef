"""Dates that contradict each other, and decisions that reach past the period audited."""

import pytest

from loading.looking import expect

AFTER = "is after '2024-03-31', the day of the assessment"


@pytest.mark.parametrize(
    "written",
    [
        "documents: {plan: {type: a, valid: {from: ‹2024-01-01›, until: «2023-12-31»}, %s}}",
        "documents: {plan: {type: a, period: {until: «2023-12-31», from: ‹2024-01-01›}, %s}}",
        (
            "decisions: {d: {body: board, date: 2024-01-01, effective: {from: ‹2024-01-01›, "
            "until: «2023-12-31»}, %s}}"
        ),
        "activities: {a: {title: a, period: {from: ‹2024-01-01›, until: «2023-12-31»}, %s}}",
        (
            "judgements: {j: {question: law, level: Ja, reason: a, by: b, date: ‹2024-01-01›, "
            "until: «2023-12-31»}}"
        ),
    ],
)
def test_a_period_that_ends_before_it_begins(written: str) -> None:
    """It is told at its end, whatever it is a period of."""
    text = written.replace("%s", "sources: [minutes]")
    message = "it ends '2023-12-31', before it begins '2024-01-01'"
    expect(text, f"fault[backward-period]: {message}")


def test_requests_on_record() -> None:
    """An answer does not come before it is asked for."""
    text = """
audit:
  title: Granskning
  subject: {name: Kommunen}
  as_of: 2024-03-31
  bodies: {board: board}
  requests:
    - {criterion: decided, to: board, sent: ‹2024-03-01›, answered: «2024-02-01»}
    - {criterion: decided, to: board, sent: 2024-03-01, answered: 2024-03-01}
    - {criterion: decided, to: board, sent: 2024-03-02}
"""
    message = "the request is answered '2024-02-01', before it is sent '2024-03-01'"
    expect(text, f"fault[backward-period]: {message}")


@pytest.mark.parametrize(
    "ends", ["sent: «2024-04-01»", "sent: 2024-03-01, answered: «2024-04-01»"]
)
def test_a_request_after_the_assessment(ends: str) -> None:
    """It cannot have waited on that day, nor the answer have been weighed."""
    text = """
audit:
  title: Granskning
  subject: {name: Kommunen}
  as_of: ‹2024-03-31›
  bodies: {board: board}
  requests: [{criterion: decided, to: board, %s}]
"""
    expect(text % ends, f"warning[dated-after-assessment]: '2024-04-01' {AFTER}")


def test_the_period_audited() -> None:
    """The audit's own period is looked at too."""
    text = """
audit:
  title: Granskning
  subject: {name: Kommunen}
  period: {from: ‹2023›, until: «2022»}
  as_of: 2024-03-31
  bodies: {board: board}
"""
    expect(text, "fault[backward-period]: it ends '2022', before it begins '2023'")


@pytest.mark.parametrize(
    "valid",
    ["{from: 2023-05-01, until: 2023-05-01}", "{from: 2023-05-20, until: 2023-05}",
     "{from: 2023-05-20, until: 2023}", "{from: 2023}", "{until: 2023}"],
)  # fmt: skip
def test_a_period_that_may_be_sound(valid: str) -> None:
    """One day, an open end, or a month that reaches beyond the first day: nothing is told."""
    expect(f"documents: {{plan: {{type: a, valid: {valid}, sources: [minutes]}}}}")


@pytest.mark.parametrize(
    "written",
    [
        "documents: {plan: {type: a, decided: {date: «2024-04-01»}, %s}}",
        "documents: {plan: {type: a, updated: [2023-01, «2024-04»], %s}}",
        "documents: {plan: {type: a, followed_up: [{date: 2023}, {date: «2024-04»}], %s}}",
        "documents: {plan: {type: a, presented_to: [{to: board, date: «2024-04»}], %s}}",
        "decisions: {d: {body: board, date: «2025», %s}}",
        "reports: {r: {from: board, to: board, date: «2024-04-01», %s}}",
        "activities: {a: {title: a, followed_up: [{by: board}, {date: «2024-05»}], %s}}",
    ],
)
def test_what_is_dated_after_the_assessment(written: str) -> None:
    """What is recorded as done cannot have been done after the day that is spoken for."""
    text = written.replace("%s", "sources: [minutes]")
    date = text[text.index("«") + 1 : text.index("»")]
    expect(text, f"warning[dated-after-assessment]: '{date}' {AFTER}")


@pytest.mark.parametrize("date", ["2024-03-31", "2024-03", "2024", "2023-01-01"])
def test_what_may_be_dated_by_the_assessment(date: str) -> None:
    """The day itself, and a month or year that it lies in, are not after it."""
    expect(f"documents: {{plan: {{type: a, decided: {{date: {date}}}, sources: [minutes]}}}}")


def test_a_source_dated_after_the_assessment() -> None:
    """A source's own date is looked at; when it was received or fact-checked may be later."""
    text = """
sources:
  late: {kind: document, title: a, date: «2024-05», received: 2024-06, fact_checked: 2024-07}
  early: {kind: document, title: a, date: 2024-03, received: 2024-06}
documents:
  plan: {type: a, sources: [late, early]}
"""
    message = "the source is of '2024-05', after '2024-03-31', the day of the assessment"
    expect(text, f"warning[source-after-assessment]: {message}")


@pytest.mark.parametrize(
    "written",
    [
        "decisions: {d: {body: board, date: ‹2023-12-31›, effective: {from: «2024-01-01»}, %s}}",
        (
            "documents: {d: {type: a, decided: {date: ‹2023-12-31›}, "
            "effective: {from: «2024-01-01»}, %s}}"
        ),
    ],
)
def test_a_decision_that_takes_effect_after_the_period(written: str) -> None:
    """Taken in the period, in effect after it: it changed nothing in what is audited."""
    message = (
        "decided '2023-12-31' within the period audited, in effect from '2024-01-01', "
        "after its end '2023-12-31'"
    )
    expect(written.replace("%s", "sources: [minutes]"), f"note[effect-after-period]: {message}")


@pytest.mark.parametrize(
    ("date", "effective"),
    [("2023-12-31", "2023-12-31"), ("2024-01-01", "2024-02-01"), ("2022-12-31", "2024-01-01"),
     ("2023-06", "2023-06-15")],
)  # fmt: skip
def test_a_decision_that_takes_effect_in_time(date: str, effective: str) -> None:
    """In effect within the period, or taken outside it: nothing is told."""
    text = f"decisions: {{d: {{body: board, date: {date}, effective: {{from: {effective}}}, "
    expect(text + "sources: [minutes]}}")


def test_an_audit_without_a_period() -> None:
    """Where no period is given none can be passed."""
    text = """
audit:
  title: Granskning
  subject: {name: Kommunen}
  as_of: 2024-03-31
  bodies: {board: board}
decisions:
  d: {body: board, date: 2023-12-31, effective: {from: 2024-01-01}, sources: [minutes]}
"""
    expect(text)


def test_what_takes_effect_before_it_is_decided() -> None:
    """What reaches back is told as a note, at the day it takes effect."""
    text = """
documents:
  plan: {type: a, decided: {date: ‹2023-02›}, effective: {from: «2023-01-01»}, sources: [minutes]}
"""
    message = "in effect from '2023-01-01', before it is decided '2023-02'"
    expect(text, f"note[effect-before-decision]: {message}")


def test_a_period_that_is_not_over() -> None:
    """An audit that speaks for a day before its period's end says so."""
    text = """
audit:
  title: Granskning
  subject: {name: Kommunen}
  period: {from: 2024-01-01, until: «2024-12-31»}
  as_of: ‹2024-03-31›
  bodies: {board: board}
"""
    message = "the period ends '2024-12-31', after '2024-03-31', the day of the assessment"
    expect(text, f"note[period-not-over]: {message}")
