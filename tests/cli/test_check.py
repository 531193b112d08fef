"""`check`: its formats, what is told, and the exit code."""

import json
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree as ET

import pytest

from auditcheck.cli.app import run
from auditcheck.report.diagnostics import FORMATS

BASE = Path(__file__).parents[1] / "hostile" / "base"

Output = pytest.CaptureFixture[str]


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sound audit, and the working folder."""
    copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add(audit: Path, text: str) -> None:
    """One more file of evidence."""
    (audit / "evidence" / "zz.yaml").write_text(text, encoding="utf-8")


FAULT = "forums:\n  council: {name: Råd, led_by: nobody, sources: [minutes]}\n"
NOTE = "sources:\n  unused: {kind: document, title: Budget}\n"


def checked(output: Output, *options: str) -> tuple[int, str, str]:
    """The exit code of `check evidence` with these options, its stdout, and its stderr."""
    code = run(["check", "evidence", *options])
    return code, *output.readouterr()


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_has_the_same_answer(format_: str, audit: Path, capsys: Output) -> None:
    """0 without faults, 1 with one; the counts stand on stderr, unless it is to be quiet."""
    code, _, err = checked(capsys, "--format", format_)
    assert (code, err) == (0, "0 faults, 0 warnings, 0 notes\n")
    add(audit, FAULT)
    code, out, err = checked(capsys, "--format", format_)
    assert (code, err) == (1, "1 fault, 0 warnings, 0 notes\n")
    assert "unknown-id" in out
    assert "zz.yaml" in out
    if format_ != "text":
        assert checked(capsys, "--format", format_, "--quiet") == (1, out, "")


def test_the_formats_are_read_back(audit: Path, capsys: Output) -> None:
    """Each by what reads it: JSON three times, XML, and lines."""
    add(audit, NOTE)
    outputs = {format_: checked(capsys, "--format", format_)[1] for format_ in FORMATS}
    (plain,) = json.loads(outputs["json"])
    (result,) = json.loads(outputs["sarif"])["runs"][0]["results"]
    (violation,) = json.loads(outputs["gitlab"])
    (case,) = ET.fromstring(outputs["junit"])[0]  # noqa: S314  our own
    assert plain["code"] == result["ruleId"] == violation["check_name"] == "uncited-source"
    assert case.get("name") == "uncited-source at evidence/zz.yaml:2:3"
    assert outputs["github"].startswith(
        "::notice title=uncited-source,file=evidence/zz.yaml,line=2"
    )
    assert outputs["text"].startswith("note[uncited-source]: ")


def test_quiet_text_tells_faults_alone(audit: Path, capsys: Output) -> None:
    """What does not make the answer no is left out."""
    add(audit, NOTE)
    assert checked(capsys, "--quiet") == (0, "", "0 faults, 0 warnings, 1 note\n")
