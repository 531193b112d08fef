"""What a command comes to: an exit code and what it writes; the one place that writes it."""

import sys
from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple, TextIO

from auditcheck.files.characters import harmless
from auditcheck.files.writing import Output, UnwrittenError, write_together

STDOUT = "-"  # as an output's name, where it can be that


class Code(IntEnum):
    """The exit codes, as documented in the README."""

    DONE = 0
    NO = 1
    USAGE = 2
    CANNOT = 3
    FAULT = 4


class StopError(Exception):
    """A command cannot go on: the exit code, and what to say on stderr."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Terminal(NamedTuple):
    """What stdout is: whether a person looks at it, its width, and whether it takes colour."""

    interactive: bool
    width: int
    colour: bool


def terminal() -> Terminal:
    """The terminal that stdout is; piped output is plain and is never wrapped."""
    if sys.stdout is None or not sys.stdout.isatty():
        return Terminal(False, 0, False)
    import os
    import shutil

    colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Terminal(True, shutil.get_terminal_size((80, 24)).columns, colour)


class Answer(NamedTuple):
    """All that a command comes to: what it writes to stdout and to stderr, and its exit code."""

    out: str
    err: str
    code: Code

    def give(self) -> Code:
        """Write it; returns the exit code."""
        out(self.out)
        tell(self.err)
        return self.code


def out(text: str) -> None:
    """Write a result to stdout, in UTF-8 whatever the system's encoding is."""
    data = text if text.endswith("\n") or not text else f"{text}\n"
    out_bytes(data.encode("utf-8", "replace"))


def out_bytes(data: bytes) -> None:
    """Write bytes to stdout; when nobody reads them, the answer stays what it is."""
    if sys.stdout is None and data:  # closed by the one who started us
        raise StopError(Code.CANNOT, "error: cannot write the answer: stdout is closed")
    try:
        _write(sys.stdout, data)
    except BrokenPipeError:
        let_go(sys.stdout)
    except OSError as error:
        let_go(sys.stdout)
        reason = (error.strerror or str(error)).lower()
        raise StopError(Code.CANNOT, f"error: cannot write the answer: {reason}") from None


def counted(number: int, what: str) -> str:
    """So many of something, in words: `1 fault`, `2 faults`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def tell(text: str) -> None:
    """Write what is not a result to stderr, without what a terminal may obey."""
    if text:
        lines = [f"{harmless(line)}\n" for line in text.split("\n")]
        try:
            _write(sys.stderr, "".join(lines).encode())
        except OSError:
            let_go(sys.stderr)


def _write(stream: TextIO | None, data: bytes) -> None:
    if stream is not None:  # closed by the one who started us
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()


def let_go(stream: TextIO) -> None:
    """Let what is still to be written, by the interpreter's last flush too, go nowhere."""
    import os

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def named(output: Path | None) -> Path | None:
    """The file that an option names; none where it means stdout."""
    return None if output is None or str(output) == STDOUT else output


def save(outputs: Sequence[Output], keep_out_of: Iterable[Path]) -> None:
    """Write files whole: all of them or, where one may not be written, none."""
    inputs = [*keep_out_of]
    seen: set[Path] = set()
    for path, _ in outputs:
        try:
            _check(path, inputs, seen)
        except (OSError, RuntimeError) as error:
            raise _unwritable(path, error) from None
    for path, _ in outputs:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(path, error) from None
    try:
        write_together(outputs)
    except UnwrittenError as error:
        raise _unwritable(error.path, error) from None


def _unwritable(path: Path, error: Exception) -> StopError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    help_ = "name a file in a folder that can be written to"
    return StopError(Code.CANNOT, f"error: cannot write '{path}': {reason}\n  help: {help_}")


def _check(path: Path, inputs: Iterable[Path], seen: set[Path]) -> None:
    """Refuse what would lie over or among the inputs, or over another output."""
    if str(path) == STDOUT:
        message = f"error: '{STDOUT}' is no file"
        raise StopError(Code.USAGE, f"{message}\n  help: name a file, or leave the option out")
    if path.is_dir():
        raise StopError(Code.USAGE, f"error: '{path}' is a folder\n  help: name a file in it")
    target = path.resolve()
    if target in seen:
        help_ = "name a file for each"
        raise StopError(Code.USAGE, f"error: '{path}' is to be written twice\n  help: {help_}")
    seen.add(target)
    for each in inputs:
        place = each.resolve()
        if target == place:
            raise StopError(Code.USAGE, f"error: '{path}' is an input\n  help: name another file")
        if place.is_dir() and target.is_relative_to(place):
            raise StopError(
                Code.USAGE,
                f"error: '{path}' lies inside the input '{each}'\n"
                "  help: write outside the folders that are read",
            )
