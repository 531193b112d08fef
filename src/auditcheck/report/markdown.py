"""The report as Markdown that a forge renders: GitHub's tables, headings and anchors."""

import re
from pathlib import Path

from auditcheck.report.view import View

_SPACE = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")
_SPECIAL = re.compile(r"[\\`*_\[\]|~$!]")
_EMOJI = re.compile(r":(?=[\w+-]+:)")  # a name between colons is a picture to many forges
_LINE_START = re.compile(r"^( ?)([#+=-]|\d{1,9}(?=[.)](?: |$)))")
_BLANK_LINES = re.compile(r"\n{3,}")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


def render(view: View, templates: Path) -> str:
    """The document, from `report.md.j2`."""
    from auditcheck.report.templates import render as fill

    return tidy(fill("report.md.j2", view, templates, escape))


def tidy(text: str) -> str:
    """The document without white space at its lines' ends, and with one blank line at a time."""
    return _BLANK_LINES.sub("\n\n", _TRAILING.sub("", text)).strip() + "\n"


def escape(text: str) -> str:
    """Text that renders as itself wherever it stands in a line, in a table's cell too."""
    text = _SPACE.sub(" ", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _EMOJI.sub(r"\:", text)
    return _LINE_START.sub(_escaped_start, text)


def _escaped_start(start: re.Match[str]) -> str:
    space, sign = start.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"
