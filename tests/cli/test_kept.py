"""Answers of `check` that are kept: the same as without, and never one that is no longer right."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest

from auditcheck.cli import app, kept
from auditcheck.cli.app import run
from auditcheck.report.diagnostics import FORMATS
from documents.pdf import pdf

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "evidence"
BASE = Path(__file__).parents[1] / "hostile" / "base"

Output = pytest.CaptureFixture[bytes]

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="links and pipes need rights there"
)


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the records go to."""
    monkeypatch.setenv("AUDITCHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "check"


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sound audit with files beside it, one quoted, and the working folder."""
    copytree(BASE, tmp_path / "audit")
    evidence = tmp_path / "audit" / "evidence"
    (evidence / "plan.pdf").write_bytes(b"plan")
    (evidence / "zz.yaml").write_text(
        "sources:\n"
        f"  file: {{kind: document, title: A, file: plan.pdf, sha256: {PLAN}}}\n"
        "  gone: {kind: document, title: B, file: gone.pdf}\n"
        "  said: {kind: document, title: C, file: said.pdf}\n"
        "reports:\n"
        "  told: {from: police, to: board, sources: [{source: said, quote: Planen antas.}]}\n"
    )
    (evidence / "said.pdf").write_bytes(SAID)
    (evidence / "gone.pdf").write_bytes(b"")
    (evidence / "way.yaml").symlink_to("zy.yaml")
    (evidence / "zy.yaml").write_text("{}\n")
    monkeypatch.chdir(tmp_path / "audit")
    return tmp_path / "audit"


PLAN = sha256(b"plan").hexdigest()
SAID, OTHERWISE = pdf(["Planen antas."]), pdf(["Planen faller."])


class Asker:
    """Asks both ways, and sees whether anything was loaded for it."""

    def __init__(self, output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
        self.output = output
        self.loaded = 0
        from auditcheck.cli import commands

        load = commands.command

        def counted(arguments: list[str], where: kept.Kept | None) -> int:
            self.loaded += 1
            return load(arguments, where)

        monkeypatch.setattr(commands, "command", counted)

    def ask(self, *arguments: str) -> tuple[int, bytes, bytes]:
        """The exit code, stdout and stderr of `check` with these arguments."""
        code = run(["check", *arguments])
        return code, *self.output.readouterr()

    def recalls(self, *arguments: str) -> bool:
        """Whether the answer is a kept one; it is in any case what it is without."""
        before = self.loaded
        answer = self.ask(*arguments)
        recalled = self.loaded == before
        assert answer == self.ask(*arguments, "--no-cache")
        return recalled


@pytest.fixture
def asker(capsysbinary: Output, monkeypatch: pytest.MonkeyPatch) -> Asker:
    """One who asks."""
    return Asker(capsysbinary, monkeypatch)


OPTIONS = [
    *(["--format", format_] for format_ in FORMATS),
    ["--quiet"],
    ["--fail-on", "note"],
    ["--select", "oral-only"],
    ["--as-of", "2020-01-01"],
    ["--rules", "internkontroll"],
]


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_the_answer_is_the_same(options: list[str], asker: Asker) -> None:
    """On the shipped audit, in every format and with every option; the second time it is kept."""
    assert not asker.recalls(str(SHIPPED), *options)
    assert asker.recalls(str(SHIPPED), *options)


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("options", [*OPTIONS, ["--ignore", "unknown-id"]], ids=" ".join)
def test_the_answer_is_the_same_where_faults_stand(
    options: list[str], audit: Path, asker: Asker
) -> None:
    """Exit 1 and 3 are kept like 0, and so is what is told on stderr."""
    text = "forums:\n  council: {name: 'Rå\x85d', led_by: nobody, sources: [minutes]}\n"
    (audit / "evidence" / "zx.yaml").write_text(text, encoding="utf-8")
    (audit / "evidence" / "zw.yaml").write_bytes(b"a: \xff\n")
    assert not asker.recalls("evidence", *options)
    assert asker.recalls("evidence", *options)


def write(path: str, text: str) -> Callable[[Path], object]:
    """A change: another text."""
    return lambda audit: (audit / path).write_text(text, encoding="utf-8")


def append(path: str, text: str) -> Callable[[Path], object]:
    """A change: more text at the end."""
    return lambda audit: (audit / path).write_text(
        (audit / path).read_text("utf-8") + text, encoding="utf-8"
    )


def instead(path: str, make: Callable[[Path], object]) -> Callable[[Path], object]:
    """A change: something else of the same name."""

    def change(audit: Path) -> None:
        (audit / path).unlink()
        make(audit / path)

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte of evidence": append("evidence/zz.yaml", "#"),
    "a byte of rules": append("rules/pack.yaml", "#"),
    "a byte of a file beside": write("evidence/plan.pdf", "plam"),
    "a byte of a quoted file": lambda audit: (audit / "evidence" / "said.pdf").write_bytes(
        SAID + b"\n"
    ),
    "the words of a quoted file": lambda audit: (audit / "evidence" / "said.pdf").write_bytes(
        OTHERWISE
    ),
    "a quoted file is another": instead(
        "evidence/said.pdf", lambda path: path.symlink_to("plan.pdf")
    ),
    "a file beside is gone": lambda audit: (audit / "evidence" / "plan.pdf").unlink(),
    "a file beside without digest": lambda audit: (audit / "evidence" / "gone.pdf").unlink(),
    "a file beside is a pipe": instead("evidence/plan.pdf", os.mkfifo),
    "a file beside is a link out": instead(
        "evidence/plan.pdf", lambda path: path.symlink_to("/etc/hostname")
    ),
    "a file more": write("evidence/new.yaml", "documents: [a]\n"),
    "a file less": lambda audit: (audit / "evidence" / "actors.yaml").unlink(),
    "another name": lambda audit: (audit / "evidence" / "zz.yaml").rename("evidence/z.yaml"),
    "a link to elsewhere": instead("evidence/way.yaml", lambda path: path.symlink_to("zz.yaml")),
    "a link out": instead("evidence/way.yaml", lambda path: path.symlink_to("/etc/hostname")),
    "a pipe": instead("evidence/zz.yaml", os.mkfifo),
    "rules more": write("rules/new.yaml", "criteria: [a]\n"),
    "rules gone": lambda audit: (audit / "rules").rename(audit / "old"),
    "evidence gone": lambda audit: (audit / "evidence").rename(audit / "old"),
}


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize("change", CHANGES)
def test_no_answer_outlives_what_it_rests_on(change: str, audit: Path, asker: Asker) -> None:
    """After each change it is given anew, and is then the one that is kept."""
    assert not asker.recalls("evidence", "--format", "json")
    assert asker.recalls("evidence", "--format", "json")
    CHANGES[change](audit)
    assert not asker.recalls("evidence", "--format", "json")
    assert asker.recalls("evidence", "--format", "json")


@pytest.mark.usefixtures("records")
def test_what_it_does_not_rest_on_may_change(audit: Path, asker: Asker) -> None:
    """Hidden files, drafts of editors and times are nothing to it."""
    assert not asker.recalls("evidence")
    for name in (".zz.yaml.swp", "4913", "zz.yaml~", "zz.test.yaml"):
        (audit / "evidence" / name).write_text("a: [\n")
    os.utime(audit / "evidence" / "zz.yaml", (0, 0))
    assert asker.recalls("evidence")


@pytest.mark.usefixtures("records")
def test_each_question_has_its_own_answer(audit: Path, asker: Asker) -> None:
    """Another option, another day, another way to name the folder, another working folder."""
    assert not asker.recalls("evidence")
    others = [
        ["evidence", "-q"],
        ["evidence", "--as-of", "2024-01-01"],
        ["evidence", "--rules", "rules"],
        [str(audit / "evidence")],
        ["rules"],
    ]
    assert not any(asker.recalls(*each) for each in others)
    assert all(asker.recalls(*each) for each in [["evidence"], *others])
    copytree(audit, audit.parent / "copy", symlinks=True)
    os.chdir(audit.parent / "copy")
    assert not asker.recalls("evidence")


@pytest.mark.usefixtures("records")
def test_a_folder_that_gets_the_name_of_a_pack(audit: Path, asker: Asker) -> None:
    """A folder comes before a shipped pack, from when it is there."""
    named = (audit / "evidence" / "audit.yaml").read_text("utf-8")
    (audit / "evidence" / "audit.yaml").write_text(named.replace("../rules", "internkontroll"))
    for beside, options in (("evidence", []), (".", ["--rules", "brottsforebyggande"])):
        assert not asker.recalls("evidence", *options)
        assert asker.recalls("evidence", *options)
        name = options[-1] if options else "internkontroll"
        copytree(audit / "rules", audit / beside / name)
        assert not asker.recalls("evidence", *options)


def only(folder: Path) -> Path:
    """The one record in the folder."""
    (record,) = folder.iterdir()
    return record


@pytest.mark.usefixtures("audit")
@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"out": "", "err": "", "code": 0, "grounds": [], "program": ""}',
    ],
    ids=lambda data: repr(data[:20]),
)
def test_a_record_that_is_spoilt(spoilt: bytes, records: Path, asker: Asker) -> None:
    """It is as if there were none, and is replaced."""
    assert not asker.recalls("evidence")
    whole = only(records).read_bytes()
    only(records).write_bytes(spoilt)
    assert not asker.recalls("evidence")
    assert only(records).read_bytes() == whole
    assert asker.recalls("evidence")


@pytest.mark.usefixtures("audit")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("program", "another"),
        ("grounds", []),
        ("grounds", [["folder"]]),
        ("grounds", [["weather", [], "fair"]]),
        ("code", 4),
        ("out", None),
    ],
)
def test_a_record_that_is_not_ours(field: str, value: object, records: Path, asker: Asker) -> None:
    """Of another program, or with what no record of this one has, it answers nothing."""
    assert not asker.recalls("evidence")
    record = json.loads(only(records).read_bytes())
    only(records).write_text(json.dumps(record | {field: value}))
    assert not asker.recalls("evidence")
    assert asker.recalls("evidence")


def test_a_program_that_changes(tmp_path: Path, records: Path) -> None:
    """An answer is that of the very files that gave it, wherever auditcheck is installed."""
    copytree(ROOT / "src" / "auditcheck", tmp_path / "src" / "auditcheck")
    for name in ("rules", "packs"):
        copytree(ROOT / name, tmp_path / name)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}

    def told() -> str:
        command = [sys.executable, "-m", "auditcheck", "check", str(SHIPPED)]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return ran.stderr

    assert "6 warnings" in told()
    assert "6 warnings" in told()
    assert len([*records.iterdir()]) == 1
    with (tmp_path / "src" / "auditcheck" / "cli" / "checking.py").open("a") as module:
        module.write("\n\ndef counted(number: int, what: str) -> str:\n    return 'many'\n")
    assert "many" in told()


@pytest.mark.usefixtures("audit")
def test_where_nothing_can_be_kept(
    tmp_path: Path, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is said of it: there is an answer all the same."""
    (tmp_path / "file").write_text("")
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "check").mkdir()
    (tmp_path / "open" / "check").chmod(0o777)
    for folder in ("", str(tmp_path / "file"), str(tmp_path / "open"), "/dev/null/a"):
        monkeypatch.setenv("AUDITCHECK_CACHE", folder)
        assert not asker.recalls("evidence")
        assert not asker.recalls("evidence")
    assert [*(tmp_path / "open" / "check").iterdir()] == []


