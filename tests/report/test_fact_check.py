"""Sheets to confirm or correct: facts of one's own, no assessment, nothing that another said."""

import re
from dataclasses import replace
from typing import Any

import pytest

from auditcheck.engine.publishing import publish
from auditcheck.model.results import Cite, ItemResult, Result
from auditcheck.model.truth import Outcome
from auditcheck.report.fact_check import Whom, build, everyone, render
from report.conftest import TEMPLATES
from report.reading import Page
from report.sample import LEVELS
from report.sample_items import item
from report.test_templates import EN, SV

BOTH = ("sv", "en")


@pytest.fixture(scope="module")
def two(result: Result) -> Result:
    """The sample with a second role, which has said more of the same agreement."""
    more: list[ItemResult] = [
        item("chief", "sources", {"kind": "interview", "role": "Förvaltningschef"}),
        item("chief-again", "sources", {"kind": "fact-check", "role": "förvaltningschef "}),
        replace(
            result.items["agreement"],
            sources=(*result.items["agreement"].sources, Cite("chief", "Jag var emot", 7, None)),
        ),
        item(
            "meeting",
            "observations",
            {"topic": "styrning", "about": "board", "holds": "no", "says": "Chefen möter ingen."},
            Cite("chief-again", "Möten hålls inte", 2, None),
            read_by=("law.not-evidenced", "hostile"),
        ),
    ]
    return publish(replace(result, items=result.items | {each.id: each for each in more}))


def whom(result: Result, key: str) -> Whom:
    """The one with this key."""
    return next(each for each in everyone(result) if each.key == key)


def sheet(result: Result, key: str) -> Any:
    """The view of one sheet."""
    view: Any = build(result, "sv", [whom(result, key)])
    return view["sheets"][0]


def page(result: Result, *keys: str, language: str = "sv") -> str:
    """The page of some sheets."""
    return render(build(result, language, [whom(result, key) for key in keys]), TEMPLATES, "html")


def test_each_role_once_and_then_the_audited_bodies(two: Result) -> None:
    """A role with several sources has one sheet; a source without a role has none."""
    assert [(each.of, each.key, each.ids) for each in everyone(two)] == [
        ("role", "coordinator", ("coordinator",)),
        ("role", "chief", ("chief", "chief-again")),
        ("body", "board", ("board",)),
        ("body", "council", ("council",)),
    ]


def test_a_sheet_holds_what_rests_on_the_role(two: Result) -> None:
    """With its own words and their page, by kind, numbered through."""
    chief = sheet(two, "chief")
    rows = [row for group in chief["groups"] for row in group["rows"]]
    assert [row["number"] for row in rows] == ["1", "2"]
    assert rows[0]["title"]["text"] == "Överenskommelse 2023–2024"
    assert rows[1]["says"] == "Chefen möter ingen."
    quotes = [(q["quote"], q["page"]) for row in rows for q in row["quotes"]]
    assert quotes == [("Jag var emot", "7"), ("Möten hålls inte", "2")]


def test_no_sheet_tells_what_another_has_said(two: Result) -> None:
    """Neither another role's words nor that it has said anything; nor does a body's."""
    for key, other in (("chief", "Säkerhetssamordnare"), ("coordinator", "örvaltningschef")):
        assert other not in page(two, key)
    assert "Jag var emot" not in page(two, "coordinator")
    assert "Vi har" not in page(two, "chief")
    for said in ("Vi har", "Jag var emot", "Möten hålls inte", "örvaltningschef", "samordnare"):
        assert said not in page(two, "board", "council")
    assert "Chefen möter ingen." in page(two, "board")


@pytest.mark.parametrize("language", BOTH)
def test_a_sheet_holds_no_assessment(two: Result, language: str) -> None:
    """No level, no outcome, nothing of how an observation was judged."""
    keys = [each.key for each in everyone(two)]
    texts = SV if language == "sv" else EN
    told = Page(page(two, *keys, language=language)).of("main")[0]
    assessed = [*LEVELS, *(texts[f"outcome.{each.value}"] for each in Outcome), texts["holds.no"]]
    fixed = [texts[f"fact.{key}"] for key in ("yes", "no", "right")]
    for text in fixed:  # what one is to tick says nothing of the audit
        told = told.replace(text, "")
    found = [word for word in assessed if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told)]
    assert found == []


def test_a_statement_says_what_it_is_used_for(two: Result) -> None:
    """Questions by number, with their criteria, and below what is asked."""
    chief = sheet(two, "chief")
    rows = [row for group in chief["groups"] for row in group["rows"]]
    used = [[(b["number"], b["criteria"], b["more"]) for b in row["bears_on"]] for row in rows]
    assert used == [
        [("1", ["Kravet law.met är uppfyllt"], 0)],
        [("1", ["Kravet law.not-evidenced är uppfyllt", "<script>alert(1)</script>"], 0)],
    ]
    assert {q["number"] for q in chief["questions"]} == {
        b["number"] for group in chief["groups"] for r in group["rows"] for b in r["bears_on"]
    }


def test_what_is_confidential_is_on_no_sheet(two: Result) -> None:
    """The sheet says that there may be more."""
    assert "omfattas av sekretess" in page(two, "board")
    assert "lägesbild" not in page(two, "coordinator", "chief", "board", "council")


def test_an_empty_sheet_says_so(two: Result) -> None:
    """Rather than showing an empty table."""
    nobody = Whom("nobody", "Ingen", "role", ("nobody",))
    for format_ in ("html", "md"):
        said = render(build(two, "sv", [nobody]), TEMPLATES, format_)
        assert "Det finns inga uppgifter att bekräfta." in said
        assert "Uppgifter att bekräfta eller rätta" not in said


@pytest.mark.parametrize("language", BOTH)
def test_the_page_is_sound(two: Result, language: str) -> None:
    """Each statement can be ticked twice; whatever is written in it stays text."""
    keys = [each.key for each in everyone(two)]
    made = page(two, *keys, language=language)
    read = Page(made)
    assert read.unbalanced == []
    assert sorted(read.ids) == sorted(set(read.ids))
    assert read.targets <= set(read.ids)
    assert {"script", "img", "b"}.isdisjoint(tag for tag, _ in read.elements)
    rows = sum(len(g["rows"]) for key in keys for g in sheet(two, key)["groups"])
    assert made.count("☐") == 2 * rows
    assert [tag for tag, _ in read.elements].count("h1") == 1
    document = render(build(two, language, everyone(two)), TEMPLATES, "md")
    assert document.count("☐") == 2 * rows
    assert document.count("\n# ") + document.startswith("# ") == len(keys)
