"""Wrong use and what cannot be done: the right exit code, a message, and nothing written."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from auditcheck import pipeline
from auditcheck.cli import checking, gaps
from auditcheck.cli.answer import Terminal
from auditcheck.cli.app import run
from auditcheck.cli.stored import MOST_BYTES

BASE = Path(__file__).parents[1] / "hostile" / "base"
LOW = ["evaluate", "evidence", "--fail-below", "Ja", "--as-of", "2030-01-01"]

Output = pytest.CaptureFixture[bytes]


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sound audit, and the working folder."""
    copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(output: Output) -> str:
    """What was said on stderr, once nothing was written to stdout."""
    out, err = output.readouterr()
    assert out == b""
    assert b"Traceback" not in err
    return err.decode()


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


WRONG_USE = {
    "no such command 'evaluat'": ["evaluat", "evidence"],
    "missing argument 'DIR'": ["check"],
    "no such option: --level": ["check", "evidence", "--level", "Ja"],
    "missing argument 'what': choose from evidence, rules, ": ["schema"],
    "'--fail-under': it is not a number": ["test", "rules", "--fail-under", "abc"],
    "got unexpected extra argument": ["check", "evidence", "more"],
    "'xml' is not one of 'text', 'json'": ["check", "evidence", "--format", "xml"],
    "'no' is not one of 'sv', 'en'": ["evaluate", "evidence", "--language", "no"],
    "no scale has the level 'Bra'": ["evaluate", "evidence", "--fail-below", "Bra"],
    "'2023-02-30' is not a day that exists": ["check", "evidence", "--as-of", "2023-02-30"],
    "'2023' is not a whole day": ["evaluate", "evidence", "--as-of", "2023"],
    "--known: '2023' is not a whole day": ["evaluate", "evidence", "--known", "2023"],
    "--known: 'then' is not a date": ["explain", "evidence", "--known", "then"],
    "'' is not a date": ["gaps", "evidence", "--as-of", ""],
    "'r.odt' does not say its format": ["evaluate", "evidence", "--report", "r.odt"],
    "'plans' is no question, part or criterion": ["explain", "evidence", "plans"],
    "'out' is a folder": ["evaluate", "evidence", "--result", "out"],
    "'r.md' is to be written twice": [
        *("evaluate", "evidence", "--report", "r.md", "--report", "./r.md"),
    ],
    "'evidence/r.json' lies inside the input": [
        *("evaluate", "evidence", "--report", "r.md", "--result", "evidence/r.json"),
    ],
    "'evidence/deep/r.md' lies inside the input": [
        *("evaluate", "evidence", "--result", "r.json", "--report", "evidence/deep/r.md"),
    ],
    "'rules/r.json' lies inside the input": ["evaluate", "evidence", "--result", "rules/r.json"],
    "'out/../evidence/audit.yaml/r.md' lies inside": [
        *("evaluate", "evidence", "--report", "out/../evidence/audit.yaml/r.md"),
    ],
}


@pytest.mark.parametrize("message", WRONG_USE)
def test_wrong_use(message: str, audit: Path, capsysbinary: Output) -> None:
    """Exit 2, what is wrong in lower case, what to do, and no file more."""
    (audit / "out").mkdir()
    before = files_in(audit)
    assert run(WRONG_USE[message]) == 2
    said = told(capsysbinary)
    assert message in said
    assert "\n  help: " in said
    assert files_in(audit) == before


@pytest.mark.usefixtures("audit")
def test_an_item_is_not_explained_but_known(capsysbinary: Output) -> None:
    """Who asks for an item hears that it is one, and where it stands."""
    assert run(["explain", "evidence", "board"]) == 2
    said = told(capsysbinary)
    assert "error: 'board' is one of actors (evidence/actors.yaml:" in said


