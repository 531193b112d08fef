"""What the report tells a reader: levels explained, remarks in its own language, nothing empty."""

from dataclasses import replace
from typing import Any

import pytest

from auditcheck.loading.looks import LOOKS
from auditcheck.model.results import Noted, Result
from auditcheck.model.traces import Plain, Trace
from auditcheck.model.truth import Outcome, Truth
from auditcheck.pipeline import open_audit, result_of
from auditcheck.report import html, markdown
from auditcheck.report.names import UNLISTED
from auditcheck.report.view import build
from report.conftest import TEMPLATES
from report.reading import Page
from report.test_templates import EN, SV
from variants import ROOT


def view(result: Result, language: str = "sv", **changed: Any) -> dict[str, Any]:
    """The view of the sample with something changed."""
    return build(replace(result, **changed), language)


def words(view: dict[str, Any]) -> str:
    """All that the page says, in one text."""
    page = Page(html.render(view, TEMPLATES))
    return next(text for tag, text in page.texts if tag == "main").replace("\u00a0", " ")


def test_a_level_is_told_with_what_each_level_asks(result: Result) -> None:
    """Under each part and the conclusion; the lowest level is what is left."""
    sv = view(result)
    part, conclusion = sv["questions"][0]["parts"][0], sv["conclusion"]
    assert [(r["level"]["word"]["text"], r["truth"]) for r in part["rungs"]] == [
        ("Ja", "false"), ("Nej", ""),
    ]  # fmt: skip
    assert [(r["asks"], r["truth"]) for r in conclusion["rungs"]] == [
        ("hälften når Delvis", "true"), ("", ""),
    ]  # fmt: skip
    assert "Ja: alla avgörande uppfyllda – nås inte" in words(sv)


def _noted(code: str, **values: str) -> Noted:
    return Noted(code, "warning", "the message", "", values, ("agreement",), None)


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        (_noted("unknown-statute", number="2023:193"), "Numret som anges är 2023:193."),
        (_noted("unlike-in-force", number="2023:196", stated="2023-06", known="2023-07-01 2024"),
         "För 2023:196 anges juni 2023; rätt dag är 1 juli 2023, 2024."),
        (_noted("unlike-attainment", attained="partly", year="2023", value="88.7", target="93.7"),
         "Måluppfyllelsen uppges som ”delvis”, men 2023 var utfallet 88,7 och målet 93,7."),
        (_noted("unlike-attainment", attained="partly", goal="Tryggt", year="2023", value="7",
                target="8"),
         ("Måluppfyllelsen för målet ”Tryggt” uppges som ”delvis”, men indikatorns utfall 2023 "
          "var 7 och årets mål 8.")),
        (_noted("unlike-share", part="1.9", whole="2.4", share="0.7917", said="0.5"),
         "1,9 av 2,4 är 79,2 %, medan andelen 50 % uppges."),
        (_noted("unlike-share", part="1", whole="0", share="no share", said="1e99"),
         "1 av 0 är no share, medan andelen 1e99 uppges."),
        (_noted("unequal-sum", sum="30000000000000001", value="4"),
         "Delarna ger 30 000 000 000 000 001, medan 4 uppges."),
        (_noted("dated-after-assessment", date="2024-05"), "Datum: maj 2024."),
        (_noted("effect-before-decision", decided="2024-01-02", effective="2023"),
         "Gäller från 2023, beslutat 2 januari 2024."),
        (_noted("missing-body", name="nämnd"), "Organet kallas ”nämnd” i reglerna."),
        (_noted("quote-elsewhere", page="4"), "Citatet står på s. 4."),
        (_noted("unlike-quote", page="4"), "Det gäller s. 4."),
        (_noted("no-text-layer", page="4"), "Det gäller s. 4."),
        (_noted("oral-only"), "Uppgiften har bara stöd i vad någon har sagt."),
    ],
)  # fmt: skip
def test_a_remark_is_told_in_the_reports_language(result: Result, noted: Noted, told: str) -> None:
    """With its dates and numbers as the report prints them, and without the tool's message."""
    sv = view(result, diagnostics=(noted,))
    said = words(sv)
    assert told in said
    assert noted.message not in said
    assert "<span lang=" not in html.render(sv, TEMPLATES)


def test_a_remark_names_what_it_is_of(result: Result) -> None:
    """Where the remark itself stands in no item."""
    noted = Noted("unexamined-body", "note", "a message", "", {"body": "board"}, (), None)
    note = view(result, diagnostics=(noted,))["notes"][0]
    assert [piece["text"] for piece in note["entries"][0]["about"]] == ["Kommunstyrelsen"]
    assert note["entries"][0]["detail"] == {}


def test_every_remark_on_a_sound_audit_has_its_sentence() -> None:
    """In both languages; what stops an evaluation is never reported."""
    codes = [code for code, line in LOOKS.items() if line.severity != "fault"]
    assert codes
    for texts in (SV, EN):
        assert [c for c in codes if f"diagnostic_means.{c}" not in texts] == []
        assert [c for c in codes if f"diagnostic.{c}" not in texts] == []