def test_what_is_not_asked_for_is_not_kept(audit: Path, records: Path, asker: Asker) -> None:
    """Neither wrong use, nor help, nor what is to be asked anew."""
    assert audit.is_dir()
    for arguments in (["--no-cache", "evidence"], ["--format", "xml"], ["--help"], []):
        asker.ask(*arguments)
        asker.ask(*arguments)
    assert asker.loaded == 8
    assert not records.exists()


@pytest.mark.usefixtures("audit")
def test_only_the_newest_are_kept(
    records: Path, asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many and no more; what is not ours is let alone."""
    monkeypatch.setattr(kept, "MOST_RECORDS", 3)
    asker.ask("evidence")
    first = only(records)
    (records / "mine.txt").write_text("")
    os.utime(first, (0, 0))
    for day in range(1, 5):
        asker.ask("evidence", "--as-of", f"2024-01-0{day}")
    names = [each.name for each in records.iterdir()]
    assert (len(names), first.name in names, "mine.txt" in names) == (4, False, True)


def test_all_that_is_opened_is_a_ground(audit: Path, records: Path) -> None:
    """Whatever `check` reads outside of the program is what its answer rests on."""
    program = (
        "import os, sys\n"
        "opened = set()\n"
        "def heed(event, arguments):\n"
        "    if event in ('open', 'os.scandir', 'os.listdir') and arguments[0] is not None:\n"
        "        opened.add(os.path.realpath(os.fsdecode(arguments[0])))\n"
        "from auditcheck.cli.app import run\n"
        "sys.addaudithook(heed)\n"
        "run(['check', 'evidence'])\n"
        "print(*opened, sep='\\n', file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-P", "-c", program], capture_output=True, text=True, check=True
    )
    opened = {Path(line) for line in ran.stderr.splitlines() if line.startswith(str(audit))}
    record = json.loads(only(records).read_bytes())
    grounds = [(kind, Path(at[0]).resolve()) for kind, at, _ in record["grounds"]]
    folders = [path for kind, path in grounds if kind == "folder"]
    digested = [path for kind, path in grounds if kind == "digest"]
    assert digested == [audit / "evidence" / name for name in ("plan.pdf", "said.pdf")]
    assert {*digested, audit / "rules" / "pack.yaml"} <= opened
    for path in opened.difference(digested):
        assert any(path.is_relative_to(folder) for folder in folders), path
        assert path.is_dir() or path.suffix == ".yaml"


def test_a_kept_answer_loads_nothing(audit: Path, records: Path) -> None:
    """Neither what reads options, nor YAML, nor what checks or renders."""
    assert audit.is_dir()
    program = (
        "import sys; from auditcheck.cli.app import run; run(['check', 'evidence']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    modules: Iterator[str]
    for heavy in (True, False):
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        modules = (name.partition(".")[0] for name in ran.stderr.decode().split())
        found = {*modules} & {"typer", "pydantic", "yaml", "rich", "jinja2"}
        assert bool(found) is heavy
    assert len([*records.iterdir()]) == 1


def test_the_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the variable it is where the system keeps such things."""
    monkeypatch.delenv("AUDITCHECK_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    where = kept.kept_for(["check", "evidence"])
    assert where is not None
    assert where.record.is_relative_to(tmp_path)
    assert app.run(["check", str(SHIPPED), "-q"]) == 0
    assert only(where.record.parent).suffix == ".json"
