"""What only some who use auditcheck have installed: the extras that pyproject names."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from auditcheck.cli.answer import Code, StopError


@contextmanager
def needing(
    extra: Literal["docx", "parquet", "pdf", "sign", "watch"], what: str
) -> Iterator[None]:
    """Import what an extra brings, for `what` is asked for; without it, that is wrong use."""
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"error: {what} needs '{error.name}', which is not installed"
        help_ = f"run: python -m pip install 'auditcheck[{extra}]'"
        raise StopError(Code.USAGE, f"{message}\n  help: {help_}") from None
