"""`test`: exit codes, what a failing case shows, the formats."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from auditcheck.cli.app import run
from proving.proving import PACK

PASSES = """
as_of: 2024-09-01
cases:
  en plan utan underlag räcker inte:
    evidence: {documents: {plan: {type: plan, status: beslutad, based_on: []}}}
    expect: {plan: not met}
"""
FAILS = PASSES.replace("expect: {plan: not met}", "expect: {plan: met}")

Output = pytest.CaptureFixture[str]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of rules in the working folder, with one case that passes."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "pack.test.yaml").write_text(PASSES, "utf-8")
    return folder


def test_all_pass(rules: Path, capsys: Output) -> None:
    """Exit 0 and one line."""
    assert run(["test"]) == 0
    assert capsys.readouterr() == ("1 case in 1 file: all passed\n", "")
    assert run(["test", str(rules)]) == 0


def test_a_failing_case_shows_its_trace(rules: Path, capsys: Output) -> None:
    """Exit 1; what was expected and found at its line, and what the evidence lacked."""
    (rules / "pack.test.yaml").write_text(FAILS, "utf-8")
    assert run(["test", "rules"]) == 1
    assert (
        capsys.readouterr().out
        == """\
failed: en plan utan underlag räcker inte
  --> rules/pack.test.yaml:6:14
  plan: expected met, found not met
    ✗ not met: En plan är beslutad [plan]
      demanded: Det finns minst ett dokument av typen plan som har status beslutad och som \
bygger på minst ett dokument av typen lägesbild.
      rests on: due 2024-07-01 · rules/pack.yaml:9
      found
        ✗ some of documents (1 of 1 concerned)
          ✗ plan (rules/pack.test.yaml:5)
            ✓ status is beslutad: found beslutad
            ✗ based_on some: found an empty list

