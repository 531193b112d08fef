"""The sample result and both its renderings, made once."""

from pathlib import Path

import pytest

from auditcheck.model.results import Result
from auditcheck.report import html, markdown
from auditcheck.report.view import View, build
from report.sample import sample

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def templates() -> Path:
    """The shipped templates."""
    return TEMPLATES


@pytest.fixture(scope="session")
def result() -> Result:
    """The sample."""
    return sample()


@pytest.fixture(scope="session", params=["sv", "en"])
def view(request: pytest.FixtureRequest, result: Result) -> View:
    """Its view, in each language."""
    return build(result, request.param)


@pytest.fixture(scope="session")
def page(view: View) -> str:
    """The HTML report."""
    return html.render(view, TEMPLATES)


@pytest.fixture(scope="session")
def document(view: View) -> str:
    """The Markdown report."""
    return markdown.render(view, TEMPLATES)
