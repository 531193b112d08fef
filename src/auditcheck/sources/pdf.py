"""PDF: the text layer page by page, each read when it is asked for, within pypdf's limits."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from logging import CRITICAL, getLogger
from typing import TYPE_CHECKING, Any

from auditcheck.sources.pages import Document, RefusedError

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_DECODED = 16 * 2**20  # bytes of one stream
_MOST_PARSED = 200_000  # operators and operands of one page
_MOST_CONTENT = 32 * 2**20  # bytes of all the pages' contents that are read: they may be shared
_MOST_FORMS = 500  # drawn on one page
_FIRST_WITH_FILTERS = 4


def read(raw: bytes) -> Document:
    """The pages of a PDF; one that is encrypted is read if an empty password opens it.

    What is encrypted by crypt filters (AES) is not read, whatever pypdf could do where
    `cryptography` is installed too: the same file is to come to the same everywhere.
    """
    from pypdf import PdfReader

    with _guarded():
        reader = PdfReader(BytesIO(raw))
        is_locked = reader.is_encrypted and (_by_filters(reader) or not reader.decrypt(""))
        count = 0 if is_locked else len(reader.pages)
    if is_locked:
        raise RefusedError("encrypted")
    return Document(count, _Pages(reader).text, numbered=True)


def _by_filters(reader: "PdfReader") -> bool:
    """Whether the encryption is of version 4 or later (ISO 32000-2, 7.6.2)."""
    dictionary: Any = reader.trailer["/Encrypt"].get_object()
    return int(dictionary.get("/V", 0)) >= _FIRST_WITH_FILTERS


class _Pages:
    """The pages of one PDF, and how much of their contents may still be read."""

    def __init__(self, reader: "PdfReader") -> None:
        self._reader = reader
        self._room = _MOST_CONTENT

    def text(self, number: int) -> str | None:
        """The text of a page; None where it has none, but a picture or a form that may hold it."""
        with _guarded():
            page = self._reader.pages[number - 1]
            content = page.get_contents()
            self._room -= 0 if content is None else len(content.get_data())
            text = "" if self._room < 0 else page.extract_text()
            shows_more = _shows_more(page.get("/Resources"))
        if self._room < 0:
            raise RefusedError("too large")
        return text if text.strip() or not shows_more else None


def _shows_more(resources: object) -> bool:
    from pypdf.generic import DictionaryObject, PdfObject

    held = resources.get_object() if isinstance(resources, PdfObject) else None
    return isinstance(held, DictionaryObject) and bool(held.get("/XObject"))


@contextmanager
def _guarded() -> Iterator[None]:
    """Let pypdf work within limits and in silence; what it stumbles over is a RefusedError."""
    from pypdf import apply_configuration
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    logger = getLogger("pypdf")  # on stderr, if nobody has set it up, it tells of what it mends
    level = logger.level
    logger.setLevel(CRITICAL)
    limits = apply_configuration(
        zlib_maximum_output_length=_MOST_DECODED,
        lzw_maximum_output_length=_MOST_DECODED,
        run_length_maximum_output_length=_MOST_DECODED,
        array_based_stream_maximum_output_length=_MOST_DECODED,
        stream_parsing_work_maximum_count=_MOST_PARSED,
        xform_maximum_invocations_per_extraction=_MOST_FORMS,
    )
    try:
        with limits:
            yield
    except (DependencyError, FileNotDecryptedError):  # encrypted in a way that it cannot read
        raise RefusedError("encrypted") from None
    except LimitReachedError:
        raise RefusedError("too large") from None
    except Exception:  # noqa: BLE001  a broken PDF makes it raise anything
        raise RefusedError("broken") from None
    finally:
        logger.setLevel(level)
