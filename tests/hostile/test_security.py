"""What SECURITY.md promises of a run, seen by the interpreter's own audit events."""

import json
import mimetypes
import os
import subprocess
import sys
import sysconfig
from http.client import HTTPConnection
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

import auditcheck
from auditcheck.files.shipped import shipped

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WATCHING = HERE / "watching.py"
PACKAGE = Path(auditcheck.__file__).parent
INSTALLED = [
    *{Path(path) for path in (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values())},
    *(PACKAGE, HERE, *(Path(path) for path in sys.path if path)),
    *map(shipped, ("rules", "packs", "templates")),
    *map(Path, mimetypes.knownfiles),  # which WeasyPrint asks the standard library to know
]
READING = {"open", "os.listdir", "os.scandir", "os.walk", "pathlib.Path.rglob"}
WRITING = {"os.mkdir", "os.rename", "os.chmod", "os.remove"}
BY_PYTHON = {"exec", "compile", "marshal.loads"}  # modules, and what their classes are made of
SETTING = {"os.putenv", "os.unsetenv"}
LOADING = {"ctypes.dlopen"}
THREADS = {"_thread.start_new_thread", "_thread.start_joinable_thread"}
CANARY = "kanariefagel"
HOSTILE = f"__import__('os').system('{CANARY}') {{{{ {CANARY} }}}} ${{{CANARY}}} `{CANARY}`"
PATIENCE = 120  # seconds, after which a run is taken never to end
SECRET = "mycket-hemligt"  # noqa: S105  it is none


class Event(NamedTuple):
    """An audit event: its name, its arguments as text, the file of the code that caused it."""

    name: str
    given: list[str]
    caller: str


class Ran(NamedTuple):
    """A run: its exit code, what it wrote to both streams, and what it did."""

    code: int
    told: str
    events: list[Event]


def watched(folder: Path, *arguments: str) -> Ran:
    """Run a command in a folder, in an environment that says nothing."""
    command, environment = _watching(folder, *arguments)
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, timeout=PATIENCE, check=False
    )
    return _ran(folder, done.returncode, (done.stdout + done.stderr).decode())


