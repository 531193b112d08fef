"""`init`: a new audit that checks clean, is not evidenced, and lists what to ask for."""

import json
import re
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from auditcheck.cli.app import run
from auditcheck.files.shipped import PACKS
from auditcheck.files.yaml_text import read_yaml
from auditcheck.loading import rules_folder
from auditcheck.pipeline import Audit, open_audit, result_of
from variants import ROOT

Output = pytest.CaptureFixture[str]


@pytest.fixture(params=PACKS)
def begun(request: pytest.FixtureRequest, tmp_path: Path, capsys: Output) -> Path:
    """An audit that was begun with a shipped pack."""
    folder = tmp_path / "deep" / "audit"
    arguments = ["init", str(folder), "--rules", request.param, "--as-of", "2026-06-30"]
    assert run(arguments) == 0, capsys.readouterr().err
    assert capsys.readouterr().out == ""
    return folder


def opened(folder: Path) -> Audit:
    """The audit as loaded."""
    return open_audit(folder, "audit")


def test_every_question_is_not_evidenced(begun: Path) -> None:
    """Nothing is wrong, nothing is known, and nothing is decided."""
    audit = opened(begun)
    assert {each.code for each in audit.diagnostics} <= {"missing-body"}
    result = result_of(audit)
    assert result.items == {}
    assert {part.state for question in result.questions for part in question.parts} == {
        "not evidenced"
    }
    decided = {
        criterion.outcome.value: criterion.id
        for criterion in result.criteria.values()
        if criterion.outcome.value not in ("not evidenced", "not yet due", "not applicable")
    }
    assert decided == {}
    assert audit.pack is not None
    assert [question.id for question in result.questions] == list(audit.pack.questions)


def test_the_gaps_are_what_to_ask_for(begun: Path, capsys: Output) -> None:
    """Each essential criterion has its request, of someone."""
    assert run(["gaps", str(begun), "--format", "json"]) == 0
    gaps = json.loads(capsys.readouterr().out)
    result = result_of(opened(begun))
    open_ = {
        name
        for question in result.questions
        for part in question.parts
        for name in part.essential
        if not result.criteria[name].refers_to
    }
    assert open_ <= {name for gap in gaps for name in gap["criteria"]}
    assert all(gap["request"] and gap["of"] for gap in gaps)


def test_each_file_has_its_schema_and_is_yaml(begun: Path) -> None:
    """The first line tells the editor; the schema knows the pack's words."""
    files = sorted(begun.glob("*.yaml"))
    assert len(files) > 5
    for file in files:
        raw = file.read_bytes()
        assert raw.startswith(b"# yaml-language-server: $schema=evidence.schema.json\n")
        document, problems = read_yaml(file.name, raw)
        assert problems == ()
        assert document is not None
        assert list(document.data) == (["audit"] if file.name == "audit.yaml" else [])
    schema = json.loads((begun / "evidence.schema.json").read_text("utf-8"))
    topics = schema["$defs"]["Observation"]["properties"]["topic"]["enum"]
    audit = opened(begun)
    assert audit.pack is not None
    assert topics == list(audit.pack.vocabulary["observations.topic"])


def test_uncommented_it_is_evidence_but_for_the_blanks(begun: Path) -> None:
    """All that is wrong with it is on a line that says what to fill in."""
    lines: dict[str, list[str]] = {}
    for file in begun.glob("*.yaml"):
        first, *rest = file.read_text("utf-8").splitlines()
        lines[file.name] = [first, *(re.sub(r"^# ?", "", line) for line in rest)]
        file.write_text("\n".join(lines[file.name]), "utf-8")
    audit = opened(begun)
    faults = [each for each in audit.diagnostics if each.severity == "fault"]
    assert len(faults) > 20
    for fault in faults:
        assert fault.span is not None
        line = lines[Path(fault.path).name][fault.span.line - 1]
        assert "FYLL I" in line, (fault, line)


def test_each_criterion_on_evidence_is_asked_for(begun: Path) -> None:
    """By name, with its demand in words, above the item that it asks for."""
    audit = opened(begun)
    assert audit.pack is not None
    text = "".join(file.read_text("utf-8") for file in begun.glob("*.yaml"))
    result = result_of(audit)
    missing = [
        id_ for id_, each in result.criteria.items()
        if not each.refers_to and f"\n## {id_}: " not in text
    ]  # fmt: skip
    assert missing == []


def test_a_folder_of_rules_is_named_from_the_audit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the two can be moved together; the day is today's when none is given."""
    monkeypatch.chdir(tmp_path)
    rules = tmp_path / "our rules"
    rules.mkdir()
    for file in (ROOT / "rules").glob("*.yaml"):
        (rules / file.name).write_bytes(file.read_bytes())
    before = date.today().isoformat()  # noqa: DTZ011
    assert run(["init", "audits/new", "--rules", "our rules"]) == 0
    audit = opened(tmp_path / "audits" / "new")
    assert audit.sound
    assert audit.read.audit is not None
    assert audit.read.audit["rules"] == "../../our rules"
    assert before <= str(audit.read.audit["as_of"]) <= date.today().isoformat()  # noqa: DTZ011


def test_nothing_is_written_over(tmp_path: Path, capsys: Output) -> None:
    """Not a file, not among files, not inside the rules; hidden names do no harm."""
    (tmp_path / ".git").mkdir()
    assert run(["init", str(tmp_path)]) == 0
    before = {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    assert run(["init", str(tmp_path)]) == 2
    assert "is not empty: it holds 'absences.yaml'" in capsys.readouterr().err
    assert run(["init", str(tmp_path / "audit.yaml")]) == 2
    assert "cannot begin an audit in" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in before} == before
    assert run(["init", str(ROOT / "rules" / "new"), "--rules", str(ROOT / "rules")]) == 2
    assert "lies inside the input" in capsys.readouterr().err
    assert not (ROOT / "rules" / "new").exists()


def test_a_pack_that_is_not_there_begins_nothing(tmp_path: Path, capsys: Output) -> None:
    """It cannot be done; the name that was meant is told."""
    assert run(["init", str(tmp_path / "new"), "--rules", "brottsforebyggand"]) == 3
    assert "help: write 'brottsforebyggande'" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["r\udcff", "r\x1b[31m", "r\u202e", "r\r"], ids=ascii)
def test_rules_that_a_file_cannot_name(name: str, tmp_path: Path, capsys: Output) -> None:
    """The name of their folder is refused, shown harmlessly, and nothing is written."""
    copytree(ROOT / "tests" / "hostile" / "base" / "rules", tmp_path / name)
    arguments = ["init", str(tmp_path / "new"), "--rules", str(tmp_path / name)]
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert "cannot name its rules by\n  help: rename the folder\n" in told
    assert told.replace("\n", "").isprintable()
    assert not (tmp_path / "new").exists()


def test_a_shipped_pack_is_an_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    """Nothing is written among the rules that are read, whether a folder or a name was given."""
    home = tmp_path / "clone"
    for each in ("rules", "evidence"):
        copytree(ROOT / each, home / each)
    monkeypatch.chdir(home)
    monkeypatch.setattr(rules_folder, "shipped", lambda what: home / what)
    assert run(["init", "rules/new"]) == 2
    assert run(["init", "rules/new", "--rules", "rules"]) == 2
    assert run(["evaluate", "evidence", "--report", "rules/x.html"]) == 2
    assert "lies inside the input" in capsys.readouterr().err
    assert not (home / "rules" / "new").exists()
    assert not (home / "rules" / "x.html").exists()
