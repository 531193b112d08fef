"""The exit codes of every command, as the README has them; and what is not said with `--quiet`."""

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from typing import Annotated, get_origin, get_type_hints

import pytest
import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from typer.models import CommandInfo

from auditcheck.cli.answer import Code
from auditcheck.cli.app import run
from auditcheck.cli.commands import app
from docs.tables import tables

ROOT = Path(__file__).parents[2]
BASE = Path(__file__).parents[1] / "hostile" / "base"
COMMANDS = [*typer.main.get_command(app).commands]  # type: ignore[attr-defined]  # it is a group

Output = pytest.CaptureFixture[bytes]

LIFT = ["--question", "planning", "--reach", "Ja"]
CASES: dict[str, dict[int, list[str]]] = {
    "evaluate": {
        0: ["evidence"],
        1: ["evidence", "--fail-below", "Ja", "--as-of", "2030-01-01"],
        2: ["evidence", "--as-of", "2023"],
        3: ["faulty"],
    },
    "check": {
        0: ["evidence"],
        1: ["faulty"],
        2: ["evidence", "--select", "none"],
        3: ["none"],
    },
    "explain": {0: ["evidence"], 2: ["evidence", "none"], 3: ["none"]},
    "gaps": {0: ["evidence"], 2: ["evidence", "--format", "sarif"], 3: ["faulty"]},
    "whatif": {
        0: ["evidence", *LIFT],
        1: ["evidence", *LIFT, "--as-of", "1999-01-01"],
        2: ["evidence", "--question", "planning", "--reach", "Högst"],
        3: ["faulty", *LIFT],
    },
    "render": {0: ["result.json"], 2: ["result.json", "--report", "r.odt"], 3: ["none"]},
    "schema": {
        0: ["evidence", "--rules", "rules"],
        2: ["result", "--rules", "rules"],
        3: ["evidence", "--rules", "faulty"],
    },
    "rules": {0: ["rules"], 2: ["rules", "--format", "pdf"], 3: ["none"]},
    "init": {
        0: ["new", "--rules", "rules"],
        2: ["evidence"],
        3: ["new", "--rules", "none"],
    },
    "test": {0: ["rules"], 1: ["failing"], 2: ["rules", "--only", "none"], 3: ["none"]},
    "verify": {
        0: ["result.json", "evidence"],
        1: ["result.json", "other"],
        2: ["result.json", "--key", "key.pem"],
        3: ["result.json", "none"],
    },
    "attest": {
        0: ["result.json", "--key", "key.pem"],
        2: ["result.json"],
        3: ["result.json", "--key", "result.json"],
    },
    "export": {
        0: ["result.json", "--format", "oscal"],
        2: ["result.json", "--format", "csv"],
        3: ["none", "--format", "oscal"],
    },
    "diff": {
        0: ["evidence", "other"],
        1: ["evidence", "worse", "--fail-on-worse"],
        2: ["result.json", "result.json", "--rules", "rules"],
        3: ["evidence", "faulty"],
    },
}
CASE = """
as_of: 2024-01-01
cases:
  inget är känt:
    evidence: {}
    expect: {plan: not evidenced}
"""