@pytest.mark.usefixtures("audit")
@pytest.mark.parametrize("command", ["evaluate", "check", "gaps", "explain"])
def test_rules_may_be_a_shipped_pack(command: str, capsysbinary: Output) -> None:
    """`--rules` takes the name of a shipped pack; what is none gets the names to choose from."""
    assert run([command, "evidence", "--rules", "brottsforebyggande"]) in (0, 1, 3)
    assert b"no-such-folder" not in b"".join(capsysbinary.readouterr())
    assert run([command, "evidence", "--rules", "brottsforebygande"]) == 3
    assert b"help: write 'brottsforebyggande'" in b"".join(capsysbinary.readouterr())


def test_a_schema_takes_a_shipped_pack(capsysbinary: Output) -> None:
    """The schema of evidence has its words; those of rules and results would pass them over."""
    assert run(["schema", "evidence", "--rules", "brottsforebyggande"]) == 0
    assert "lägesbild".encode() in capsysbinary.readouterr().out
    assert run(["schema", "evidence", "--rules", "brottsforebygande"]) == 3
    assert "help: write 'brottsforebyggande'" in told(capsysbinary)
    for what in ("rules", "result"):
        assert run(["schema", what, "--rules", "brottsforebyggande"]) == 2
        assert f"--rules says nothing about the schema of {what}" in told(capsysbinary)


def test_a_folder_without_templates(audit: Path, capsysbinary: Output) -> None:
    """A folder that holds no templates is said to hold none."""
    for name, message in (("rules", "takes the place of no template"), ("none", "no folder")):
        options = ("--report", "r.md", "--templates", name)
        assert run(["evaluate", "evidence", *options]) == 3
        assert message in told(capsysbinary)
    assert not (audit / "r.md").exists()


def checked(output: Output) -> list[dict[str, object]]:
    """What `check` finds in the evidence, as data."""
    assert run(["check", "evidence", "--format", "json"]) == 1
    found: list[dict[str, object]] = json.loads(output.readouterr().out)
    return [each for each in found if each["severity"] == "fault"]


def test_references_to_one_missing_id_are_one_fault(audit: Path, capsysbinary: Output) -> None:
    """It stands at the first, counts the others, and names five of them."""
    lines = "".join(f"  a{n}: {{name: a, type: styrelse, sources: [lost]}}\n" for n in range(8))
    (audit / "evidence" / "more.yaml").write_text(f"actors:\n{lines}", "utf-8")
    (fault,) = checked(capsysbinary)
    assert fault["message"] == "'lost' names no item of sources; so too in 7 other places"
    assert (fault["code"], fault["line"]) == ("unknown-id", 2)
    also = fault["also"]
    assert isinstance(also, list)
    assert [each["line"] for each in also] == [3, 4, 5, 6, 7]


def test_one_fault_does_not_hide_words_that_are_unknown(audit: Path, capsysbinary: Output) -> None:
    """Beside a faulty audit, and a file that cannot be read, words are checked all the same."""
    (audit / "evidence" / "more.yaml").write_text(
        "documents:\n  a: {type: lägesbld, owner: unread, sources: [lost]}\n", "utf-8"
    )
    head = audit / "evidence" / "audit.yaml"
    head.write_text(head.read_text("utf-8").replace("audit:", "audit:\n  colour: red", 1), "utf-8")
    codes = [each["code"] for each in checked(capsysbinary)]
    assert codes == ["unknown-field", "unknown-word", "unknown-id", "unknown-id"]
    (audit / "evidence" / "cut.yaml").write_text("sources:\n  lost: {kind: 'min", "utf-8")
    codes = [each["code"] for each in checked(capsysbinary)]
    assert codes == ["unknown-field", "yaml-syntax", "unknown-word"]


