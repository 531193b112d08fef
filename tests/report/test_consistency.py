"""The report's own lint: its parts cannot differ, and it leaves out nothing that it should say."""

import re
import tomllib
from dataclasses import replace
from typing import Any

import pytest

from auditcheck.model.results import Result
from auditcheck.pipeline import open_audit, result_of
from auditcheck.report import html, markdown
from auditcheck.report.templates import Texts
from auditcheck.report.view import build
from report.conftest import TEMPLATES
from report.reading import Page, squeezed
from variants import ROOT

SECTION = re.compile(
    r'<section id="([\w-]+)" class="chapter.*?(?=<section id="[\w-]+" class="chapter|</main>)',
    re.DOTALL,
)
WHOLE = ("summary", "findings", "conclusion")
NAMED = [
    re.compile(form, re.DOTALL)
    for form in (
        r'<a (?:class="sub" )?href="#(?P<to>[qdr]-[^"]+)">(?P<words>(?!<span cl).*?)</a>',
        r'<h[34] id="(?P<to>[qd]-[^"]+)">(?P<words>.*?)</h[34]>',
        r'<li id="(?P<to>r-[^"]+)"><p class="text">(?P<words>.*?)</p>',
        r'<dt>(?P<words>(?:(?!<dt>).)*?)</dt><dd><a class="to-level" href="#(?P<to>d-[^"]+)"',
        r'<caption id="t-(?P<to>d-[^"]+)">(?P<words>.*?)</caption>',
    )
]
LINKED = re.compile(r'<a class="to-level" href="#([^"]+)">(.*?)</a>', re.DOTALL)


@pytest.fixture(scope="module")
def shipped() -> Result:
    """The shipped audit, evaluated."""
    return result_of(open_audit(ROOT / "evidence", "evidence"))


@pytest.fixture(scope="module", params=["shipped", "sample"])
def told(request: pytest.FixtureRequest, shipped: Result, result: Result) -> Result:
    """A result that is reported."""
    return {"shipped": shipped, "sample": result}[request.param]


def page_of(result: Result) -> str:
    """Its report."""
    return html.render(build(result, "sv"), TEMPLATES)


def chapters(page: str) -> dict[str, str]:
    """The chapters' HTML by their ids."""
    return {found[1]: found[0] for found in SECTION.finditer(page)}


def plain(fragment: str) -> str:
    """What a reader reads of it."""
    page = Page(f"<main>{re.sub(r'<svg.*?</svg>', '', fragment, flags=re.DOTALL)}</main>")
    return squeezed(" ".join(text for tag, text in page.texts if tag == "main"))


def levels(fragment: str) -> dict[str, set[str]]:
    """The level given for each part, by the part's id, wherever the fragment gives it."""
    given: dict[str, set[str]] = {}
    for target, level in LINKED.findall(fragment):
        given.setdefault(target, set()).add(plain(level))
    for target, level in re.findall(
        r'<h4 id="(d-[^"]+)">.*?<p class="lead">[^<]*(<span class="level.*?</span>)',
        fragment,
        re.DOTALL,
    ):
        given.setdefault(target, set()).add(plain(level))
    return given


def called(fragment: str) -> dict[str, set[str]]:
    """What each question, part and recommendation is called, in links to it and where it stands.

    Links that give a level, or a question by its number alone, are not counted.
    """
    said: dict[str, set[str]] = {}
    named = [(found["to"], found["words"]) for form in NAMED for found in form.finditer(fragment)]
    for target, words in named:
        bare = plain(re.sub(r'<span class="no">.*?</span>', "", words, flags=re.DOTALL))
        if not re.fullmatch(r"[Ff]råga \d+", bare):
            said.setdefault(target, set()).add(
                re.sub(r"^(Bedömning \w+|Kriterier för): ", "", bare)
            )
    return said