KEY = Ed25519PrivateKey.from_private_bytes(bytes(32)).private_bytes(
    Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the commands are given; it is the working folder."""
    copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    copytree("evidence", "faulty")
    Path("faulty", "zz.yaml").write_text("documents: [plan]\n")
    Path("rules", "a.test.yaml").write_text(CASE, "utf-8")
    copytree("evidence", "other")
    Path("other", "audit.yaml").write_bytes(Path("evidence", "audit.yaml").read_bytes() + b"\n")
    copytree("evidence", "worse")
    plan = Path("worse", "documents.yaml")
    plan.write_text(plan.read_text("utf-8").replace("beslutad", "utkast"), "utf-8")
    Path("key.pem").write_bytes(KEY)
    copytree("rules", "failing")
    Path("failing", "a.test.yaml").write_text(CASE.replace("not evidenced", "met"), "utf-8")
    assert run(["evaluate", "evidence", "--result", "result.json", "--quiet"]) == 0
    return tmp_path


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("command", "expected"), [(name, each) for name, cases in CASES.items() for each in cases]
)
def test_exit_codes(command: str, expected: int, capsysbinary: Output) -> None:
    """Each command ends with each code that it can end with; what it cannot do it says why."""
    assert run([command, *CASES[command][expected]]) == expected
    out, err = capsysbinary.readouterr()
    assert out + err
    if expected in (Code.USAGE, Code.CANNOT):
        assert b"error" in out + err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_broken_install(command: str, files: Path) -> None:
    """What is wrong with auditcheck itself is no answer of any sort: exit 4."""
    (files / "broken" / "pydantic").mkdir(parents=True)
    (files / "broken" / "pydantic" / "__init__.py").write_text("")
    ran = subprocess.run(
        [sys.executable, "-m", "auditcheck", command, *CASES[command][0]],
        env={**os.environ, "PYTHONPATH": str(files / "broken")},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (4, b"")
    assert ran.stderr.startswith(b"fault: auditcheck itself failed (")


def test_the_readme_has_them_all() -> None:
    """A line for each code, which names the commands that it is of where it is not of all."""
    (rows,) = [rows for _, header, rows in tables(ROOT / "README.md") if header[0] == "exit code"]
    listed = {int(row[0]): {*re.findall(r"`(\w+)`", row[2])} & {*COMMANDS} for row in rows}
    assert [*listed] == [*map(int, Code)]
    assert sorted(CASES) == sorted(COMMANDS)
    for each in (Code.DONE, Code.USAGE, Code.CANNOT):
        assert all(each in cases for cases in CASES.values())
        assert listed[each] == set()
    assert listed[Code.NO] == {name for name, cases in CASES.items() if Code.NO in cases}


QUIET = {
    "gaps": ["evidence", "-o", "gaps.md"],
    "evaluate": ["evidence", "--report", "r.md", "--result", "r.json"],
    "check": ["evidence", "--format", "github"],
    "render": ["result.json", "--report", "r.md"],
    "init": ["new", "--rules", "rules"],
    "test": ["rules"],
    "verify": ["result.json", "evidence"],
    "attest": ["result.json", "--key", "key.pem", "-o", "signed.json"],
    "export": ["result.json", "--format", "csv", "-o", "tables"],
    "diff": ["evidence", "worse", "--report", "r.md"],
}


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("command", COMMANDS)
def test_quiet(command: str, capsysbinary: Output) -> None:
    """Who has it says nothing when all is well; who does not has nothing to leave out."""
    has_it = command in QUIET
    arguments = QUIET.get(command, CASES[command][0])
    assert run([command, *arguments, "--quiet"]) == (0 if has_it else 2)
    out, err = capsysbinary.readouterr()
    if has_it:
        assert (out, err) == (b"", b"")
    else:
        assert run([command, *arguments]) == 0
        out, err = capsysbinary.readouterr()
        assert (bool(out), err) == (True, b"")


def test_the_readme_tells_who_has_quiet() -> None:
    """Its lines of the commands, with `-q` where there is one."""
    found = [rows for _, header, rows in tables(ROOT / "README.md") if header[0] == "command"]
    have = {
        match[1] for row in found[0] if (match := re.match(r"`auditcheck (\w+)", row[0]))
        if "`-q`" in row[1]
    }  # fmt: skip
    assert have == {*QUIET}


@pytest.mark.parametrize("command", app.registered_commands, ids=lambda each: each.name or "")
def test_what_cannot_be_read_is_not_wrong_use(command: CommandInfo) -> None:
    """Whether a path can be read is found out by reading it, and told as what it is: exit 3."""
    assert command.callback is not None
    hints = get_type_hints(command.callback, include_extras=True).values()
    paths = [each for each in hints if get_origin(each) is Annotated and "Path" in str(each)]
    assert all(info.readable is False for each in paths for info in each.__metadata__)


@pytest.mark.usefixtures("files")
def test_rules_that_are_not_there(capsysbinary: Output) -> None:
    """Without rules nothing can be assessed, whoever names them and wherever."""
    audit = Path("evidence", "audit.yaml")
    audit.write_text(re.sub("rules: .*", "rules: ../norules", audit.read_text("utf-8")), "utf-8")
    for command in ("check", "evaluate", "explain", "gaps"):
        assert run([command, "evidence"]) == 3
    assert b"its rules were not found" in capsysbinary.readouterr().err
    assert run(["check", "evidence", "--rules", "none"]) == 3
    assert run(["check", "evidence", "--rules", "rules"]) == 0


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("arguments", "help_"),
    [
        (["evaluate", "evidence", "--result", "-"], b"--format json"),
        (["export", "result.json", "--format", "csv", "-o", "-"], b"name a folder"),
    ],
)
def test_an_output_that_cannot_be_stdout(
    arguments: list[str], help_: bytes, capsysbinary: Output
) -> None:
    """`-` is no file: what cannot go to stdout says so, and nothing is written."""
    assert run(arguments) == 2
    assert help_ in capsysbinary.readouterr().err
    assert not Path("-").exists()


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "arguments",
    [
        ["attest", "result.json", "--key", "key.pem"],
        ["export", "result.json", "--format", "oscal"],
    ],
)
def test_an_output_that_is_stdout(arguments: list[str], capsysbinary: Output) -> None:
    """`-o -` is the same as none."""
    assert run(arguments) == 0
    plain = capsysbinary.readouterr().out
    assert run([*arguments, "-o", "-"]) == 0
    assert capsysbinary.readouterr().out == plain


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("command", ["evaluate", "explain", "gaps"])
def test_rules_where_an_audit_is_asked_for(command: str, capsysbinary: Output) -> None:
    """One message says so, not one for each section."""
    assert run([command, "rules"]) == 3
    err = capsysbinary.readouterr().err
    assert err.startswith(b"error: rules holds a rule pack, not an audit\n")
    assert b"unknown-section" not in err