1 case in 1 file: 0 passed, 1 failed
"""
    )


@pytest.mark.parametrize(
    ("expectation", "shows"),
    [
        ("{levels: {q: Ja}}", "    q: Nej · could reach Delvis\n"),
        ("{recommendations: []}", "    ✗ not met: En plan är beslutad [plan]\n\n"),
        ("{conclusion: Ja}", "    q: Nej\n"),
        ("{diagnostics: [circle]}", "  diagnostics: expected circle, found "),
    ],
)
def test_each_expectation_shows_why(
    expectation: str, shows: str, rules: Path, capsys: Output
) -> None:
    """A level shows its ladder, a recommendation its criteria, the conclusion its parts."""
    text = FAILS.replace("{plan: met}", expectation)
    (rules / "pack.test.yaml").write_text(text, "utf-8")
    assert run(["test", "rules"]) == 1
    assert shows in capsys.readouterr().out


def test_only(rules: Path, capsys: Output) -> None:
    """A part of the name chooses; one that no case has is wrong use."""
    more = f"{FAILS}  annat:\n    expect: {{plan: not evidenced}}\n"
    (rules / "pack.test.yaml").write_text(more, "utf-8")
    assert run(["test", "--only", "Annat"]) == 0
    assert capsys.readouterr().out == "1 case in 1 file: all passed\n"
    assert run(["test", "--only", "inget"]) == 2
    assert "no case is named 'inget'" in capsys.readouterr().err


def test_what_cannot_be_read(rules: Path, capsys: Output) -> None:
    """Exit 3 with every fault of rules or cases on stderr, and nothing on stdout."""
    (rules / "pack.test.yaml").write_text(FAILS.replace("plan: met", "plam: met"), "utf-8")
    assert run(["test", "rules"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error[unknown-id]: 'plam' is none of the pack's criteria\n")
    assert err.endswith("not tested: 1 fault in rules\n")
    assert run(["test", "nowhere"]) == 3


def test_json(rules: Path, capsys: Output) -> None:
    """Every case with its place and what differs."""
    (rules / "pack.test.yaml").write_text(FAILS, "utf-8")
    assert run(["test", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["passed"], data["failed"]) == (0, 1)
    (case,) = data["cases"]
    assert (case["path"], case["line"], case["passed"]) == ("rules/pack.test.yaml", 4, False)
    assert case["mismatches"] == [
        {"of": "plan", "expected": ["met"], "found": ["not met"], "line": 6}
    ]


def test_junit(rules: Path, capsys: Output) -> None:
    """XML that a parser reads, whatever a case is called."""
    text = FAILS.replace("en plan utan underlag räcker inte", "'<a> & ]]> ☃'")
    (rules / "pack.test.yaml").write_text(text, "utf-8")
    assert run(["test", "--format", "junit"]) == 1
    root = ET.fromstring(capsys.readouterr().out)  # noqa: S314  our own output
    assert root.attrib == {"tests": "1", "failures": "1"}
    (case,) = root.iter("testcase")
    assert case.attrib["name"] == "<a> & ]]> ☃"
    (failure,) = root.iter("failure")
    assert failure.attrib["message"] == "plan: expected met, found not met"
    assert "✗ based_on some" in (failure.text or "")


def test_coverage(rules: Path, capsys: Output) -> None:
    """What no case has seen, at its line; a threshold that is not reached is a no."""
    assert run(["test", "--coverage"]) == 0
    out = capsys.readouterr().out
    assert "rules/pack.yaml:9:3: plan is never seen met\n" in out
    assert "coverage " in out.splitlines()[-1]
    assert run(["test", "--fail-under", "90"]) == 1
    assert "coverage is below 90 %" in capsys.readouterr().err
    assert run(["test", "--fail-under", "1"]) == 0
    assert run(["test", "--fail-under", "101"]) == 2
    capsys.readouterr()
    assert run(["test", "--coverage", "--format", "json"]) == 0
    coverage = json.loads(capsys.readouterr().out)["coverage"]
    assert {"of": "plan", "never": "met", "path": "rules/pack.yaml", "line": 9} in (
        coverage["missing"]
    )
    assert rules.is_dir()


def test_mutate(rules: Path, capsys: Output) -> None:
    """Survivors are a no, each at its line with the changed text; stderr is quiet when piped."""
    accepted = (
        "accepted_mutants: [{at: criteria/plan/requires/where, because: B}, {at: x, because: B}]"
    )
    (rules / "pack.test.yaml").write_text(f"{PASSES}\n{accepted}\n", "utf-8")
    assert run(["test", "--mutate"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert (
        """\
survived: some becomes every, at criteria/plan/requires/some
  --> rules/pack.yaml:13:7
  - some: documents
  + every: documents
"""
        in out
    )
    assert "warning[unused-acceptance]: a mutant at x is accepted" in out
    assert "mutants: " in out.splitlines()[-1]
    assert run(["test", "--mutate", "--format", "json"]) == 1
    mutants = json.loads(capsys.readouterr().out)["mutants"]
    assert mutants["survivors"][0]["path"] == "rules/pack.yaml"
    assert len(mutants["unused_acceptances"]) == 1


def test_no_mutants_of_cases_that_fail(rules: Path, capsys: Output) -> None:
    """A case that fails notices every mutant, so there is nothing to learn."""
    (rules / "pack.test.yaml").write_text(FAILS, "utf-8")
    assert run(["test", "--mutate"]) == 1
    assert "no mutants were made" in capsys.readouterr().err


def test_a_shipped_pack_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    """From anywhere; a name that there is not, and no name, say what there is."""
    monkeypatch.chdir(tmp_path)
    assert run(["test", "internkontroll"]) == 0
    assert run(["test", "internkontrol"]) == 3
    assert "write 'internkontroll'" in capsys.readouterr().err
    assert run(["test"]) == 3
    assert "name a folder, or one of: brottsforebyggande, " in capsys.readouterr().err