def test_a_terminal_shows_weights_in_colour_and_wraps(
    audit: Path, capsysbinary: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where colour is taken `check` colours the weights; `gaps` keeps to the width."""
    (audit / "evidence" / "more.yaml").write_text("actors: {a: {name: 'warning[b]: c'}}", "utf-8")
    monkeypatch.setattr(checking, "terminal", lambda: Terminal(True, 40, True))
    assert run(["check", "evidence"]) == 1
    text = capsysbinary.readouterr().out.decode()
    assert text.startswith("\x1b[1;31merror\x1b[0m[missing-field]: ")
    assert text.count("\x1b[1;") == len(re.findall(r"^  --> ", text, re.MULTILINE))
    monkeypatch.setattr(gaps, "terminal", lambda: Terminal(True, 60, True))
    assert run(["gaps", str(Path(__file__).parents[2] / "evidence")]) == 0
    widths = [*map(len, capsysbinary.readouterr().out.decode().splitlines())]
    assert 50 < max(widths) <= 60


def test_an_output_may_not_follow_a_link_into_the_input(audit: Path, capsysbinary: Output) -> None:
    """A folder that only looks as if it lay outside is the input all the same."""
    (audit / "out").symlink_to(audit / "evidence")
    before = files_in(audit)
    assert run(["evaluate", "evidence", "--result", "out/r.json"]) == 2
    assert "lies inside the input" in told(capsysbinary)
    assert files_in(audit) == before


def test_the_result_is_not_written_over_by_its_report(audit: Path, capsysbinary: Output) -> None:
    """`render` writes no report over the result that it reads."""
    assert run(["evaluate", "evidence", "--result", "r.md", "--quiet"]) == 0
    kept = (audit / "r.md").read_bytes()
    assert run(["render", "r.md", "--report", "r.md"]) == 2
    assert "'r.md' is an input" in capsysbinary.readouterr().err.decode()
    assert (audit / "r.md").read_bytes() == kept


MISSING: dict[str, Callable[[Path], object]] = {
    "no-such-folder": lambda _: None,
    "no-files": lambda folder: folder.mkdir(),
    "not-a-folder": lambda folder: folder.write_text("audit: {}\n"),
}


@pytest.mark.parametrize("code", MISSING)
def test_evidence_that_is_not_there(code: str, audit: Path, capsysbinary: Output) -> None:
    """What is not there is not found faulty: it cannot be assessed, exit 3, by any command."""
    MISSING[code](audit / "other")
    for options in ([], ["--ignore", code], ["--quiet", "--format", "json"]):
        assert run(["check", "other", *options]) == 3
        out, err = capsysbinary.readouterr()
        assert (code.encode() in out) is ("--ignore" not in options)
        assert b"error: other cannot be assessed: no file in it was read\n" in err
    for command in ("evaluate", "explain", "gaps"):
        assert run([command, "other"]) == 3
        said = told(capsysbinary)
        assert said.startswith(f"error[{code}]: ")
        assert said.endswith("not assessed: 1 fault in the evidence or its rules\n")


def test_rules_that_are_not_there(audit: Path, capsysbinary: Output) -> None:
    """`--rules` of no folder: 3, from `check` too."""
    assert audit.is_dir()
    assert run(["evaluate", "evidence", "--rules", "other"]) == 3
    assert told(capsysbinary).startswith("error[no-such-folder]: ")
    assert run(["check", "evidence", "--rules", "other"]) == 3
    assert b"error: other cannot be assessed" in capsysbinary.readouterr().err


def of_version(version: object) -> bytes:
    """A result of that version, with nothing in it."""
    return json.dumps({"format": "auditcheck-result", "version": version}).encode()


NOT_RESULTS = {
    "empty": b"",
    "text": b"Granskning\n",
    "binary": bytes(range(256)),
    "YAML": b"audit: {}\n",
    "a list": b"[]",
    "another format": b'{"format": "sarif", "version": 1}',
    "a later version": of_version(3),
    "a boolean version": of_version(True),
    "no contents": of_version(2),
    "deep lists": b"[" * 200_000,
    "deep lists in a result": of_version(2)[:-1] + b', "x": ' + b"[" * 9_999 + b"]" * 9_999 + b"}",
    "an endless number": b"1" * 10_000,
    "not UTF-8": b'{"format": "\xff"}',
}


@pytest.mark.parametrize("name", NOT_RESULTS)
def test_what_is_not_a_result(
    name: str, audit: Path, capsysbinary: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused in a few short lines, as a file and on stdin."""
    (audit / "r.json").write_bytes(NOT_RESULTS[name])
    assert run(["render", "r.json", "--report", "out/r.md"]) == 3
    said = told(capsysbinary)
    assert said.startswith("error: 'r.json' is not a result: ")
    assert len(said) < 400
    assert not (audit / "out").exists()
    stdin = io.TextIOWrapper(io.BytesIO(NOT_RESULTS[name]))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run(["render", "-"]) == 3
    assert told(capsysbinary).startswith("error: '-' is not a result: ")


def test_a_result_that_names_what_it_does_not_hold(audit: Path, capsysbinary: Output) -> None:
    """A result that was cut by hand is refused, not half rendered."""
    assert run(["evaluate", "evidence", "--result", "r.json", "--quiet"]) == 0
    result = json.loads((audit / "r.json").read_text(encoding="utf-8"))
    del result["criteria"]["plan"]
    (audit / "r.json").write_text(json.dumps(result), encoding="utf-8")
    capsysbinary.readouterr()
    assert run(["render", "r.json"]) == 3
    assert "'planning' names \"plan\", which is none of its criteria" in told(capsysbinary)


def test_a_result_that_is_not_there(audit: Path, capsysbinary: Output) -> None:
    """No such file, and a folder: 3, with the system's reason."""
    assert audit.is_dir()
    for path, reason in (("r.json", "no such file or directory"), ("evidence", "is a directory")):
        assert run(["render", path]) == 3
        assert told(capsysbinary).startswith(f"error: cannot read '{path}': {reason}\n  help: ")


def test_folders_for_reports_are_made(audit: Path, capsysbinary: Output) -> None:
    """A report goes into a folder that does not exist yet."""
    assert run(["evaluate", "evidence", "--report", "a/b/r.md", "--result", "a/r.json"]) == 0
    assert capsysbinary.readouterr().err.endswith(b"wrote a/r.json\nwrote a/b/r.md\n")
    assert (audit / "a" / "b" / "r.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("file/r.json", "file exists"),
        ("file/deep/r.json", "not a directory"),
        ("n" * 300 + ".json", "file name too long"),
        ("pipe", "not a regular file"),
        ("loop/r.json", "symlink loop"),
    ],
)
def test_what_cannot_be_written(path: str, reason: str, audit: Path, capsysbinary: Output) -> None:
    """Exit 3 with the system's reason; nothing else is written and no draft is left."""
    (audit / "file").write_text("", encoding="utf-8")
    os.mkfifo(audit / "pipe")
    (audit / "loop").symlink_to("loop")
    before = files_in(audit)
    assert run(["evaluate", "evidence", "--result", path]) == 3
    said = told(capsysbinary)
    assert said.startswith(f"error: cannot write '{path}': ")
    assert reason in said
    assert files_in(audit) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(audit: Path, capsysbinary: Output) -> None:
    """Permission denied is told, exit 3."""
    (audit / "out").mkdir(mode=0o500)
    assert run(["evaluate", "evidence", "--result", "out/r.json"]) == 3
    assert "permission denied" in told(capsysbinary)


