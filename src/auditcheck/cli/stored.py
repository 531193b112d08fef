"""A kept result for a command: its bytes, what they say, and the result; or we stop."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from auditcheck.cli.answer import Code, StopError

if TYPE_CHECKING:
    from auditcheck.model.results import Result

MOST_BYTES = 512 * 2**20  # four times what 100,000 items come to


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
    """The bytes of a file, or of stdin where `-` may mean that; we stop where there are none.

    We stop too where there are more than `MOST_BYTES`; of a file, before any is read.
    """
    try:
        if or_stdin and str(path) == "-":
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
            size = len(raw)
        else:
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                raw = file.read(MOST_BYTES + 1) if size <= MOST_BYTES else b""
                size = max(size, len(raw))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"error: cannot read '{path}': {reason}\n  help: name {what}"
        raise StopError(Code.CANNOT, message) from None
    if size > MOST_BYTES:
        message = f"error: '{path}' has more than {MOST_BYTES:,} bytes, and is not read"
        raise StopError(Code.CANNOT, f"{message}\n  help: name {what}")
    return raw


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
