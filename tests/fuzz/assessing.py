"""From an audit on the disk, by the commands, to all that is shown of it; and what must hold."""

import json
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from auditcheck.cli.app import run
from auditcheck.files.diagnostic import CODES
from auditcheck.files.place import Span
from auditcheck.files.yaml_text import shown_text
from fuzz.promises import WITHOUT_HELP, WITHOUT_PLACE, linked, on_terminal, page, within

Found = list[dict[str, Any]]


class Audit(NamedTuple):
    """The folder of the evidence, and that of the rules if the audit does not choose them."""

    evidence: Path
    rules: Path | None

    def command(self, name: str, *options: str) -> tuple[str, ...]:
        """The arguments of a command on it."""
        chosen = ("--rules", str(self.rules)) if self.rules else ()
        return (name, str(self.evidence), *chosen, *options)


@cache
def _room() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def laid(name: str, files: Mapping[str, bytes]) -> Path:
    """A folder of that name that holds these files and no others."""
    folder = Path(_room().name, name)
    folder.mkdir(exist_ok=True)
    for other in folder.iterdir():
        other.unlink()
    for file, raw in files.items():
        (folder / file).write_bytes(raw)
    return folder


def said(*arguments: str, codes: tuple[int, ...] = (0,)) -> str:
    """What a command writes to stdout, if it ends with one of these exit codes."""
    into, errors = (TextIOWrapper(BytesIO(), "utf-8") for _ in range(2))
    with redirect_stdout(into), redirect_stderr(errors):
        code = run(arguments)
    written, wrong = (BytesIO.getvalue(each.detach()).decode() for each in (into, errors))
    assert code in codes, f"{arguments[0]} ends with {code}: {wrong}"
    for line in wrong.split("\n"):
        on_terminal(line)
    return written


def shown(*arguments: str, codes: tuple[int, ...] = (0,)) -> None:
    """Run a command that writes for a person: no line holds what a terminal obeys."""
    for line in said(*arguments, codes=codes).split("\n"):
        on_terminal(line)


def is_sound(found: Found) -> bool:
    """Whether none of what was found is a fault."""
    return all(each["severity"] != "fault" for each in found)


def looked_at(*arguments: str) -> Found:
    """What `check` finds: each with its code and message, and its place in the file it names."""
    found: Found = json.loads(said(*arguments, "--format", "json", codes=(0, 1)))
    for each in found:
        assert each["code"] in CODES
        assert each["message"]
        assert each["help"] or each["severity"] != "fault" or each["code"] in WITHOUT_HELP, each
        assert "line" in each or each["code"] in WITHOUT_PLACE, each
        for place in (each, *each["also"]):
            _stands_in_its_file(place)
    return found


def _stands_in_its_file(place: dict[str, Any]) -> None:
    path = Path(place["path"])
    if "line" in place and path.is_file():  # a shipped pack is shown by its name
        ends = (place[name] for name in ("line", "column", "end_line", "end_column"))
        within(Span(*ends), shown_text(path.read_bytes()))


def checked(audit: Audit) -> bool:
    """Whether the audit is sound: refused with places, or assessed and shown to its end."""
    found = looked_at(*audit.command("check"))
    shown(*audit.command("check"), codes=(0, 1))
    if is_sound(found):
        assessed(audit)
    else:
        assert not said(*audit.command("evaluate"), codes=(3,))
    return is_sound(found)


def assessed(audit: Audit) -> None:
    """The result is the same twice, and its reports hold nothing but what the templates made."""
    result = said(*audit.command("evaluate", "--format", "json"))
    assert said(*audit.command("evaluate", "--format", "json")) == result
    for command in (["evaluate"], ["explain"], ["explain", "--format", "mermaid"], ["gaps"]):
        shown(*audit.command(*command))
    kept = laid("kept", {"result.json": result.encode()}) / "result.json"
    linked(page(said("render", str(kept), "--format", "html")))
    said("render", str(kept), "--format", "md", "--language", "en")