def disagreements(result: Result, page: str) -> set[str]:
    """Where a chapter says other than the result of what was asked, found and advised, or nothing.

    Levels and their reasons, the words of questions, parts and recommendations.
    """
    parts = {f"d-{part.name}": (q, part) for q in result.questions for part in q.parts}
    texts = {f"q-{q.id}": q.asks for q in result.questions}
    texts |= {id_: part.asks or q.asks for id_, (q, part) in parts.items() if len(q.parts) > 1}
    texts |= {f"r-{made.id}": made.text for made in result.recommendations}
    wrong = set()
    for chapter, html_ in chapters(page).items():
        names = called(html_)
        wrong |= {
            f"{chapter}: {target} is called {words}"
            for target, words in names.items()
            if target in texts and words != {squeezed(texts[target])}
        }
        if chapter in WHOLE:
            wrong |= {f"{chapter}: {id_} is not named" for id_ in texts if id_ not in names}
            given = {id_: levels(html_).get(id_, set()) for id_ in parts}
            wrong |= {
                f"{chapter}: {id_} is given as {given[id_]}"
                for id_, (_, part) in parts.items()
                if len(given[id_]) != 1 or part.level not in (None, *given[id_])
            }
    return wrong | without_reason(result, page)


def without_reason(result: Result, page: str) -> set[str]:
    """The chapters that do not give a level's reason as the others do."""
    view: Any = build(result, "sv")
    say = Texts(tomllib.loads((TEMPLATES / "texts.sv.toml").read_text("utf-8"))).say
    parts = [part for question in view["questions"] for part in question["parts"]]
    reasons = {"findings": [each for part in parts for each in part["reason"]]}
    reasons["summary"] = view["conclusion"]["reason"]
    reasons["conclusion"] = reasons["summary"] + reasons["findings"]
    found = chapters(page)
    told = {chapter: plain(found[chapter]) for chapter in WHOLE}
    return {
        f"{chapter}: nowhere is {squeezed(say(each))}"
        for chapter, sentences in reasons.items()
        for each in sentences
        if squeezed(say(each)) not in told[chapter]
    }


def test_what_is_asked_found_and_advised_is_the_same_wherever_it_stands(told: Result) -> None:
    """In the summary, under its question, at its assessment and in the closing table."""
    assert disagreements(told, page_of(told)) == set()


@pytest.mark.parametrize("chapter", WHOLE)
def test_a_page_that_says_otherwise_in_one_place_is_seen_through(
    shipped: Result, chapter: str
) -> None:
    """Whether it is a level, a reason, a question, a part of one, or a recommendation."""
    page = page_of(shipped)
    question, advice = shipped.questions[0], shipped.recommendations[0]
    part, html_ = question.parts[0], chapters(page)[chapter]
    spoilt = [question.asks, part.asks, advice.text]
    spoilt += ["sex av nio"] if chapter != "findings" else []
    spoilt += ["inget av de två stödjande kriterierna"] if chapter != "summary" else []
    spots = [found.span() for words in spoilt for found in re.finditer(re.escape(words), html_)]
    level = rf'href="#d-{part.name}"><span class="level.*?</svg>({part.level})'
    spots += [found.span(1) for found in re.finditer(level, html_, re.DOTALL)]
    assert len(spots) > len(spoilt)
    for start, end in spots:
        spoiled = page.replace(html_, f"{html_[:start]}annat{html_[end:]}")
        assert disagreements(shipped, spoiled), (chapter, html_[start:end])


@pytest.mark.parametrize("level", ["Nej", "Delvis", "I allt väsentligt", "Ja"])
def test_a_changed_result_changes_every_place(shipped: Result, level: str) -> None:
    """No chapter, table or drawing has a level, a question or a recommendation of its own."""
    question, *others = shipped.questions
    part = replace(question.parts[0], level=level, asks="Är det nyordat?")
    first = replace(question, asks="Är frågan nyordad?", parts=(part, *question.parts[1:]))
    advice, *more = shipped.recommendations
    changed = replace(
        shipped,
        questions=(first, *others),
        recommendations=(replace(advice, text="Gör det nyordade."), *more),
    )
    for text in (page_of(changed), markdown.render(build(changed, "sv"), TEMPLATES)):
        for old in (question.asks, question.parts[0].asks, advice.text):
            assert old not in text.replace("\u00a0", " ")
        for new in (first.asks, part.asks, "Gör det nyordade."):
            assert text.count(new) >= 3
    found = chapters(page_of(changed))
    where = [
        levels(found[chapter])[f"d-{part.name}"]
        for chapter in ("summary", "findings", "conclusion")
    ]
    assert where == [{level}] * 3
    assert f"<title>1a: {level}</title>" in found["summary"]