def test_a_target_that_is_read_only(
    audit: Path, capsysbinary: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system refuses when it comes to it is told, exit 3, and the draft removed."""
    before = files_in(audit)

    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path), None, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    assert run(["evaluate", "evidence", "--result", "r.json"]) == 3
    assert told(capsysbinary).startswith("error: cannot write 'r.json': permission denied\n")
    assert files_in(audit) == before


def faulty(audit: Path) -> None:
    """Add a fault to the evidence."""
    (audit / "evidence" / "zz.yaml").write_text("documents: [plan]\n", encoding="utf-8")


def piped(command: str) -> tuple[int, str, str]:
    """The exit code of auditcheck in a pipe, what came out of it, and its stderr."""
    auditcheck = f"'{sys.executable}' -m auditcheck"
    script = f"{command.replace('auditcheck', auditcheck)}; echo ${{PIPESTATUS[0]}} >&3"
    read, write = os.pipe()
    shell = ["bash", "-c", f"exec 3>&{write}; {script}"]
    done = subprocess.run(shell, capture_output=True, text=True, pass_fds=[write], check=False)
    os.close(write)
    with os.fdopen(read) as codes:
        return int(codes.read()), done.stdout, done.stderr


@pytest.mark.parametrize(
    ("command", "sound", "code"),
    [
        ("auditcheck check evidence | head -1", False, 1),
        ("auditcheck check evidence | true", False, 1),
        ("auditcheck check evidence --format json | true", True, 0),
        ("auditcheck evaluate evidence 2>&1 | true", False, 3),
        (f"auditcheck {' '.join(LOW)} | true", True, 1),
        ("auditcheck evaluate evidence --format json | head -c 1", True, 0),
        ("auditcheck --help | true", True, 0),
        ("auditcheck --version >&-", True, 3),
        ("auditcheck check evidence >&-", False, 3),
        ("auditcheck evaluate evidence >&-", True, 3),
        ("auditcheck check evidence 2>&-", False, 1),
        ("auditcheck check evidence 2>/dev/full >/dev/null", False, 1),
        ("auditcheck check evidence >/dev/full", False, 3),
    ],
)
def test_nobody_reads(command: str, sound: bool, code: int, audit: Path) -> None:
    """A pipe that is closed changes no exit code and shows nothing; what is lost is told."""
    if not sound:
        faulty(audit)
    found, _, err = piped(command)
    assert found == code
    assert "Traceback" not in err
    assert "Exception" not in err
    assert "fault: " not in err


def raising(error: BaseException) -> Callable[..., object]:
    """A function that only raises."""

    def fail(*_: object, **__: object) -> object:
        secret = "Anna Andersson"  # noqa: S105  what a traceback with locals would show
        raise error from ValueError(secret)

    return fail


def test_interrupted(audit: Path, capsysbinary: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends it with 130, without a traceback."""
    assert audit.is_dir()
    monkeypatch.setattr(pipeline, "open_audit", raising(KeyboardInterrupt()))
    assert run(["check", "evidence"]) == 130
    told(capsysbinary)


@pytest.mark.parametrize(
    "error", [ValueError("Anna Andersson"), RecursionError(), MemoryError()], ids=repr
)
def test_a_fault_of_our_own(
    error: Exception, audit: Path, capsysbinary: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 4 with the error's name and what to do; no traceback, nothing of the input."""
    assert audit.is_dir()
    monkeypatch.setattr(pipeline, "result_of", raising(error))
    assert run(["evaluate", "evidence"]) == 4
    said = told(capsysbinary)
    assert said.startswith("fault: auditcheck itself failed (")
    assert "please report this" in said
    assert "Anna" not in said


def test_piped_output_has_no_escape_sequences(audit: Path) -> None:
    """Not a terminal: no colour, whatever the environment says."""
    faulty(audit)
    environment = {
        **os.environ,
        "FORCE_COLOR": "1",
        "CLICOLOR_FORCE": "1",
        "TERM": "xterm-256color",
    }
    for command in (["check", "evidence"], ["evaluate", "evidence"], ["--help"]):
        auditcheck = [sys.executable, "-m", "auditcheck", *command]
        done = subprocess.run(auditcheck, capture_output=True, check=False, env=environment)
        assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("colour", [True, False])
def test_no_color(colour: bool, audit: Path) -> None:
    """On a terminal there may be colour, but with NO_COLOR there is none."""
    assert audit.is_dir()
    import pty

    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    if not colour:
        environment["NO_COLOR"] = "1"
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "auditcheck", "evaluate", "evidence"]
    done = subprocess.run(command, stdout=follower, stderr=follower, env=environment, check=False)
    os.close(follower)
    shown = os.read(leader, 100_000)
    os.close(leader)
    assert done.returncode == 0
    assert b"beredskap" in shown
    assert colour or b"\x1b[3" not in shown


CONTROLS = ["\x1b[2J", "\x9b31m", "\x07", "\x08", "\u202e"]


@pytest.mark.parametrize("control", CONTROLS, ids=ascii)
def test_control_characters_never_reach_the_terminal(
    control: str, audit: Path, capsysbinary: Output
) -> None:
    """Not from a file, its name, the command line or a stored result."""
    evidence = audit / "evidence"
    bad = f"observations:\n  a{control}b: {{says: 'x{control}y'}}\n"
    (evidence / "zz.yaml").write_text(bad, encoding="utf-8")
    (evidence / f"zy{control}.yaml").write_text("forums: {}\n", encoding="utf-8")
    (evidence / "zx.yaml").write_text(f"# {control}\nforums: {{}}\n", encoding="utf-8")
    commands = [
        ["check", "evidence"],
        ["evaluate", "evidence"],
        ["check", f"x{control}"],
        ["evaluate", "evidence", "--rules", f"x{control}"],
        ["evaluate", "evidence", "--as-of", f"x{control}"],
        ["evaluate", f"x{control}", "--result", f"evidence/x{control}"],
        ["explain", "evidence", f"x{control}"],
        ["render", f"x{control}"],
        [f"x{control}"],
        ["check", "evidence", "--format", f"x{control}"],
    ]
    for command in commands:
        assert run(command) in (1, 2, 3)
        out, err = (each.decode() for each in capsysbinary.readouterr())
        assert control[0] not in out + err


@pytest.mark.parametrize("control", CONTROLS, ids=ascii)
def test_control_characters_in_a_stored_result(
    control: str, audit: Path, capsysbinary: Output
) -> None:
    """A result that was tampered with is rendered without them."""
    assert run(["evaluate", "evidence", "--result", "r.json", "--quiet"]) == 0
    text = (audit / "r.json").read_text(encoding="utf-8")
    spelt = json.dumps(control)[1:-1]
    (audit / "r.json").write_text(text.replace("beredskap", f"bered{spelt}skap"), encoding="utf-8")
    for format_ in ("md", "html"):
        assert run(["render", "r.json", "--format", format_]) == 0
        assert control[0] not in capsysbinary.readouterr().out.decode()


@pytest.mark.usefixtures("audit")
@pytest.mark.parametrize(
    "command", [["render"], ["verify"], ["export", "--format", "oscal"]], ids=lambda each: each[0]
)
def test_a_result_that_is_too_large(command: list[str], capsysbinary: Output) -> None:
    """It is refused by its size alone, unread."""
    with Path("large.json").open("wb") as file:
        file.truncate(MOST_BYTES + 1)  # nothing of it lies on the disk
    assert run([*command, "large.json"]) == 3
    assert told(capsysbinary).startswith("error: 'large.json' has more than 536,870,912 bytes")


class Endless(io.RawIOBase):
    """A stream that gives as many bytes as are asked for."""

    def read(self, size: int = -1) -> bytes:
        """So many, and never all of them."""
        assert size > 0
        return bytes(size)


@pytest.mark.usefixtures("audit")
def test_a_stream_without_end(capsysbinary: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of it is read than a result can have."""
    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": Endless()})())
    assert run(["render", "-"]) == 3
    assert told(capsysbinary).startswith("error: '-' has more than 536,870,912 bytes")
