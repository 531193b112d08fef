"""A kept result for a command: its bytes, what they say, and the result; or we stop."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from auditcheck.cli.answer import Code, StopError

if TYPE_CHECKING:
    from auditcheck.model.results import Result


class Stored(NamedTuple):
    """A result with the bytes that it was read from."""

    raw: bytes
    result: "Result"

    @property
    def plain(self) -> dict[str, Any]:
        """The same as plain data, as it stands in the file."""
        plain: dict[str, Any] = json.loads(self.raw)
        return plain


def bytes_of(path: Path, what: str, *, or_stdin: bool = False) -> bytes:
    """The bytes of a file, or of stdin where `-` may mean that; we stop where there are none."""
    try:
        return sys.stdin.buffer.read() if or_stdin and str(path) == "-" else path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"error: cannot read '{path}': {reason}\n  help: name {what}"
        raise StopError(Code.CANNOT, message) from None


def stored(path: Path, *, or_stdin: bool = False) -> Stored:
    """The result in a file, or on stdin where `-` may mean that; we stop where there is none."""
    from auditcheck.report.stored import read_result

    wanted = "a file that 'auditcheck evaluate --result' wrote"
    raw = bytes_of(path, wanted, or_stdin=or_stdin)
    read = read_result(raw)
    if isinstance(read, str):
        raise StopError(
            Code.CANNOT,
            f"error: '{path}' is not a result: {read}\n"
            "  help: make it again with 'auditcheck evaluate --result'",
        )
    return Stored(raw, read)
