"""A public result: what is hidden goes with all that tells of it, everything else stays."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditcheck.engine.hidden import MARK, hidden_in, texts_in, types_of
from auditcheck.engine.publishing import publish
from auditcheck.model import assessments, quotes, results, traces
from auditcheck.model.assessments import Fall, JudgementResult, PartResult, Rests
from auditcheck.model.results import Cite, ItemResult, Noted, Public, Result
from auditcheck.model.traces import Trace, to_plain
from auditcheck.model.truth import Truth
from auditcheck.pipeline import open_audit, result_of
from auditcheck.report.stored import read_result
from planting import HIDDEN, OPEN, plant
from report.sample import sample

THOUGHT_OF = {
    "At": "path line column",
    "CriterionResult": "id title outcome lowest highest reason demand says requires applies "
    "partly authority section modality duty_holder due in_force repealed evidence note rests_on "
    "weak refers_to weighed_in informs suspect at final",
    "RungResult": "level asks truth reached",
    "Reach": "of up_to needs least most size truth",
    "PartResult": "id question asks scale state assessment potential level judgement essential "
    "supporting informing rungs met counted suspect rests",
    "Fall": "id level",
    "Rests": "criteria items sources oral oral_level single_source up down untried withheld",
    "QuestionResult": "id number asks open parts recommendations",
    "ConclusionResult": "asks scale state assessment potential rungs suspect",
    "RecommendationResult": "id text to because_of questions responses",
    "JudgementResult": "id part level reason by date until in_force why_not passes_over",
    "Gap": "criteria request of kind items parts settles to",
    "ItemResult": "id kind fields sources strength confidential read_by suspect at incomplete",
    "Cite": "source quote page verification",
    "SetAside": "why item",
    "Noted": "code severity message help values items at",
    "AuthorityResult": "id title kind reference in_force repealed note",
    "ScaleResult": "levels not_evidenced",
    "PackResult": "id title version language",
    "InputFile": "path sha256",
    "Inputs": "evidence rules sources",
    "Public": "items sources criteria",
    "Result": "format version made_by as_of audit pack inputs scales authorities words conclusion "
    "questions criteria recommendations judgements gaps shortcomings_not_weighed not_weighed "
    "diagnostics items public known set_aside renamed",
    "Renamed": "criteria questions parts recommendations",
    "Verification": "step page",
    "FieldTrace": "field operator asked found truth because records rest",
    "Rest": "concerned holds number ids",
    "Candidate": "id concerned holds where has",
    "Trace": "form place truth asked kind considered candidates rest absences collecting "
    "lowest highest conflict left_out rests_on parts withheld",
}


def test_every_field_of_a_result_has_been_thought_of() -> None:
    """A new one can tell what is hidden: see to it in `publish`, then add its name here."""
    made = {
        name: " ".join(field.name for field in fields(each))
        for room in (assessments, results, quotes, traces)
        for name, each in vars(room).items()
        if isinstance(each, type) and each.__module__ == room.__name__
        if hasattr(each, "__dataclass_fields__")
    }
    assert made == THOUGHT_OF


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The audit with something unguessable in every field, evaluated."""
    folder, *_ = plant(tmp_path_factory.mktemp("planted"))
    audit = open_audit(folder, "evidence")
    assert audit.sound, audit.diagnostics
    return result_of(audit)


_TOKEN = re.compile(r"(?:secret|open)[0-9a-f]{12}")


def _own(item: ItemResult, hidden: frozenset[str]) -> Iterator[str]:
    """The unguessable texts that are an item's own, and that nothing it names hides."""
    for name, value in item.fields.items():
        if not any(f'"{id_}"' in json.dumps(value) for id_ in hidden):
            for text in texts_in({name: value}, types_of(item.kind)):
                yield from _TOKEN.findall(text)[:1]
    for cite in item.sources:
        if cite.quote and cite.source not in hidden:
            yield from _TOKEN.findall(cite.quote)[:1]


def _all(item: ItemResult) -> Iterator[str]:
    """Every unguessable text of an item, but what its note repeats of another."""
    plain = to_plain(replace(item, fields=item.fields | {"note": _own_note(item)}))
    yield from _TOKEN.findall(json.dumps(plain))


