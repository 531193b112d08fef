"""Two clocks: by which day evidence was known, and for which day law and rules are asked."""

import json
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest

from auditcheck.cli.app import run

RULES = """
pack: {id: p, title: P, version: 1.0.0}
scale: {levels: [Nej, Ja], ladder: {Ja: {essential: all}}}
authorities: {law: {title: Lag, kind: norm}}
vocabulary: {documents.type: [plan]}
criteria:
  plan:
    title: Planen är beslutad
    authority: law
    due: 2024-07-01
    requires: {some: documents, where: {type: plan}, has: {status: beslutad}}
questions:
  q: {number: 1, asks: Finns planen?, essential: [plan]}
recommendations:
  decide: {text: Besluta., when_not_met: [plan]}
"""
EVIDENCE = """
audit: {title: T, subject: {name: S}, as_of: 2025-03-31, rules: ../rules}
sources:
  minutes-2024: {kind: minutes, title: Protokoll 2024, date: 2024-08-20}
  minutes-2025: {kind: minutes, title: Protokoll 2025, date: 2025-02-03}
  talk: {kind: interview, role: Planeringschef}
documents:
  draft: {type: plan, title: Utkast, status: utkast, sources: [minutes-2024, talk]}
  plan: {type: plan, title: Plan, status: beslutad, sources: [minutes-2025]}
absences:
  no-plan: {of: documents, where: {type: plan, status: beslutad}, sources: [minutes-2024]}
"""
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("rules", RULES), ("evidence", EVIDENCE)):
        Path(name).mkdir()
        Path(name, "all.yaml").write_text(text, "utf-8")


def result(capsys: Captured, *options: str) -> dict[str, Any]:
    """The result as JSON."""
    capsys.readouterr()
    assert run(["evaluate", "evidence", "--format", "json", *options]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("as_of", "known", "outcome", "level"),
    [
        ("2024-06-30", "2024-09-01", "not yet due", None),  # the law then, as known then
        ("2024-09-01", "2024-09-01", "not met", "Nej"),  # a finding that was right then
        ("2024-09-01", "2025-03-31", "met", "Ja"),  # the law then, as known now
        ("2025-03-31", "2024-09-01", "not met", "Nej"),  # the law now, as known then
        ("2025-03-31", "2025-03-31", "met", "Ja"),  # mended now
        ("2025-03-31", "2024-01-01", "not evidenced", None),  # nothing was known
    ],
)
def test_the_two_clocks(
    capsys: Captured, as_of: str, known: str, outcome: str, level: str | None
) -> None:
    """Each combination is one answer: law by the one clock, evidence by the other."""
    found = result(capsys, "--as-of", as_of, "--known", known)
    assert found["criteria"]["plan"]["outcome"] == outcome
    assert found["questions"][0]["parts"][0]["level"] == level
    assert (found["as_of"], found["known"]) == (as_of, known)
    kept = Path("result.json")
    kept.write_text(json.dumps(found), "utf-8")
    assert run(["verify", "result.json", "evidence"]) == 0
    assert f"known by {known}" in capsys.readouterr().out


def test_without_it_all_evidence_counts(capsys: Captured) -> None:
    """And the result says so."""
    found = result(capsys)
    assert (found["known"], found["set_aside"]) == (None, {})


def test_what_is_left_out_is_kept_as_written_with_the_reason(capsys: Captured) -> None:
    """Those that do not count, and those that rest on less."""
    found = result(capsys, "--known", "2024-09-01")
    aside = found["set_aside"]
    assert {id_: each["why"] for id_, each in aside.items()} == {
        "minutes-2025": "later", "talk": "undated", "draft": "in part", "plan": "later",
    }  # fmt: skip
    whole = [each["source"] for each in aside["draft"]["item"]["sources"]]
    assert whole == ["minutes-2024", "talk"]
    assert [each["source"] for each in found["items"]["draft"]["sources"]] == ["minutes-2024"]
    assert "plan" not in found["items"]
    assert not [each for each in found["diagnostics"] if "plan" in each["items"]]


SAID = """known by 2024-09-01: 2 sources and 1 item do not count, 1 other item with fewer sources
  1 source without a date, so not shown to have been known: talk
  1 source dated or received later: minutes-2025
"""