def test_an_annex_without_contents_is_left_out(result: Result) -> None:
    """And those after it take its letter; texts that refer to them follow."""
    bare = view(result, diagnostics=(), gaps=(), not_weighed=(), shortcomings_not_weighed=())
    kept = [chapter["key"] for chapter in bare["contents"] if chapter.get("annex")]
    assert kept == [
        "compliance", "reporting", "indicators", "gaps", "evidence", "sources", "inputs",
    ]  # fmt: skip
    audit = {name: result.audit[name] for name in ("title", "subject", "as_of")}
    small = view(result, audit=audit, authorities={}, diagnostics=())
    about = next(chapter for chapter in small["contents"] if chapter["key"] == "about")
    assert [below["key"] for below in about["below"]] == [
        "purpose", "questions", "limits", "criteria", "method",
    ]  # fmt: skip
    assert [below["number"] for below in about["below"]] == [f"2.{n}" for n in range(1, 6)]
    assert small["at"]["findings"] == "3"
    for document in (html.render(small, TEMPLATES), markdown.render(small, TEMPLATES)):
        assert "#law" not in document


def test_several_criteria_of_one_provision_are_told_as_derived(result: Result) -> None:
    """The pack's own demands are not passed off as the law's."""
    assert view(result)["statutes"][0]["derived"] is False
    criteria = {id_: replace(c, section="6 §") for id_, c in result.criteria.items()}
    general = view(result, criteria=criteria)
    assert general["statutes"][0]["derived"] is True
    assert "Kriterier som har härletts ur bestämmelsen." in words(general)


def test_a_provision_named_in_its_statutes_title_is_cited_the_swedish_way(result: Result) -> None:
    """`10 § lagen`, not the statute's number and then the section."""
    law = replace(result.authorities["law"], title="Kommunallagen 10 §, ansvar")
    sv = view(result, authorities=result.authorities | {"law": law})
    grounds = {row["section"]: row["ground"]["text"] for row in sv["statutes"][0]["rows"]}
    assert grounds["10\u00a0§"] == "10\u00a0§ kommunallagen"
    assert grounds["9\u00a0§"] == "SFS 2023:196, 9\u00a0§"


def test_findings_that_say_the_same_are_told_once(result: Result) -> None:
    """With all that they are about, and all their sources."""
    fields: dict[str, Plain] = {
        "topic": "annat",
        "holds": "no",
        "says": "Inga aktivitetsplaner har tagits fram.",
    }
    other = replace(result.items["no-plans"], id="other", fields=fields)
    sv = view(
        result,
        items=result.items | {"other": other},
        shortcomings_not_weighed=("no-plans", "other"),
    )
    (only,) = sv["shortcomings"]
    assert [name["text"] for name in only["names"]] == ["Aktivitetsplaner", "Annat"]
    assert [source["text"] for source in only["sources"]] == ["Protokoll 2023"]


def test_of_many_informing_criteria_the_annex_tells_those_of_law(result: Result) -> None:
    """The question's chapter does not repeat them; a few stay."""
    roles = view(result)["questions"][0]["parts"][0]
    assert [len(roles["informing"]), roles["informing_many"]] == [1, 0]
    question = result.questions[0]
    many = (*[id_ for id_ in result.criteria if id_.startswith("law.")], "hostile", "inner")
    part = replace(question.parts[0], informing=many)
    questions = (replace(question, parts=(part,)), *result.questions[1:])
    roles = view(result, questions=questions)["questions"][0]["parts"][0]
    assert [row["criterion"]["ref"] for row in roles["informing"]] == ["K3"]
    assert roles["informing_many"] == len(many)


def test_what_is_left_out_has_no_other_truth(result: Result) -> None:
    """It is not also said to be undecided."""
    said = words(view(result))
    assert "Hålls utanför, eftersom kravet inte har förfallit: Kravet law.met är uppfyllt" in said
    assert "avgöra om detta kriterium" not in said


def test_an_absence_is_named_as_a_thing(result: Result) -> None:
    """What was looked for, from whom and to whom."""
    where: dict[str, Plain] = {"to": "board", "about": "läge"}
    absence = replace(result.items["no-plan"], fields={"of": "reports", "where": where})
    said = words(view(result, items=result.items | {"no-plan": absence}))
    assert "Saknas: en rapport om läge till Kommunstyrelsen" in said
    assert "Saknas: åtgärdsplan (status: beslutad, utkast)" in words(view(result))