def test_the_summary_holds_nothing_that_the_report_does_not(told: Result) -> None:
    """Each of its sentences, cells and points stands in the report beside it."""
    found = chapters(page_of(told))
    summary = Page(re.sub(r"<svg.*?</svg>", "", found.pop("summary"), flags=re.DOTALL))
    rest = plain("".join(found.values()))
    labels = {"Sammanfattning", "1 Sammanfattning", "Syfte.", "–", "Samlat"}
    for tag, text in summary.texts:
        if tag not in ("p", "td", "th", "a", "strong"):
            continue
        words = squeezed(text).removeprefix("Syfte. ")
        own = words in labels or words.startswith(
            ("Granskningen leder till följande", "Revisionsfråg")
        )
        parts = [words.removeprefix("Till ")] if tag != "td" else words.split(" kan bli ")
        assert own or all(part in rest for part in parts), (tag, words)


def test_purpose_questions_and_limits_are_stated(told: Result) -> None:
    """Also where the audit says nothing of them: then that is said."""
    bare = replace(told, audit={name: told.audit[name] for name in ("title", "as_of")})
    for result in (told, bare):
        about = plain(chapters(page_of(result))["about"])
        for heading in ("Syfte", "Revisionsfrågor", "Avgränsningar"):
            assert heading in about
        for question in result.questions:
            assert question.asks in about.replace("\u00a0", " ")
    assert "Något syfte är inte angivet." in plain(page_of(bare))
    assert "Inga begränsningar i granskningen är angivna." in plain(page_of(bare))


def test_each_recommendation_has_its_finding(told: Result) -> None:
    """What calls for it is named, and explained on the page."""
    view: dict[str, Any] = build(told, "sv")
    ids = Page(page_of(told)).ids
    assert view["recommendations"]
    for made in view["recommendations"]:
        assert made["because_of"], made["text"]
        assert all(piece["to"] in ids for piece in made["because_of"])


def test_each_shortcoming_has_its_recommendation_or_the_reason_why_not(told: Result) -> None:
    """Nothing that falls short goes without either; each link of the reason is on the page."""
    view: dict[str, Any] = build(told, "sv")
    explained = [c for q in view["questions"] for part in q["parts"] for c in part["criteria"]]
    short = {c["criterion"]["ref"]: c for c in explained if "not_met" in c["outcome"]["key"]
             or "partly" in c["outcome"]["key"]}  # fmt: skip
    without = {row["criterion"]["ref"]: row["why"] for row in view["unadvised"]}
    assert {ref for ref, c in short.items() if not c["recommendations"]} == set(without)
    ids = Page(page_of(told)).ids
    for why in without.values():
        assert why
        assert all(not piece["to"] or piece["to"] in ids for piece in why)


def test_the_reason_is_the_auditors_where_one_is_given(shipped: Result) -> None:
    """Else what the rules tell: it is part of another, or is not weighed; or none is given."""
    rows: Any = build(shipped, "sv")["unadvised"]
    whys = {row["criterion"]["text"]: row["why"][0] for row in rows}
    kinds = {str(why.get("say", why.get("text"))) for why in whys.values()}
    assert {"unadvised.inside", "unadvised.informing"} < kinds
    assert any(kind.startswith("KPMG:s rapport") for kind in kinds)
    unsaid: Any = build(replace(shipped, audit=shipped.audit | {"unadvised": None}), "sv")
    assert "unadvised.unsaid" in {row["why"][0].get("say") for row in unsaid["unadvised"]}