def _own_note(item: ItemResult) -> str:
    return str(item.fields.get("note", "")).partition(" ")[0]


ITEMS = [*HIDDEN.values(), *OPEN.values(), "resting", "serving", "quoting"]


@settings(max_examples=20, deadline=None)
@given(st.sets(st.sampled_from(ITEMS)))
def test_whatever_is_confidential_goes_and_nothing_else(whole: Result, chosen: set[str]) -> None:
    """For any choice of confidential items: not their ids, not their texts; the others' all."""
    items = {id_: replace(each, confidential=id_ in chosen) for id_, each in whole.items.items()}
    working = replace(whole, items=items)
    hidden = hidden_in(working)
    public = publish(working)
    written = json.dumps(to_plain(public), ensure_ascii=False)
    assert chosen <= hidden
    assert set(public.items) == set(items) - hidden
    for id_, item in items.items():
        if id_ in hidden:
            assert [t for t in _all(item) if t in written] == []
            assert not re.search(rf"(?<![\w-]){id_}(?![\w-])", written)
        else:
            assert [t for t in _own(item, hidden) if t not in written] == []
    assert publish(public) is public
    assert read_result(written.encode()) == public
    kinds = [items[id_].kind for id_ in hidden]
    assert public.public is not None
    assert public.public.sources == kinds.count("sources")
    assert public.public.items == len(kinds) - kinds.count("sources")


def test_levels_and_outcomes_stay(whole: Result) -> None:
    """Publishing changes no assessment."""
    public = publish(whole)
    assert [(c.id, c.outcome, c.lowest, c.highest) for c in public.criteria.values()] == [
        (c.id, c.outcome, c.lowest, c.highest) for c in whole.criteria.values()
    ]
    before, after = (
        [
            (p.name, p.assessment, p.potential, p.level, p.state)
            for q in each.questions
            for p in q.parts
        ]
        for each in (whole, public)
    )
    assert before == after


def test_what_is_not_confidential_is_published_whole() -> None:
    """Nothing but the mark of the public result is changed."""
    items = {id_: replace(each, confidential=False) for id_, each in sample().items.items()}
    working = replace(sample(), items=items)
    assert publish(working) == replace(working, public=Public(0, 0, ()))


@pytest.fixture
def made() -> Result:
    """The sample with one confidential document, its picture of the situation."""
    return sample()


def changed(made: Result, id_: str, **more: Any) -> Result:
    """The sample with something of one item changed."""
    return replace(made, items=made.items | {id_: replace(made.items[id_], **more)})


def test_what_rests_on_confidential_sources_alone_goes_too(made: Result) -> None:
    """And so does a source that only confidential items cite; what has another source stays."""
    made = changed(made, "coordinator", confidential=True)
    assert hidden_in(made) == {"picture", "coordinator", "hearsay"}
    agreement = publish(made).items["agreement"]
    assert agreement.sources[1] == Cite(MARK, None, None, None)
    serving = changed(made, "picture", sources=(Cite("uncited", None, None, None),))
    assert "uncited" in hidden_in(serving)


def test_words_that_the_rules_say_are_no_secrets(made: Result) -> None:
    """Nor is what a public item says too; a short text is nobody's."""
    words = {"name": "Polismyndigheten", "note": "Oskrivet avtal", "title": "Kommunstyrelsen"}
    made = changed(made, "picture", fields=made.items["picture"].fields | words)
    told = "Polismyndigheten har ett oskrivet avtal med Kommunstyrelsen om picture i bild"
    made = changed(made, "steering", fields=made.items["steering"].fields | {"says": told})
    made = replace(made, words=made.words | {"actors.type": {"Polismyndigheten": "polis"}})
    says = publish(made).items["steering"].fields["says"]
    assert says == f"Polismyndigheten har ett {MARK} med Kommunstyrelsen om {MARK} i bild"


