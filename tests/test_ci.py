"""The hooks, the action and the page on CI: what they run is there and answers as it should."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml

from auditcheck.cli.app import run
from auditcheck.report.diagnostics import FORMATS

ROOT = Path(__file__).parents[1]
BASE = Path(__file__).parent / "hostile" / "base"
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FAULT = "forums:\n  council: {name: Råd, led_by: nobody, sources: [minutes]}\n"
NOTE = "sources:\n  unused: {kind: document, title: Budget}\n"

Output = pytest.CaptureFixture[str]


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sound audit, and the working folder."""
    copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def loaded(name: str) -> Any:
    """A YAML file of the repository."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "hook", loaded(".pre-commit-hooks.yaml"), ids=lambda hook: str(hook["id"])
)
def test_a_hook(hook: dict[str, Any], audit: Path, capsys: Output) -> None:
    """It runs `check` on its folder, and fails where that has a fault."""
    command = [*shlex.split(hook["entry"]), *hook["args"]]
    assert command.pop(0) == "auditcheck"
    assert run(command) == 0
    (folder,) = hook["args"]
    (audit / folder / "zz.yaml").write_text("nonsense: {a: {b: c}}\n", encoding="utf-8")
    assert run(command) == 1
    assert "unknown-section" in capsys.readouterr().out


ACTION = loaded("action.yml")
INSTALL, CHECK = ACTION["runs"]["steps"]


def acted(at: Path, /, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's second step, run as a runner does, with these inputs beside the defaults."""
    given = {name: each["default"] for name, each in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    bin_ = at / "bin"
    bin_.mkdir(exist_ok=True)
    tool = bin_ / "auditcheck"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m auditcheck "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    values = {f"inputs.{name}": value for name, value in given.items()}
    values["steps.install.outputs.bin"] = str(bin_)
    environment = {
        name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], text)
        for name, text in CHECK["env"].items()
    }
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", CHECK["run"]]
    return subprocess.run(
        shell,
        cwd=at,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_action_pastes_no_input_into_a_script() -> None:
    """Inputs reach the shell as variables, each of them; the install step takes none."""
    assert "${{" not in INSTALL["run"] + CHECK["run"]
    named = re.findall(r"inputs\.([\w-]+)", str(CHECK["env"]))
    assert sorted(named) == sorted(ACTION["inputs"])


def test_the_action_annotates_and_answers(audit: Path) -> None:
    """0 for a sound audit, 1 and annotations for a fault, and what the inputs say."""
    assert acted(audit).returncode == 0
    (audit / "evidence" / "zz.yaml").write_text(NOTE, encoding="utf-8")
    done = acted(audit)
    assert (done.returncode, done.stdout[:29]) == (0, "::notice title=uncited-source")
    assert acted(audit, fail_on="note").returncode == 1
    assert acted(audit, fail_on="note", arguments="--ignore uncited-source").returncode == 0
    assert acted(audit, folder="rules").returncode == 0
    (audit / "evidence" / "zz.yaml").write_text(FAULT, encoding="utf-8")
    done = acted(audit, sarif="found.sarif")
    assert (done.returncode, done.stdout[:8]) == (1, "::error ")
    assert '"ruleId": "unknown-id"' in (audit / "found.sarif").read_text(encoding="utf-8")


def test_the_action_runs_nothing_that_an_input_holds(audit: Path) -> None:
    """A folder or an option with shell in it is a folder or an option."""
    for name in ("folder", "arguments", "fail_on", "sarif"):
        acted(audit, **{name: "$(touch hacked); `touch hacked`"})
        assert not (audit / "hacked").exists()


COMMANDS = re.findall(r"auditcheck (check [^`>\n]*)", PAGE)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_page(command: str, audit: Path, capsys: Output) -> None:
    """Each is one that there is."""
    assert audit.is_dir()
    assert run(shlex.split(command)) == 0
    assert capsys.readouterr().out or "github" in command


def test_the_page_has_every_format_and_what_the_files_have() -> None:
    """The table is that of the formats; hooks and inputs are those of the files."""
    assert tuple(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == tuple(FORMATS)
    hooks, workflow, gitlab = map(
        yaml.safe_load, re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    )
    known = [hook["id"] for hook in loaded(".pre-commit-hooks.yaml")]
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == known
    (used,) = [
        step for step in workflow["jobs"]["audit"]["steps"] if "auditcheck@" in step["uses"]
    ]
    assert set(used["with"]) == set(ACTION["inputs"])
    job = gitlab["auditcheck"]
    assert job["script"][-1].endswith(f"> {job['artifacts']['reports']['codequality']}")
