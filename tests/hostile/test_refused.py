"""Evidence and rules with one fault each: refused, with that fault alone, at its place."""

import tomllib
from pathlib import Path
from shutil import copy, copytree

import pytest

from auditcheck.cli.app import run
from auditcheck.files.diagnostic import CODES, Diagnostic
from auditcheck.pipeline import open_audit

HERE = Path(__file__).parent
EXPECTED = {
    folder: tomllib.loads((HERE / folder / "expected.toml").read_text(encoding="utf-8"))
    for folder in ("evidence", "rules")
}
CASES = [(folder, name) for folder, table in EXPECTED.items() for name in table]


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sound audit, in a folder where a command may be run."""
    copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def faults_of(folder: Path) -> list[Diagnostic]:
    """The faults of the audit in a folder."""
    audit = open_audit(folder / "evidence", "evidence")
    return [each for each in audit.diagnostics if each.severity == "fault"]


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_base_is_sound(base: Path) -> None:
    """Without the faults there is none."""
    assert faults_of(base) == []
    assert run(["check", "evidence"]) == 0
    assert run(["evaluate", "evidence"]) == 0


@pytest.mark.parametrize(("folder", "name"), CASES, ids=map("/".join, CASES))
def test_refused(
    folder: str, name: str, base: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """One fault, of that code, at that place, with help; exit 1 or 3, and nothing is written."""
    expected = EXPECTED[folder][name]
    laid = expected.get("replaces", f"zz-{name}.yaml")
    text = (HERE / folder / f"{name}.yaml").read_bytes()
    (base / folder / laid).write_bytes(text)
    before = files_in(base)

    (fault,) = faults_of(base)
    span = fault.span
    place = (None, None) if span is None else (span.line, span.column)
    assert (fault.code, *place) == (expected["code"], expected.get("line"), expected.get("column"))
    assert fault.path == (folder if span is None else f"{folder}/{laid}")
    assert fault.help

    assert run(["check", "evidence", "--quiet"]) == (3 if fault.code == "no-rules" else 1)
    checked, counted = (each.decode() for each in capsysbinary.readouterr())
    assert checked.startswith(f"error[{fault.code}]: ")
    assert counted.startswith("1 fault, ")
    outputs = ["--result", "out/result.json", "--report", "out/report.md"]
    assert run(["evaluate", "evidence", *outputs]) == 3
    nothing, told = (each.decode() for each in capsysbinary.readouterr())
    assert nothing == ""
    assert told.startswith(f"error[{fault.code}]: ")
    assert told.endswith("not assessed: 1 fault in the evidence or its rules\n")
    assert "Traceback" not in checked + told
    assert files_in(base) == before


def test_all_faults_come_at_once(base: Path) -> None:
    """What is wrong in evidence and in rules is told together, by file and line."""
    laid = [("evidence", "yes-for-boolean"), ("rules", "where-empty"), ("rules", "unread")]
    for folder, name in laid:
        copy(HERE / folder / f"{name}.yaml", base / folder / f"zz-{name}.yaml")
    assert [(each.path, each.code) for each in faults_of(base)] == [
        ("evidence/zz-yes-for-boolean.yaml", "wrong-type"),
        ("rules/zz-unread.yaml", "yaml-syntax"),
    ]
    (base / "rules" / "zz-unread.yaml").unlink()
    copy(HERE / "evidence" / "id-with-dot.yaml", base / "evidence")
    assert [(each.path, each.code) for each in faults_of(base)] == [
        ("evidence/id-with-dot.yaml", "bad-id"),
        ("evidence/zz-yes-for-boolean.yaml", "wrong-type"),
        ("rules/zz-where-empty.yaml", "empty-list"),
    ]


@pytest.mark.parametrize("folder", EXPECTED)
def test_every_file_is_in_its_table(folder: str) -> None:
    """No file is forgotten."""
    assert {path.stem for path in (HERE / folder).glob("*.yaml")} == {*EXPECTED[folder]}


def test_every_code_of_the_rules_is_met() -> None:
    """Each fault that rules can have is shown by a file at least, but of what is too much."""
    codes = [*CODES]
    start, end = codes.index("circle"), codes.index("wrong-operator") + 1
    met = {each["code"] for each in EXPECTED["rules"].values()}
    assert sorted({*codes[start:end]} - met - {"too-many-rules"}) == []
