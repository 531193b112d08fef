"""The answers of `check`, kept: nothing is loaded again while all that one rests on is the same.

A record is one question – the arguments as given, from which folder, to what sort of terminal –
with its answer, the grounds that the answer rests on, and the program that gave it. It counts
only while its grounds hold and the program is the same, file by file; so it may be deleted,
copied or spoilt at any time, and the answer is what it would be without it.
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.machinery import PathFinder
from pathlib import Path
from typing import NamedTuple

from auditcheck import __version__
from auditcheck.cli.answer import Answer, Code, terminal
from auditcheck.files.grounds import Ground, hold
from auditcheck.files.refusals import MOST_BYTES
from auditcheck.files.regular import read_regular
from auditcheck.files.writing import write_together

MOST_RECORDS = 200
_LOADED = ("markdown_it", "pydantic", "pydantic_core", "pypdf", "typer", "yaml")


class Kept(NamedTuple):
    """Where the answer to one question is kept, and the program that may answer it."""

    record: Path
    program: str

    def recall(self) -> Answer | None:
        """The answer, if one is kept and is still right."""
        try:
            raw = read_regular(self.record, MOST_BYTES) or b""
            written = json.loads(raw)
        except (OSError, ValueError, RecursionError):  # none, or cut short, or not ours
            return None
        match written:
            case {
                "program": self.program,
                "grounds": [_, *_] as grounds,
                "out": str() as out,
                "err": str() as err,
                "code": 0 | 1 | 3 as code,
            }:
                return Answer(out, err, Code(code)) if hold(_read(grounds)) else None
            case _:
                return None

    def keep(self, answer: Answer, grounds: Sequence[Ground]) -> None:
        """Keep an answer of this program; where nothing can be written, nothing is kept."""
        record = {
            "program": self.program,
            "grounds": grounds,
            "out": answer.out,
            "err": answer.err,
            "code": answer.code,
        }
        data = json.dumps(record).encode()
        with suppress(OSError):
            if len(data) < MOST_BYTES and _program() == self.program:
                self.record.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_together([(self.record, data)])
                _tidy(self.record.parent)


def kept_for(arguments: Sequence[str]) -> Kept | None:
    """Where the answer to these arguments is kept; None where none is to be."""
    try:
        folder = _folder()
        if folder is None:
            return None
        asked = json.dumps([os.getcwd(), *arguments, terminal().colour])  # noqa: PTH109  as text
        return Kept(folder / f"{sha256(asked.encode()).hexdigest()}.json", _program())
    except OSError:
        return None


def _folder() -> Path | None:
    """The folder of the records, whether it is there yet or not; none that others write to."""
    named = os.environ.get("AUDITCHECK_CACHE")
    if named == "":
        return None
    if named is None:
        from platformdirs import user_cache_path

        folder = user_cache_path("auditcheck", appauthor=False) / "check"
    else:
        folder = Path(named, "check")
    with suppress(FileNotFoundError):
        found = folder.stat()
        if sys.platform != "win32" and (found.st_uid != os.geteuid() or found.st_mode & 0o022):
            return None
    return folder


def _program() -> str:
    """A digest of what gives the answers: our own files, the interpreter, what they load."""
    package = Path(__file__).parents[1]
    parts: list[object] = [__version__, sys.version, [*sys.flags], sys.getfilesystemencoding()]
    parts += sorted(_files(package))
    for name in _LOADED:
        found = PathFinder.find_spec(name)
        if found is not None and found.origin is not None:
            folder = Path(found.origin).parents[1]
            versions = (each.name for each in folder.iterdir() if each.name.endswith("-info"))
            parts += [found.origin, _state(found.origin), *sorted(versions)]
    return sha256(json.dumps(parts).encode()).hexdigest()


def _files(folder: str | Path) -> Iterable[tuple[str, int, int]]:
    """Every file below a folder that is part of the program, with its size and its time."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield entry.path, *_state(entry.path)
            elif entry.name != "__pycache__":
                yield from _files(entry.path)


def _state(path: str) -> tuple[int, int]:
    found = os.stat(path)  # noqa: PTH116  as much as is needed
    return found.st_size, found.st_mtime_ns


def _read(grounds: Iterable[object]) -> Iterable[Ground]:
    """The grounds of a record; what is none holds in no way."""
    for each in grounds:
        match each:
            case [str() as kind, [*at], str() as found]:
                yield Ground(kind, tuple(map(str, at)), found)
            case _:
                yield Ground("nothing", (), "")


def _tidy(folder: Path) -> None:
    """Delete all but the newest records, and drafts that were never finished."""
    mine = [each for each in folder.iterdir() if each.suffix in (".json", ".tmp")]
    mine.sort(key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for each in mine[MOST_RECORDS:]:
        each.unlink(missing_ok=True)