def test_a_text_is_found_however_it_is_spaced_and_inflected(made: Result) -> None:
    """White space, case and an ending do not save it."""
    fields_ = made.items["picture"].fields | {"title": "Livbojens boende"}
    made = changed(made, "picture", fields=fields_)
    says = {"says": "Om livbojens\u00a0\nBoendet mer."}
    made = changed(made, "steering", fields=made.items["steering"].fields | says)
    assert publish(made).items["steering"].fields["says"] == f"Om {MARK} mer."


def test_a_remark_made_of_hidden_numbers_goes(made: Result) -> None:
    """The share of a hidden figure is not named in it, but its value is."""
    secret = replace(
        made.items["figure"], id="whole", confidential=True, fields={"title": "Summa"}
    )
    figure = replace(
        made.items["figure"],
        fields={"title": "Bidrag", "value": 1, "stated_share": {"of": "whole", "is": 0.5}},
    )
    noted = Noted("unlike-share", "warning", "1 of 77 is 0.01, and …", "", {}, ("figure",), None)
    safe = Noted("oral-only", "note", "said", "", {}, ("agreement",), None)
    made = replace(
        made,
        items=made.items | {"whole": secret, "figure": figure},
        diagnostics=(noted, safe),
    )
    assert publish(made).diagnostics == (safe,)
    assert publish(made).items["figure"].fields["stated_share"] == MARK


def test_what_is_not_weighed_is_not_named_either(made: Result) -> None:
    """Neither as a shortcoming nor as other evidence."""
    aside = ("picture", "walk")
    public = publish(replace(made, shortcomings_not_weighed=aside, not_weighed=aside))
    assert public.shortcomings_not_weighed == public.not_weighed == ("walk",)


def test_a_judgement_counts_even_where_its_reason_is_hidden(made: Result) -> None:
    """Its level is the level; one that has lapsed is left out."""
    items = {
        id_: ItemResult(id_, "judgements", {}, (), None, True, (), (), made.items["board"].at)
        for id_ in ("j1", "j2")
    }
    public = publish(replace(made, items=made.items | items))
    hidden = JudgementResult(
        MARK, "organisation.roles", "Delvis", MARK, MARK, MARK, None, True, ""
    )
    assert public.judgements == (hidden,)
    assert public.questions[0].parts[0].judgement == MARK
    assert public.questions[0].parts[0].level == "Delvis"


def test_a_file_of_hidden_items_alone_is_not_named(made: Result) -> None:
    """Another's digest is left out where it holds one, for it would confirm a guess."""
    seen, hidden = made.items["board"].at, replace(made.items["board"].at, path="secret.yaml")
    made = changed(made, "picture", at=hidden)
    files = tuple(results.InputFile(path, "a") for path in (seen.path, hidden.path, "audit.yaml"))
    made = replace(made, inputs=replace(made.inputs, evidence=files))
    assert publish(made).inputs.evidence == (files[0], files[2])
    made = changed(made, "picture", at=seen)
    assert publish(made).inputs.evidence == (replace(files[0], sha256=MARK), *files[1:])


def test_a_source_file_is_named_where_a_public_source_names_it(made: Result) -> None:
    """Nobody else's; and in the name itself what is hidden is hidden."""
    hidden = {"title": "Livbojen", "file": "sources/own.pdf"}
    made = changed(made, "coordinator", confidential=True, fields=hidden)
    made = changed(made, "minutes", fields={"title": "A", "file": "./sources/Livbojen.pdf"})
    files = tuple(results.InputFile(f"sources/{n}.pdf", "a") for n in ("Livbojen", "own", "else"))
    made = replace(made, inputs=replace(made.inputs, sources=files))
    public = publish(made)
    assert public.inputs.sources == (replace(files[0], path=f"sources/{MARK}.pdf"),)
    assert public.items["agreement"].sources[1] == Cite(MARK, None, None, None)


