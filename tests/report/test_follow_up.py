"""The follow-up report: what the results hold is told as text, in both formats and languages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from auditcheck.cli.answer import Terminal
from auditcheck.cli.following_text import text
from auditcheck.engine.following.audits import Given, follow
from auditcheck.files.characters import UNSEEN
from auditcheck.model.results import Renamed, Result
from auditcheck.model.traces import Plain
from auditcheck.report import pretty
from auditcheck.report.following.view import build, render
from auditcheck.report.templates import printable
from report.conftest import TEMPLATES
from report.hostile import HOSTILE
from report.reading import TAGS, Page, squeezed
from report.test_markdown import rendered, shown

FORMATS = ("html", "md")


def spoiled(result: Result, word: str) -> Result:
    """The result with the word wherever an auditor or a method owner may write."""
    first, *others = result.items
    items = {
        id_: replace(
            each,
            fields={
                name: word if isinstance(value, str) and name != "kind" else value
                for name, value in each.fields.items()
            }
            | {"note": word},
        )
        for id_, each in result.items.items()
    }
    said: dict[str, Plain] = {"recommendation": "made"}
    for name in ("by", "stance", "status", "measure", "due", "responsible", "done"):
        said[name] = word
    answers = replace(
        result.items[first],
        id="answer",
        kind="responses",
        fields=said,
        sources=(),
    )
    criteria = {
        id_: replace(each, title=word, says=word, rests_on=(first, *others[:9]))
        for id_, each in result.criteria.items()
    }
    questions = tuple(
        replace(
            question,
            asks=word,
            parts=tuple(replace(part, asks=word, level=word) for part in question.parts),
        )
        for question in result.questions
    )
    (advice, *_) = result.recommendations
    made = replace(advice, id="made", text=word, because_of=("law.not-met",))
    return replace(
        result,
        audit={"title": word, "subject": {"name": word, "code": word}},
        pack=replace(result.pack, title=word, version=word),
        items=items | {"answer": answers},
        criteria=criteria,
        questions=questions,
        recommendations=(made,),
        renamed=Renamed(criteria={next(iter(criteria)): (word,)}),
    )


def audits(result: Result, word: str) -> list[Result]:
    """Two results, the newer with the word everywhere, and with something gone and better."""
    old = spoiled(result, word)
    other = {
        id_: replace(each, outcome=result.criteria["law.met"].outcome)
        for id_, each in old.criteria.items()
    }
    first = next(iter(old.criteria))
    old = replace(old, criteria={word: replace(old.criteria[first], id=word)} | other)
    return [old, spoiled(result, word)]


def followed(results: Sequence[Result], language: str) -> Mapping[str, str]:
    """The report in both formats."""
    told, shown_ = follow([Given(each) for each in results])
    view = build(told, shown_, language)
    return {"html": render(view, TEMPLATES, "html"), "md": render(view, TEMPLATES, "md")}


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_text_is_there_as_text(result: Result, word: str) -> None:
    """In headings and cells; with no element, attribute or comment but the templates' own."""
    told = followed(audits(result, word), "sv")
    page, document = Page(told["html"]), rendered(told["md"])
    said = squeezed(pretty.tidy(printable(word)))
    assert said in page.of("h1")
    assert said in page.of("h3")
    assert said in page.of("dd")
    assert said in [each.removesuffix(" ") for each in page.of("p")]
    assert {tag for tag, _ in page.elements} <= TAGS
    assert page.comments == page.unbalanced == []
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        assert attributes.get("href", "#").startswith("#")
    assert shown(pretty.tidy(printable(word))) in document.of("h3")
    assert any(shown(pretty.tidy(printable(word))) in each for each in document.of("td"))
    assert {tag for tag, _ in document.elements} <= {
        "h1", "h2", "h3", "p", "ul", "li", "strong", "a", "table", "thead", "tbody", "tr", "th",
        "td", "br", "hr",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("format_", FORMATS)
def test_no_hole_is_left_and_each_link_leads_somewhere(
    result: Result, language: str, format_: str
) -> None:
    """Nothing unfilled, no target twice."""
    told = followed(audits(result, "ord"), language)[format_]
    assert re.findall(r"\{[a-z_]+\}", told.partition("<body>")[2] or told) == []
    page = Page(told) if format_ == "html" else rendered(told)
    assert len(page.ids) == len({*page.ids})
    assert page.targets <= {*page.ids}
    named = [a["aria-labelledby"] for _, a in page.elements if "aria-labelledby" in a]
    assert {name for each in named for name in each.split()} <= {*page.ids}


@pytest.mark.parametrize("word", HOSTILE)
def test_the_terminal_obeys_nothing(result: Result, word: str) -> None:
    """Neither markup nor what an eye misses; piped and on a terminal."""
    told, results = follow([Given(each) for each in audits(result, word)])
    for terminal in (Terminal(False, 0, False), Terminal(True, 80, True)):
        said = text(told, results, terminal)
        assert UNSEEN.search(said.replace("\n", "")) is None
        assert "\t" not in said


def test_changes_are_told_by_word_and_sign(result: Result) -> None:
    """Never by colour alone: where a change is, its word is, in both formats."""
    told, results = follow([Given(each) for each in audits(result, "ord")])
    view: Any = build(told, results, "sv")
    (step,) = view["steps"]
    changes = {each["change"]["word"]["say"] for each in step["groups"]}
    assert {"change.worse", "change.withdrawn"} <= changes
    page, document = render(view, TEMPLATES, "html"), render(view, TEMPLATES, "md")
    assert 'aria-hidden="true">▼</span>Sämre' in page
    assert "▼ Sämre" in document
    assert "Orsaken går inte att skilja ut" in page


def test_a_public_report_says_so(result: Result) -> None:
    """With what each audit leaves out; a working one says what it holds."""
    told, results = follow([Given(result), Given(result)], public=True)
    page = render(build(told, results, "sv"), TEMPLATES, "html").replace("\u00a0", " ")
    assert "Offentlig version" in page
    assert "Utelämnat på grund av sekretess: ett granskningsbevis och 0 källor." in page
    assert "Arbetsversion" not in page
    whole = followed([result, result], "sv")["md"]
    assert "Innehåller en uppgift som omfattas av sekretess." in whole
