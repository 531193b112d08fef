"""A kept result for a command: its bytes, what they say, and the result; or we stop."""

import json
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


def bytes_of(path: Path, what: str) -> bytes:
    """The bytes of a file; we stop where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"error: cannot read '{path}': {reason}\n  help: name {what}"
        raise StopError(Code.CANNOT, message) from None


def stored(path: Path) -> Stored:
    """The result in a file; what is none is told and we stop."""
    from auditcheck.report.stored import read_result

    raw = bytes_of(path, "a file that 'auditcheck evaluate --result' wrote")
    read = read_result(raw)
    if isinstance(read, str):
        raise StopError(
            Code.CANNOT,
            f"error: '{path}' is not a result: {read}\n"
            "  help: make it again with 'auditcheck evaluate --result'",
        )
    return Stored(raw, read)