def test_what_is_suspect_for_something_hidden_is_not_told(made: Result) -> None:
    """Neither a hidden source, nor an open one that only something hidden rests on."""
    cite = Cite("minutes", None, None, None)
    made = changed(made, "picture", sources=(cite,), suspect=("minutes",))
    made = changed(made, "agreement", suspect=("minutes", "coordinator"))
    made = changed(made, "coordinator", confidential=True)
    both = ("minutes", "coordinator")

    def told(*resting: str) -> tuple[object, ...]:
        criteria = {
            id_: replace(each, rests_on=resting, weak=(), suspect=both)
            for id_, each in made.criteria.items()
        }
        assert made.conclusion is not None
        questions = tuple(
            replace(each, parts=tuple(replace(part, suspect=both) for part in each.parts))
            for each in made.questions
        )
        whole = replace(
            made,
            criteria=criteria,
            questions=questions,
            conclusion=replace(made.conclusion, suspect=both),
        )
        public = publish(whole)
        assert public.conclusion is not None
        assert public.items["agreement"].suspect == ("minutes",)
        part = public.questions[0].parts[0]
        return public.criteria["law.met"].suspect, part.suspect, public.conclusion.suspect

    assert told("picture", "coordinator") == ((), (), ())
    assert told("picture", "agreement") == (("minutes",),) * 3


def test_words_of_a_file_are_not_told(whole: Result) -> None:
    """That a quote is only near is told where it is cited, whatever is hidden."""
    said = [each.message for each in whole.diagnostics if each.code == "unlike-quote"]
    assert [bool(_TOKEN.search(each)) for each in said] == [True, True]
    open_ = {id_: replace(each, confidential=False) for id_, each in whole.items.items()}
    public = publish(replace(whole, items=open_))
    assert "unlike-quote" not in {each.code for each in public.diagnostics}
    (cite,) = public.items["quoting"].sources
    assert cite.verification == quotes.Verification("near", None)


def test_a_number_with_a_hidden_part_is_not_told(made: Result) -> None:
    """Else the parts that are told would give it away; how many were considered is right."""
    candidate = traces.Candidate("picture", Truth.TRUE, Truth.TRUE, (), ())
    counted = Trace(
        "count", "p", Truth.TRUE, kind="documents", considered=3, lowest="1", highest="1",
        candidates=(candidate,), rests_on=("picture",), absences=("no-plan", "picture"),
        conflict=("picture", "hearsay"),
    )  # fmt: skip
    criterion = replace(made.criteria["law.met"], requires=counted, rests_on=("picture",))
    public = publish(replace(made, criteria=made.criteria | {"law.met": criterion}))
    assert public.criteria["law.met"].requires == Trace(
        "count", "p", Truth.TRUE, kind="documents", considered=2, withheld=True,
        absences=("no-plan",), conflict=("hearsay",),
    )  # fmt: skip
    assert public.public is not None
    assert "law.met" in public.public.criteria


def test_a_result_of_kinds_that_we_do_not_know_is_published_with_care(made: Result) -> None:
    """Any text in it may name something: an id goes, wherever it stands."""
    fields_: Any = {"of": ["picture", "board"], "more": {"deep": "picture"}, "n": 1}
    other = replace(made.items["walk"], id="other", kind="rooms", fields=fields_)
    public = publish(replace(made, items=made.items | {"other": other}))
    assert public.items["other"].fields == {"of": [MARK, "board"], "more": MARK, "n": 1}


def test_an_item_that_is_called_as_a_record_is_not_taken_for_it(made: Result) -> None:
    """Records go by their places, and an id may be a number."""
    one = replace(made.items["picture"], id="1")
    forum = made.items["steering-group"]
    record = traces.FieldTrace("actor", "is", "board", "board", Truth.TRUE)
    records = (traces.Candidate("1", Truth.TRUE, Truth.TRUE, (), (record,)),)
    test = traces.FieldTrace(
        "members", "some", None, forum.fields["members"], Truth.TRUE, records=records
    )
    seen = traces.Candidate(forum.id, Truth.TRUE, Truth.TRUE, (), (test,))
    trace = Trace("some", "p", Truth.TRUE, kind="forums", considered=1, candidates=(seen,))
    criterion = replace(made.criteria["law.met"], requires=trace)
    made = replace(
        made,
        items=made.items | {"1": one},
        criteria=made.criteria | {"law.met": criterion},
    )
    assert publish(made).criteria["law.met"].requires == trace
    hidden = changed(made, "board", confidential=True)
    (left,) = publish(hidden).criteria["law.met"].requires.candidates
    assert left.has[0].records == ()