def test_one_observation_is_told_once(result: Result) -> None:
    """That something holds partly does not both confirm and refute it."""
    criterion = result.criteria["hostile"]
    asked = Trace("finding", "criteria/hostile/requires", Truth.FALSE, "styrning")
    asked = replace(asked, kind="observations", rests_on=("finding-item",))
    partly = replace(asked, truth=Truth.TRUE)
    partly_met = replace(
        criterion, outcome=Outcome.PARTLY_MET, requires=asked, partly=partly, says=""
    )
    sv = view(result, criteria=result.criteria | {"hostile": partly_met})
    told = [c for q in sv["questions"] for p in q["parts"] for c in p["criteria"]]
    (one,) = [c for c in told if c["key"] == "hostile"]
    assert one["requires"]["lines"][0][0]["say"] == "trace.finding.partly"
    assert one["partly"] == {}
    other = replace(partly_met, outcome=Outcome.MET)
    sv = view(result, criteria=result.criteria | {"hostile": other})
    assert "detta stämmer delvis" not in words(sv)
    unseen = replace(asked, truth=Truth.UNKNOWN, rests_on=())
    none = replace(criterion, outcome=Outcome.NOT_EVIDENCED, requires=unseen, partly=unseen)
    sv = view(result, criteria=result.criteria | {"hostile": none})
    told = [c for q in sv["questions"] for p in q["parts"] for c in p["criteria"]]
    assert [c["partly"] for c in told if c["key"] == "hostile"] == [{}]


def test_what_was_only_heard_is_not_called_an_observation(result: Result) -> None:
    """It was said, and nothing else supports it."""
    heard = replace(result.items["no-plans"], strength=1)
    asked = Trace("finding", "criteria/hostile/requires", Truth.FALSE, "styrning")
    asked = replace(asked, kind="observations", rests_on=("no-plans",))
    criteria = result.criteria | {"hostile": replace(result.criteria["hostile"], requires=asked)}
    for strength, key in ((1, "trace.heard.false"), (2, "trace.finding.false")):
        items = result.items | {"no-plans": replace(heard, strength=strength)}
        sv = view(result, criteria=criteria, items=items)
        told = [c for q in sv["questions"] for p in q["parts"] for c in p["criteria"]]
        (one,) = [c for c in told if c["key"] == "hostile"]
        assert one["requires"]["lines"][0][0]["say"] == key


def test_a_limitation_stands_with_the_question_that_it_affects(result: Result) -> None:
    """Beside the chapter that lists them all."""
    audit: dict[str, Plain] = {
        "limitations": [
            {"what": "Ingen styrelseledamot är intervjuad.", "affects": ["organisation"]},
            {"what": "Inga platser är besökta.", "why": "Tiden medgav det inte."},
        ]
    }
    sv = view(result, audit=result.audit | audit)
    by_question = {q["key"]: [x["what"] for x in q["limitations"]] for q in sv["questions"]}
    assert by_question.pop("organisation") == ["Ingen styrelseledamot är intervjuad."]
    assert not any(by_question.values())
    said = words(sv)
    assert said.count("Ingen styrelseledamot är intervjuad.") == 2
    assert said.count("Granskningen har 2 begränsningar") == 2
    assert "Inga platser är besökta. Tiden medgav det inte." in said


def test_what_the_reader_needs_to_know_first_stands_first(result: Result) -> None:
    """On the cover and before the background, in both formats."""
    sv = view(result, audit=result.audit | {"notice": "Detta är en återgivning."})
    for page in (html.render(sv, TEMPLATES), markdown.render(sv, TEMPLATES)):
        assert page.count("Detta är en återgivning.") == 2
        assert page.index("Detta är en återgivning.") < page.index('id="contents"')


def test_file_references_stand_in_the_last_annex_alone(result: Result) -> None:
    """The reader of the report has no use for them; the reviewer finds each there."""
    sv = view(result)
    page = html.render(sv, TEMPLATES)
    before, annex = page.split('<section id="inputs"')
    at = result.criteria["hostile"].at
    assert f"{at.path}:{at.line}" in annex
    places = [each.at for each in result.criteria.values()]
    places += [each.at for each in result.items.values()]
    assert not any(f"{each.path}:{each.line}" in before for each in places)
    listed = [entry["key"] for group in sv["places"] for entry in group["entries"]]
    shown = {item.id for item in result.items.values() if item.kind not in UNLISTED[1:]}
    assert shown <= set(listed)


def test_a_composite_criterion_tells_what_of_it_falls_short() -> None:
    """Its own sentence says only that it is not met."""
    sv = view(result_of(open_audit(ROOT / "evidence", "evidence")))
    (law,) = [q["parts"][0] for q in sv["questions"] if q["key"] == "law"]
    told = {each["as"]["say"]: [s["text"] for s in each["says"]] for each in law["told"]}
    assert "Ingen lägesbild har hela det innehåll som lagen kräver." in told["told.lacking"]
    assert any("den ska finnas senast" in said for said in told["told.waiting"])
    assert law["reasons"][0]["text"] == "Kravet på lägesbild och åtgärdsplan är inte uppfyllt."


def test_records_are_told_without_needless_labels(result: Result) -> None:
    """A share with what it is of, a check with its number, a presentation with its date."""
    said = " ".join(words(view(result)).split())
    assert "50 % av Bidrag" in said
    assert "beslut: 30 av 40 godkända" in said
    assert "Kommunfullmäktige, maj 2023" in said
