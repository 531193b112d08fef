"""The report as a tagged PDF, made of the HTML page by WeasyPrint."""

import ctypes.util
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _by_their_names_alone() -> Iterator[None]:
    """Load libraries as the system does: Python would run ldconfig, a compiler and a linker."""
    if not sys.platform.startswith("linux"):
        yield
        return
    finds = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = finds


with _by_their_names_alone():  # WeasyPrint tries those of files too
    from weasyprint import CSS, HTML  # type: ignore[import-untyped]
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

# the word that a sign stands beside says all, but WeasyPrint would tag a drawing without any
_SIGN = re.compile(r'(<svg\b[^>]*\baria-hidden="true"[^>]*>)')

_DRAWING = re.compile(r'(<svg\b[^>]*\brole="img"[^>]*>)')

# what a page does on a screen (a pointer, a fold) is nothing that a person needs to hear of
logging.getLogger("weasyprint").setLevel(logging.ERROR)


def render(page: str, css: str) -> bytes:
    """The page on paper, with `css` besides its own: tagged (PDF/UA-1), with bookmarks.

    The rules of `css` hold inside drawings too, where those of the page do not reach.

    Nothing is fetched: what the page does not hold itself is left out. The same bytes for the same
    page, fonts and version of WeasyPrint.
    """
    fetcher = URLFetcher(allowed_protocols=["data"])
    signed = _SIGN.sub(r"\1<title> </title>", page)
    styled = _DRAWING.sub(lambda opening: f"{opening[0]}<style>{css}</style>", signed)
    document = HTML(string=styled, url_fetcher=fetcher)
    sheet = CSS(string=css, url_fetcher=fetcher)
    written: bytes = document.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1")
    return written
