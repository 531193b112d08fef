"""Each report says which version it is, and the public one what it leaves out."""

from dataclasses import replace

import pytest

from auditcheck.engine.publishing import publish
from auditcheck.model.results import Result
from auditcheck.report import html, markdown
from auditcheck.report.view import build
from report.conftest import TEMPLATES

FORMATS = {"html": html.render, "md": markdown.render}


def rendered(result: Result, format_: str, language: str = "sv") -> str:
    """The report, with its unbreakable spaces as spaces and without Markdown's stars."""
    text = FORMATS[format_](build(result, language), TEMPLATES)
    return text.replace("\u00a0", " ").replace("\\", "")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_working_version_says_so(result: Result, format_: str) -> None:
    """With how much it holds that is confidential."""
    said = "Innehåller en uppgift som omfattas av sekretess."
    assert "Arbetsversion." in rendered(result, format_)
    assert said in rendered(result, format_)
    assert "Holds one confidential item." in rendered(result, format_, "en")
    items = {id_: replace(item, confidential=False) for id_, item in result.items.items()}
    assert said not in rendered(replace(result, items=items), format_)


def test_a_working_version_is_marked_on_every_printed_page(result: Result) -> None:
    """The public one is not."""
    assert '@bottom-center { content: "Arbetsversion";' in rendered(result, "html")
    assert '@bottom-center { content: "' not in rendered(publish(result), "html")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_public_version_says_what_it_leaves_out(result: Result, format_: str) -> None:
    """As a whole and, in a sentence, at each criterion that shows less for it."""
    public = rendered(publish(result), format_)
    assert "Offentlig version." in public
    assert "Arbetsversion" not in public
    assert "Utelämnat på grund av sekretess: ett granskningsbevis och 0 källor." in public
    said = "Utfallet vilar också på sådant som omfattas av sekretess och inte återges här."
    less = publish(result).public
    assert less is not None
    assert public.count(said) == len(less.criteria) > 0
    items = {id_: replace(item, confidential=False) for id_, item in result.items.items()}
    whole = rendered(publish(replace(result, items=items)), format_)
    assert "Inget är utelämnat." in whole


def test_what_is_not_shown_is_not_said_to_be_missing(result: Result) -> None:
    """Where all that would be told is hidden, the report does not say that there is nothing."""
    hidden = replace(result.items["no-plans"], confidential=True)
    items = result.items | {"no-plans": hidden}
    public = publish(replace(result, items=items))
    page = rendered(public, "html")
    assert "Inga sådana brister återges i den offentliga versionen." in page
    assert "Inga iakttagna brister" not in page