def test_a_coded_word_that_no_vocabulary_lists_is_a_text(made: Result) -> None:
    """The auditor chose it, so it tells."""
    fields_ = made.items["picture"].fields | {"type": "skyddsplan"}
    made = changed(made, "picture", fields=fields_)
    says = made.items["steering"].fields | {"says": "Se skyddsplanen."}
    made = changed(made, "steering", fields=says)
    assert publish(made).items["steering"].fields["says"] == f"Se {MARK}."


def test_a_trace_that_does_not_fit_its_evidence_tells_less(made: Result) -> None:
    """A record that its list does not have is left out; an absence of a whole kind stays."""
    made = changed(made, "no-plan", fields={"of": "documents"})
    records = tuple(
        traces.Candidate(id_, Truth.TRUE, Truth.TRUE, (), ()) for id_ in ("1", "2", "nine")
    )
    test = traces.FieldTrace("members", "some", None, [{"actor": "board"}], Truth.TRUE)
    seen = traces.Candidate(
        "steering-group", Truth.TRUE, Truth.TRUE, (replace(test, records=records),), ()
    )
    trace = Trace("some", "p", Truth.TRUE, kind="forums", considered=1, candidates=(seen,))
    criterion = replace(made.criteria["law.met"], requires=trace)
    public = publish(replace(made, criteria=made.criteria | {"law.met": criterion}))
    assert public.items["no-plan"].fields == {"of": "documents"}
    (found,) = public.criteria["law.met"].requires.candidates
    assert found.where == (replace(test, records=records[:1]),)


def test_the_planted_items_are_all_there(whole: Result) -> None:
    """The law above is about every kind."""
    assert set(whole.items) == set(ITEMS)


def test_a_request_names_nothing_hidden(made: Result) -> None:
    """Neither what is asked for nor of whom; one about a hidden item is only known to be there."""
    fields_ = made.items["picture"].fields | {"title": "Bild av läget"}
    made = changed(made, "picture", fields=fields_)
    gap = replace(made.gaps[0], items=(), request="mer om bild av läget", of="Bild av läget")
    public = publish(replace(made, gaps=(gap, made.gaps[0])))
    assert public.gaps == (
        replace(gap, request=f"mer om {MARK}", of=MARK),
        replace(made.gaps[0], items=(), request=MARK, of=MARK, kind=""),
    )


def hanging(part: PartResult, *ids: str) -> PartResult:
    """The part, as if its assessment hung on these."""
    falls = tuple(Fall(id_, None) for id_ in ids)
    rests = Rests((), falls, falls, True, "Nej", ids[0], 1, 2, ())
    return replace(part, rests=rests)


def test_what_a_level_hangs_on_is_not_told_beside_the_hidden(whole: Result) -> None:
    """Where something hidden was read, neither items nor sources nor interviews; margins stay."""
    hidden, open_ = HIDDEN["sources"], OPEN["sources"]
    questions = tuple(
        replace(question, parts=tuple(hanging(part, hidden, open_) for part in question.parts))
        for question in whole.questions
    )
    left = [
        p.rests for q in publish(replace(whole, questions=questions)).questions for p in q.parts
    ]
    assert left == [Rests((), (), (), False, None, None, 1, 2, (), withheld=True)] * len(left)
    free = {
        id_: replace(each, read_by=() if id_ in hidden_in(whole) else each.read_by)
        for id_, each in whole.items.items()
    }
    unread = publish(replace(whole, questions=questions, items=free))
    shown = (Fall(open_, None),)
    left = [p.rests for q in unread.questions for p in q.parts]
    assert Rests((), shown, shown, True, "Nej", None, 1, 2, ()) in left
    shown_all = {id_: replace(each, confidential=False) for id_, each in whole.items.items()}
    public = publish(replace(whole, questions=questions, items=shown_all))
    assert public.questions == questions