@pytest.mark.parametrize("command", ["evaluate", "explain", "gaps"])
def test_each_command_says_which_sources_do_not_count(capsys: Captured, command: str) -> None:
    """By their ids, with why, before anything else is told."""
    assert run([command, "evidence", "--known", "2024-09-01"]) == 0
    written = capsys.readouterr().out
    assert SAID in written
    assert written.index(SAID) < 200


@pytest.mark.parametrize(("command", "name"), [("explain", "explained"), ("gaps", "gaps")])
def test_json_says_it_too(capsys: Captured, command: str, name: str) -> None:
    """Beside what was asked for."""
    assert run([command, "evidence", "--known", "2024-09-01", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [*found] == ["known", "set_aside", name]
    assert found["set_aside"]["talk"] == "undated"
    assert run([command, "evidence", "--known", "2024-09-01", "--format", "json", "--public"]) == 0
    assert [*json.loads(capsys.readouterr().out)] == ["public", "known", "set_aside", name]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_report_says_it_on_its_cover_and_under_method(language: str) -> None:
    """In every format, from the evidence or from a kept result."""
    options = ["--report=r.md", "--report=r.html"]
    arguments = ["--known", "2024-09-01", f"--language={language}", "--result=r.json", "-q"]
    assert run(["evaluate", "evidence", *arguments, *options]) == 0
    again = ["--report=again.md", "--report=again.html", f"--language={language}", "-q"]
    assert run(["render", "r.json", *again]) == 0
    for name in ("r.md", "r.html"):
        text = Path(name).read_text("utf-8").replace("\u00a0", " ")
        cover, whose = {
            "sv": ("Underlag känt till och med", "Utan datum"),
            "en": ("Evidence known by", "Without a date"),
        }[language]
        assert cover in text
        assert whose in text
        assert "Planeringschef" in text
    for ending in ("md", "html"):
        assert Path(f"again.{ending}").read_bytes() == Path(f"r.{ending}").read_bytes()


def test_a_public_result_leaves_out_what_is_confidential() -> None:
    """Of what is set aside too; and its files are checked as those of any."""
    text = EVIDENCE.replace("role: Planeringschef", "role: Planeringschef, confidential: true")
    Path("evidence/all.yaml").write_text(text, "utf-8")
    arguments = ["--known", "2024-09-01", "--public", "--result=r.json", "-q"]
    assert run(["evaluate", "evidence", *arguments, "--report=r.md"]) == 0
    kept = Path("r.json").read_text("utf-8")
    assert "talk" not in kept
    assert "Planeringschef" not in kept + Path("r.md").read_text("utf-8")
    assert [*json.loads(kept)["set_aside"]] == ["minutes-2025", "draft", "plan"]
    assert run(["render", "r.json", "--report=again.md", "-q"]) == 0
    assert Path("again.md").read_bytes() == Path("r.md").read_bytes()


def test_another_day_in_a_result_is_found(capsys: Captured) -> None:
    """It would have let other evidence count."""
    found = result(capsys, "--known", "2024-09-01")
    for day in ("2025-03-31", "2024-01-01"):
        Path("r.json").write_text(json.dumps(found | {"known": day}), "utf-8")
        assert run(["verify", "r.json", "evidence"]) == 1
    Path("r.json").write_text(json.dumps(found | {"known": "then"}), "utf-8")
    assert run(["verify", "r.json", "evidence"]) == 3


def test_nothing_crashes_when_nothing_was_known(capsys: Captured) -> None:
    """Of the shipped audits at any day: bodies, holders and references that lead nowhere."""
    root = Path(__file__).parents[2]
    for name in ("evidence", "examples/furuhede-2024", "packs/exempelby"):
        copytree(root / name, "audit", dirs_exist_ok=False)
        rules = "packs/internkontroll" if "exempelby" in name else "rules"
        for day in ("1900-01-01", "2023-12-31", "2024-06-30", "2024-10-02"):
            options = ["--rules", str(root / rules), "--known", day]
            assert run(["evaluate", "audit", *options, "--result=r.json", "-q"]) == 0
            assert run(["gaps", "audit", *options]) == 0
            assert run(["explain", "audit", *options]) == 0
            assert run(["verify", "r.json", "audit", str(root / rules)]) == 0
            capsys.readouterr()
        rmtree("audit")
