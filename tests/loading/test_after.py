"""What is told once an audit is evaluated, at its place, in one fault, warning or note."""

import json
from pathlib import Path

import pytest

from auditcheck.cli.app import run

HERE = "evidence/judged.yaml"
RULES = """
pack: {id: p, title: P, version: 1.0.0}
scale: {levels: [Nej, Ja], ladder: {Ja: {essential: all}}}
authorities: {law: {title: Lag, kind: norm}}
vocabulary: {documents.type: [plan]}
criteria:
  plan:
    title: Planen är beslutad
    authority: law
    modality: ska
    final: true
    requires: {some: documents, where: {type: plan}, has: {status: beslutad}}
  later: {title: Senare, authority: law, due: 2030-01-01, requires: {some: forums}}
questions:
  q: {asks: Q, essential: [plan]}
  r: {asks: R, essential: [later]}
recommendations:
  decide: {text: Besluta., when_not_met: [plan]}
  wait: {text: Vänta., when_not_met: [later]}
"""
EVIDENCE = """
audit: {{title: T, subject: {{name: S}}, as_of: 2024-03-31, rules: ../rules{questions}}}
sources: {{minutes: {{kind: minutes, title: P, date: 2024-01-10}}}}
documents:
  plan: {{type: plan, status: {status}, sources: [minutes]}}
"""
JUDGED = """
judgements:
  one:
    question: {question}
    level: {level}
    reason: Skäl.
    by: Revisor
    date: 2024-02-01
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("rules", "evidence"):
        Path(name).mkdir()
    Path("rules/rules.yaml").write_text(RULES, "utf-8")


def told(
    capsys: pytest.CaptureFixture[str],
    more: str,
    status: str = "utkast",
    questions: str = "",
    options: tuple[str, ...] = (),
) -> list[tuple[str, str, int, str]]:
    """What `check` says of the file with the judgements: severity, code, line and message."""
    evidence = EVIDENCE.format(status=status, questions=questions)
    Path("evidence/evidence.yaml").write_text(evidence, "utf-8")
    Path(HERE).write_text(more.lstrip("\n"), "utf-8")
    run(["check", "evidence", "--no-cache", "--format", "json", *options])
    found = json.loads(capsys.readouterr().out)
    return [
        (each["severity"], each["code"], each["line"], each["message"])
        for each in found
        if each["path"] == HERE
    ]


Captured = pytest.CaptureFixture[str]


def test_a_final_demand_is_not_passed_over(capsys: Captured) -> None:
    """It is a fault at the level that is judged, and nothing is assessed."""
    fault = ("fault", "passed-over-demand", 4,
             "the judgement passes over 'plan': final, and not shown to be met")  # fmt: skip
    assert told(capsys, JUDGED.format(question="q", level="Ja")) == [fault]
    assert run(["evaluate", "evidence"]) == 3
    assert "passed-over-demand" in capsys.readouterr().err
    assert told(capsys, JUDGED.format(question="q", level="Nej")) == [
        ("note", "superfluous-judgement", 4, "'q' is judged 'Nej', as the rules give it")
    ]
    assert told(capsys, JUDGED.format(question="q", level="Nej"), "beslutad") == []


def test_with_the_packs_leave_it_may(capsys: Captured) -> None:
    """And the result says what was passed over."""
    asks = "asks: Q, essential: [plan]"
    Path("rules/rules.yaml").write_text(RULES.replace(asks, f"{asks}, may_pass_over: [plan]"))
    assert told(capsys, JUDGED.format(question="q", level="Ja")) == []
    assert run(["evaluate", "evidence", "--format", "json"]) == 0
    (judged,) = json.loads(capsys.readouterr().out)["judgements"]
    assert judged["passes_over"] == ["plan"]
    assert run(["explain", "evidence", "q"]) == 0
    assert "by the pack's leave it passes over plan" in capsys.readouterr().out
    report = ["--report", "r.md", "--report", "r.html", "--result", "r.json", "-q"]
    assert run(["evaluate", "evidence", *report]) == 0
    said = "Med regelpaketets medgivande går bedömningen förbi krav"
    assert said in Path("r.md").read_text("utf-8")
    assert said in Path("r.html").read_text("utf-8")
    assert run(["verify", "r.json", "evidence", "-q"]) == 0


def test_it_is_held_against_the_day_that_is_asked_for(capsys: Captured) -> None:
    """Once it has expired it passes over nothing; then that is told."""
    more = JUDGED.format(question="q", level="Ja") + "    until: 2024-02-29\n"
    expired = ("warning", "expired-judgement", 8,
               "the judgement of 'q' counted until '2024-02-29', before 2024-03-31")  # fmt: skip
    assert told(capsys, more) == [expired]
    (fault,) = told(capsys, more, options=("--as-of", "2024-02-15"))
    assert fault[:2] == ("fault", "passed-over-demand")


def test_it_is_held_against_what_was_known(capsys: Captured) -> None:
    """The plan that shows the demand met was not known by then: the message says so."""
    more = JUDGED.format(question="q", level="Ja").replace("2024-02-01", "2024-01-05")
    assert [each[1] for each in told(capsys, more, "beslutad")] == ["superfluous-judgement"]
    assert run(["evaluate", "evidence", "--known", "2024-01-09"]) == 3
    said = "passes over 'plan': final, and not shown to be met by what was known by 2024-01-09"
    assert said in capsys.readouterr().err
    assert run(["evaluate", "evidence", "--known", "2024-01-10", "-q"]) == 0
    assert run(["evaluate", "evidence", "--known", "2024-01-04", "-q"]) == 0  # nor was it judged


@pytest.mark.parametrize(
    ("question", "questions", "message"),
    [
        ("q", ", questions: [r]", "'q' is judged, but the audit does not ask about it"),
        ("r", "", "'r' is judged, but has no level to depart from: not yet due"),
    ],
)
def test_a_judgement_that_counts_nowhere(
    capsys: Captured, question: str, questions: str, message: str
) -> None:
    """It is told at the question that it names."""
    more = JUDGED.format(question=question, level="Nej")
    assert told(capsys, more, "beslutad", questions) == [
        ("warning", "unused-judgement", 3, message)
    ]


def test_the_role_and_the_reason_are_more_than_white_space(capsys: Captured) -> None:
    """A departure nobody answers for is none; what is not given at all is missing."""
    more = JUDGED.format(question="q", level="Nej")
    for written, code in (
        (more.replace("Skäl.", '" "'), "invalid-value"),
        (more.replace("Revisor", '"\\t"'), "invalid-value"),
        (more.replace("    reason: Skäl.\n", ""), "missing-field"),
        (more.replace("    by: Revisor\n", ""), "missing-field"),
        (more.replace("    date: 2024-02-01\n", ""), "missing-field"),
    ):
        assert [each[:2] for each in told(capsys, written)] == [("fault", code)]


RESPONSE = """
responses:
  answer:
    recommendation: {}
    date: 2024-02-01
"""


@pytest.mark.parametrize(
    ("name", "status", "expected"),
    [
        ("decide", "utkast", []),
        ("decide", "beslutad", [("note", "idle-response", 3,
                                 "this answers 'decide', which is not recommended here")]),
        ("wait", "utkast", [("note", "idle-response", 3,
                             "this answers 'wait', which is not recommended here")]),
        ("decyde", "utkast", [("fault", "unknown-id", 3,
                               "'decyde' is none of the pack's recommendations")]),
    ],
)  # fmt: skip
def test_a_response_to_what_is_not_recommended(
    capsys: Captured, name: str, status: str, expected: list[tuple[str, str, int, str]]
) -> None:
    """One to a recommendation that does not come is told; one to none that there is, a fault."""
    assert told(capsys, RESPONSE.format(name), status) == expected


def test_what_is_told_can_be_accepted(capsys: Captured) -> None:
    """Where it stands, with its reason."""
    accept = "    accept: [{code: idle-response, because: Bristen är avhjälpt.}]\n"
    assert told(capsys, RESPONSE.format("decide") + accept, "beslutad") == []
