"""The report as one self-contained HTML page."""

from pathlib import Path

from auditcheck.report.view import View


def render(view: View, templates: Path) -> str:
    """The page, from `report.html.j2`."""
    from auditcheck.report.templates import render as fill

    return fill("report.html.j2", view, templates).lstrip()