def _watching(folder: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """What to run, and in which environment."""
    environment = {
        "PYTHONPATH": str(PACKAGE.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "AUDITCHECK_CACHE": str(folder / "cache"),
    }
    return [sys.executable, str(WATCHING), str(folder / "watched.log"), *arguments], environment


def _ran(folder: Path, code: int, told: str) -> Ran:
    log = folder / "watched.log"
    assert log.is_file(), told
    events = [Event(*json.loads(line)) for line in log.read_text("utf-8").splitlines()]
    log.unlink()
    return Ran(code, told, events)


def kept_to(ran: Ran, folder: Path, reads: list[Path], writes: list[Path]) -> None:
    """Nothing but files was touched, none outside what is given, and no data was run as code."""
    known = {*READING, *WRITING, *BY_PYTHON, *SETTING, *LOADING}
    writes = [*writes, folder / "cache"]
    assert {event.name for event in ran.events} <= known
    for event in ran.events:
        if event.name in READING and not event.given[0].isdigit():
            inside = [*writes, *(() if _writes(event) else (*reads, *INSTALLED))]
            assert _lies_in(folder / event.given[0], inside), event
        elif event.name in WRITING:
            ends = event.given[: 2 if event.name == "os.rename" else 1]
            assert all(_lies_in(folder / end, writes) for end in ends), event
        elif event.name in BY_PYTHON:
            assert CANARY not in event.given[0], event
            assert event.caller.startswith("<frozen") or _lies_in(Path(event.caller), INSTALLED)
            assert not _lies_in(Path(event.caller), [PACKAGE]), event
        elif event.name in LOADING:  # of Python itself; those of a PDF are loaded below Python
            assert event.given == ["None"]
        elif event.name in SETTING:  # pydantic's own, around the making of a class
            assert event.given[0] == "PYDANTIC_DISABLE_PLUGINS"


def _writes(event: Event) -> bool:
    if event.name != "open":
        return False
    mode, flags = event.given[1:3]
    if mode != "None":
        return bool({*mode} & {*"wax+"})
    return bool(int(flags) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


def _lies_in(path: Path, folders: list[Path]) -> bool:
    real = path.resolve()
    return any(real.is_relative_to(folder.resolve()) for folder in folders)


@pytest.mark.parametrize(
    "event",
    [
        Event("socket.connect", ["…"], __file__),
        Event("subprocess.Popen", ["…"], __file__),
        Event("open", ["/etc/passwd", "r", "0"], __file__),
        Event("open", ["../other", "None", str(os.O_RDONLY)], __file__),
        Event("open", ["given/a.yaml", "w", "0"], __file__),
        Event("open", ["given/a.yaml", "None", str(os.O_WRONLY)], __file__),
        Event("os.rename", ["out/a", "given/a"], __file__),
        Event("os.scandir", ["/"], __file__),
        Event("compile", [HOSTILE, "x"], os.__file__),
        Event("exec", ["<string>"], str(PACKAGE / "pipeline.py")),
        Event("os.putenv", ["PATH", "."], os.__file__),
        Event("ctypes.dlopen", ["./evil.so"], os.__file__),
    ],
    ids=lambda event: f"{event.name}-{event.given[0]}",
)
def test_what_is_forbidden_is_noticed(event: Event, tmp_path: Path) -> None:
    """The judge itself lets nothing of the kind pass."""
    with pytest.raises(AssertionError):
        kept_to(Ran(0, "", [event]), tmp_path, [tmp_path / "given"], [tmp_path / "out"])


COMMANDS = (
    "evaluate evidence --report out/r.html --report out/r.md --result out/r.json",
    "evaluate evidence --report out/r.pdf --report out/r.docx --public",
    "evaluate evidence --report out/r.pdf --report out/r.docx --templates own --template own.docx",
    "check evidence --format sarif",
    "explain evidence",
    "explain evidence --format mermaid",
    "gaps evidence --format json",
    "render result.json --report out/r.html",
    "render result.json --report out/r.pdf --report out/r.docx",
    "render result.json --fact-check all --report out/f.pdf --report out/f.docx",
    "rules rules --format html",
    "init out/new --rules rules",
    "test rules --coverage",
    "schema evidence --rules rules",
)


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound base, whose texts look like code, with its result and a case of its rules."""
    folder = tmp_path_factory.mktemp("audit")
    copytree(HERE / "base", folder, dirs_exist_ok=True)
    for path in folder.rglob("*.yaml"):
        text = path.read_text("utf-8")
        for title in ("Granskning av beredskap", "Protokoll 2023", "Är arbetet planerat?"):
            text = text.replace(title, json.dumps(HOSTILE))
        path.write_text(text, "utf-8")
    assert CANARY in (folder / "evidence" / "audit.yaml").read_text("utf-8")
    case = "{evidence: {documents: {p: {type: plan}}}, expect: {plan: not met}}"
    (folder / "rules" / "a.test.yaml").write_text(
        f"as_of: 2024-03-31\ncases: {{'{CANARY}': {case}}}\n", "utf-8"
    )
    (folder / "own").mkdir()
    asks = "".join(
        f'<img alt="x" src="{each}"><link rel="stylesheet" href="{each}">'
        for each in (
            "/etc/passwd",
            "file:///etc/passwd",
            "http://127.0.0.1:9/x",
            "../rules/pack.yaml",
        )
    )
    (folder / "own" / "report.html.j2").write_text(
        f"<!doctype html><html lang=sv><title>T</title><main><h1>{{{{ view.title }}}}</h1>{asks}",
        "utf-8",
    )
    (folder / "own.docx").write_bytes((shipped("templates") / "report.docx").read_bytes())
    made = watched(folder, "evaluate", "evidence", "--result", "result.json", "--quiet")
    assert made.code == 0, made.told
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_keeps_to_what_it_is_given(command: str, audit: Path) -> None:
    """Files of the folders given are read, those asked for are written, and that is all."""
    ran = watched(audit, *command.split())
    assert ran.code in (0, 1), ran.told
    given = ("evidence", "rules", "result.json", "own", "own.docx")
    reads = [audit / name for name in given]
    kept_to(ran, audit, reads, [audit / "out"] if "out/" in command else [])
    assert any(event.name == "open" and "evidence/" in event.given[0] for event in ran.events) == (
        " evidence" in command and not command.startswith("schema")
    )


def test_the_shipped_audit_keeps_to_itself(tmp_path: Path) -> None:
    """So too with a shipped pack, from anywhere."""
    evidence = ROOT / "evidence"
    ran = watched(tmp_path, "evaluate", str(evidence), "--report", "out/r.md")
    assert ran.code == 0, ran.told
    kept_to(ran, tmp_path, [evidence], [tmp_path / "out"])


@pytest.mark.skipif(sys.platform == "win32", reason="programs are ended otherwise there")
def test_a_preview_listens_on_this_machine_and_does_nothing_else(audit: Path) -> None:
    """It binds one port of 127.0.0.1, connects to nothing, writes nothing."""
    command, environment = _watching(audit, "evaluate", "evidence", "--serve")
    with subprocess.Popen(
        command, cwd=audit, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        try:
            host = said.split("http://")[1].split("/")[0]
            connection = HTTPConnection(host, timeout=PATIENCE)
            connection.request("GET", "/")
            assert CANARY in connection.getresponse().read().decode()
        finally:
            process.terminate()
        said += process.stderr.read()
        code = process.wait(timeout=PATIENCE)
    ran = _ran(audit, code, said)
    assert ran.code == 0, said
    on_net = [event for event in ran.events if event.name.startswith(("socket.", "http."))]
    assert [event.given[1] for event in on_net if event.name == "socket.bind"] == [
        "('127.0.0.1', 0)"
    ]
    assert {event.name for event in on_net} == {"socket.__new__", "socket.bind"}
    others = [event for event in ran.events if event not in on_net and event.name not in THREADS]
    kept_to(ran._replace(events=others), audit, [audit / "evidence", audit / "rules"], [])


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """The sound base in `work`, beside a folder of secrets that nobody has given."""
    copytree(HERE / "base", tmp_path / "work")
    (tmp_path / "secret").mkdir()
    for name in ("secret.yaml", "secret.pdf"):
        (tmp_path / "secret" / name).write_text(f"{SECRET}: x\n", "utf-8")
    return tmp_path


def tried(trap: Path, *commands: str) -> None:
    """Each command refuses, and has not looked at what it was led to."""
    work = trap / "work"
    for command in commands:
        ran = watched(work, command, "evidence")
        assert ran.code in (1, 3), ran.told
        assert SECRET not in ran.told
        kept_to(ran, work, [work / "evidence", work / "rules"], [])


def test_links_and_pipes_lead_nowhere(trap: Path) -> None:
    """A link to a file, one to a folder, one to itself and a pipe are refused unopened."""
    evidence = trap / "work" / "evidence"
    (evidence / "linked.yaml").symlink_to(trap / "secret" / "secret.yaml")
    (evidence / "folder").symlink_to(trap / "secret")
    (evidence / "ring.yaml").symlink_to("ring.yaml")
    os.mkfifo(evidence / "pipe.yaml")
    tried(trap, "check", "evaluate", "explain", "gaps")


@pytest.mark.parametrize(
    "file",
    ["../../secret/secret.pdf", "/etc/passwd", "link.pdf", "sub/../../../secret/secret.pdf"],
)
def test_a_sources_file_stays_inside(file: str, trap: Path) -> None:
    """A file outside is neither read nor hashed, however its path is written."""
    evidence = trap / "work" / "evidence"
    (evidence / "sub").mkdir()
    (evidence / "link.pdf").symlink_to(trap / "secret" / "secret.pdf")
    text = f"sources: {{s: {{kind: document, title: T, file: {file}, sha256: {'0' * 64}}}}}\n"
    (evidence / "zz.yaml").write_text(text, "utf-8")
    tried(trap, "check")


RULES = ["../../..", "/", ".", "../evidence/../.."]


@pytest.mark.parametrize("rules", RULES)
def test_rules_that_hold_the_evidence_are_not_read(rules: str, trap: Path) -> None:
    """Evidence cannot have all that lies around it read as rules."""
    _name_rules(trap, rules)
    tried(trap, "evaluate")


@pytest.mark.parametrize("rules", ["../../..", "../../secret", "SECRET"])
def test_rules_given_take_the_choice_from_the_evidence(rules: str, trap: Path) -> None:
    """With --rules, what the audit names is not looked at."""
    _name_rules(trap, rules.replace("SECRET", str(trap / "secret")))
    work = trap / "work"
    ran = watched(work, "evaluate", "evidence", "--rules", "rules")
    assert ran.code == 0, ran.told
    kept_to(ran, work, [work / "evidence", work / "rules"], [])


def _name_rules(trap: Path, rules: str) -> None:
    path = trap / "work" / "evidence" / "audit.yaml"
    path.write_text(path.read_text("utf-8").replace("../rules", rules), "utf-8")
