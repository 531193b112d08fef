"""The report as a tagged PDF, made of the HTML page by WeasyPrint."""

import logging
import re

from weasyprint import CSS, HTML  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]

# the word that a sign stands beside says all, but WeasyPrint would tag a drawing without any
_SIGN = re.compile(r'(<svg\b[^>]*\baria-hidden="true"[^>]*>)')

# what a page does on a screen (a pointer, a fold) is nothing that a person needs to hear of
logging.getLogger("weasyprint").setLevel(logging.ERROR)


def render(page: str, css: str) -> bytes:
    """The page on paper, with `css` besides its own: tagged (PDF/UA-1), with bookmarks.

    Nothing is fetched: what the page does not hold itself is left out. The same bytes for the same
    page, fonts and version of WeasyPrint.
    """
    fetcher = URLFetcher(allowed_protocols=["data"])
    document = HTML(string=_SIGN.sub(r"\1<title> </title>", page), url_fetcher=fetcher)
    sheet = CSS(string=css, url_fetcher=fetcher)
    written: bytes = document.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1")
    return written
