"""What a command comes to: an exit code and what it writes; the one place that writes it."""

import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from auditcheck.files.folder import write_atomically


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


@dataclass(frozen=True, slots=True)
class Terminal:
    """What stdout is: whether a person looks at it, its width, and whether it takes colour."""

    interactive: bool
    width: int
    colour: bool


def terminal() -> Terminal:
    """The terminal that stdout is; piped output is plain and is never wrapped."""
    import os
    import shutil

    interactive = sys.stdout.isatty()
    colour = interactive and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size((80, 24)).columns if interactive else 0
    return Terminal(interactive, width, colour)


def out(text: str) -> None:
    """Write a result to stdout, in UTF-8 whatever the system's encoding is."""
    data = text if text.endswith("\n") or not text else f"{text}\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(data.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def out_bytes(data: bytes) -> None:
    """Write bytes to stdout."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def tell(text: str) -> None:
    """Write what is not a result to stderr."""
    if text:
        sys.stderr.flush()
        sys.stderr.buffer.write(f"{text}\n".encode("utf-8", "replace"))
        sys.stderr.buffer.flush()


def save(path: Path, data: bytes, keep_out_of: tuple[Path, ...]) -> None:
    """Write a file whole; never inside a folder of inputs, and never half."""
    if path.is_dir():
        raise StopError(Code.USAGE, f"error: '{path}' is a folder\n  help: name a file in it")
    target = path.parent.resolve() / path.name
    for folder in keep_out_of:
        inputs = folder.resolve()
        if target.resolve().is_relative_to(inputs if inputs.is_dir() else inputs.parent / "\0"):
            raise StopError(
                Code.USAGE,
                f"error: '{path}' lies inside the input '{folder}'\n"
                "  help: write outside the folders that are read",
            )
        if target.resolve() == inputs:
            raise StopError(Code.USAGE, f"error: '{path}' is an input\n  help: name another file")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StopError(Code.CANNOT, f"error: cannot write '{path}': {reason}") from None
