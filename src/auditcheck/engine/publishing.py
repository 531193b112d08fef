"""A result as the public may have it: nothing confidential in it, and nothing assessed anew.

Levels and outcomes stay, for publishing changes no assessment. What is left out is counted, and
the criteria that show less for it are named.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from posixpath import normpath

from auditcheck.engine.hidden import MARK, Types, Veil, texts_in, types_of
from auditcheck.engine.publishing_ahead import public_rests
from auditcheck.language.fields import FieldType, find_field, record_fields
from auditcheck.model.assessments import (
    ConclusionResult,
    CriterionResult,
    JudgementResult,
    PartResult,
    RungResult,
)
from auditcheck.model.results import Cite, Gap, InputFile, ItemResult, Noted, Public, Result
from auditcheck.model.traces import Candidate, FieldTrace, Trace, to_plain
from auditcheck.model.truth import Truth

_WITH_WORDS_OF_FILES = ("unlike-quote",)  # which nobody has chosen to cite; the cite tells of it


def publish(result: Result) -> Result:
    """The result without what is confidential, and without what only that shows."""
    if result.public is not None:
        return result
    return _Publisher(result).published()


class _Publisher:
    def __init__(self, result: Result) -> None:
        self.whole = result
        self.veil = Veil(result)
        self.everything = result.everything
        hidden = [result.items[id_] for id_ in self.veil.ids if id_ in result.items]
        self.hidden_of = Counter(item.kind for item in hidden)
        self.topics = Counter(
            item.fields.get("topic") for item in hidden if item.kind == "observations"
        )
        self.behind: dict[str, list[str]] = defaultdict(list)  # each part: what its levels rest on
        for criterion in result.criteria.values():
            for part in criterion.weighed_in:
                self.behind[part] += criterion.rests_on
        reading = {name for item in hidden for name in item.read_by}
        self.less_of = {  # the parts behind which something hidden was read
            part for id_ in reading for part in self.whole.criteria[id_].weighed_in
        }

    def published(self) -> Result:
        whole, veil = self.whole, self.veil
        criteria = {id_: self.criterion(each) for id_, each in whole.criteria.items()}
        sources = self.hidden_of["sources"]
        less = tuple(id_ for id_, each in criteria.items() if self.shows_less(each))
        return replace(
            whole,
            audit=veil.mapping(whole.audit, types_of("audit")),
            inputs=replace(whole.inputs, evidence=self.files(), sources=self.source_files()),
            conclusion=self.conclusion(),
            questions=tuple(
                replace(question, parts=tuple(self.part(part) for part in question.parts))
                for question in whole.questions
            ),
            criteria=criteria,
            recommendations=tuple(
                replace(each, responses=veil.seen(each.responses))
                for each in whole.recommendations
            ),
            judgements=tuple(
                self.judgement(each)
                for each in whole.judgements
                if each.in_force or each.id not in veil.ids
            ),
            gaps=tuple(self.gap(each) for each in whole.gaps),
            shortcomings_not_weighed=veil.seen(whole.shortcomings_not_weighed),
            not_weighed=veil.seen(whole.not_weighed),
            diagnostics=tuple(each for each in whole.diagnostics if not self.tells(each)),
            items={
                id_: self.item(each) for id_, each in whole.items.items() if id_ not in veil.ids
            },
            set_aside={
                id_: replace(each, item=self.item(each.item))
                for id_, each in whole.set_aside.items()
                if id_ not in veil.ids
            },
            public=Public(self.hidden_of.total() - sources, sources, less),
        )

    def item(self, item: ItemResult) -> ItemResult:
        """An item that is public, with its hidden sources and what it says of the hidden."""
        return replace(
            item,
            fields=self.veil.fields(item),
            sources=tuple(
                Cite(MARK, None, None, None)
                if cite.source in self.veil.ids
                else replace(cite, quote=cite.quote and self.veil.text(cite.quote))
                for cite in item.sources
            ),
            suspect=self.veil.seen(item.suspect),
        )

    def suspect(self, sources: Iterable[str], items: Iterable[str]) -> tuple[str, ...]:
        """Those of the suspect sources that something public among the items rests on."""
        resting = [self.item(self.whole.items[id_]) for id_ in self.veil.seen(items)]
        shown = {name for item in resting for name in (item.id, *(c.source for c in item.sources))}
        return tuple(source for source in sources if source in shown)

    def source_files(self) -> tuple[InputFile, ...]:
        """The files of sources: those that public sources name."""
        files = self.whole.inputs.sources
        if not self.veil.ids:
            return files
        named = {
            normpath(str(item.fields["file"]))
            for item in self.everything.values()
            if item.id not in self.veil.ids and "file" in item.fields
        }
        return tuple(
            replace(file, path=self.veil.text(file.path)) for file in files if file.path in named
        )

    def files(self) -> tuple[InputFile, ...]:
        """The evidence's files: those of hidden items alone are left out.

        The digest of a file that holds a hidden item would confirm a guess at its words.
        """
        holds: dict[str, set[bool]] = {}
        for item in self.everything.values():
            holds.setdefault(item.at.path, set()).add(item.id in self.veil.ids)
        return tuple(
            replace(file, sha256=MARK) if True in holds.get(file.path, ()) else file
            for file in self.whole.inputs.evidence
            if holds.get(file.path) != {True}
        )

    def part(self, part: PartResult) -> PartResult:
        judged = MARK if part.judgement in self.veil.ids else part.judgement
        suspect = self.suspect(part.suspect, self.behind[part.name])
        rests = part.rests and public_rests(part.rests, self.veil, part.name in self.less_of)
        return replace(
            part, judgement=judged, rungs=self.rungs(part.rungs), suspect=suspect, rests=rests
        )

    def conclusion(self) -> ConclusionResult | None:
        concluded = self.whole.conclusion
        if concluded is None:
            return None
        suspect = self.suspect(concluded.suspect, chain.from_iterable(self.behind.values()))
        return replace(concluded, rungs=self.rungs(concluded.rungs), suspect=suspect)

    def rungs(self, rungs: Iterable[RungResult]) -> tuple[RungResult, ...]:
        return tuple(replace(each, asks=self.veil.demand(each.asks)) for each in rungs)

    def judgement(self, judged: JudgementResult) -> JudgementResult:
        """A judgement: its level counts even where its reasons are hidden."""
        if judged.id in self.veil.ids:
            return replace(judged, id=MARK, reason=MARK, by=MARK, date=MARK, until=None)
        veiled = self.veil.text
        return replace(judged, reason=veiled(judged.reason), by=veiled(judged.by))

    def gap(self, gap: Gap) -> Gap:
        if self.veil.hides(gap.items):
            return replace(gap, request=MARK, of=MARK, to=None, kind="", items=())
        of, to = (MARK, None) if gap.to in self.veil.ids else (self.veil.text(gap.of), gap.to)
        return replace(gap, request=self.veil.text(gap.request), of=of, to=to)

    def tells(self, noted: Noted) -> bool:
        """Whether a diagnostic is about what is hidden, may be made of it, or says a word of it.

        One about a public item that names a hidden one can hold a number of that, and one that has
        words of a source's file, any.
        """
        about = [self.everything[id_] for id_ in noted.items if id_ in self.everything]
        return (
            noted.code in _WITH_WORDS_OF_FILES
            or any(item.id in self.veil.ids or self.item(item) != item for item in about)
            or self.veil.hides(noted.quoted)
            or any(self.veil.text(text) != text for text in texts_in({"": to_plain(noted)}, {}))
        )

    def criterion(self, criterion: CriterionResult) -> CriterionResult:
        return replace(
            criterion,
            demand=self.veil.demand(criterion.demand),
            requires=self.trace(criterion.requires),
            applies=criterion.applies and self.trace(criterion.applies),
            partly=criterion.partly and self.trace(criterion.partly),
            rests_on=self.veil.seen(criterion.rests_on),
            weak=self.veil.seen(criterion.weak),
            suspect=self.suspect(criterion.suspect, (*criterion.rests_on, *criterion.weak)),
        )

    def shows_less(self, criterion: CriterionResult) -> bool:
        """Whether something that the outcome was reached with is left out."""
        whole = self.whole.criteria[criterion.id]
        traces = (criterion.requires, criterion.applies, criterion.partly)
        return self.veil.hides((*whole.rests_on, *whole.weak)) or any(
            trace is not None and _withheld(trace) for trace in traces
        )

    def trace(self, trace: Trace) -> Trace:
        """A condition with what of its findings is public; its truth stays.

        A number that a hidden item is part of is left out, since the others would give it away.
        """
        veil = self.veil
        found = [each.id for each in trace.candidates if each.concerned is not Truth.FALSE]
        resting = () if trace.parts else trace.rests_on
        withheld = veil.hides((*found, *trace.absences, *trace.conflict, *resting))
        types = types_of("audit" if trace.form == "audit" else trace.kind)
        hidden = self.hidden_of[trace.kind]
        if trace.form == "finding":
            hidden = self.topics[trace.asked] if isinstance(trace.asked, str) else 0
        return replace(
            trace,
            considered=max(0, trace.considered - hidden),
            candidates=(
                tuple(self.observed(trace.candidates))
                if trace.form == "finding"
                else self.candidates(trace.candidates, types)
            ),
            rest=() if veil.ids else trace.rest,  # the hidden may be counted among them
            absences=veil.seen(trace.absences),
            conflict=veil.seen(trace.conflict),
            rests_on=veil.seen(trace.rests_on),
            lowest=None if withheld else trace.lowest,
            highest=None if withheld else trace.highest,
            parts=tuple(self.trace(part) for part in trace.parts),
            withheld=withheld,
        )

    def candidates(self, candidates: Iterable[Candidate], types: Types) -> tuple[Candidate, ...]:
        return tuple(self.candidate(c, types, types) for c in self.seen(candidates))

    def seen(self, candidates: Iterable[Candidate]) -> Iterable[Candidate]:
        return (each for each in candidates if each.id not in self.veil.ids)

    def candidate(self, candidate: Candidate, where: Types, has: Types) -> Candidate:
        return replace(
            candidate,
            where=self.tests(candidate.where, where),
            has=self.tests(candidate.has, has),
        )

    def observed(self, candidates: Iterable[Candidate]) -> Iterable[Candidate]:
        """Observations: what chose them is tested of the thing that they are about."""
        own = types_of("observations")
        for each in self.seen(candidates):
            observation = self.whole.items.get(each.id)
            about = str(observation.fields.get("about", "")) if observation else ""
            thing = self.everything.get(about)
            if about in self.veil.ids:
                yield self.candidate(replace(each, where=()), own, own)
            else:
                yield self.candidate(each, types_of(thing.kind) if thing else own, own)

    def tests(self, tests: Iterable[FieldTrace], types: Types) -> tuple[FieldTrace, ...]:
        return tuple(self.test(each, types) for each in tests)

    def test(self, test: FieldTrace, types: Types) -> FieldTrace:
        """One test of a field; what it asks may be an id too, where the audit fills it in."""
        of = find_field(types, tuple(test.field.split("."))) if types else None
        field = of if isinstance(of, FieldType) else None
        return replace(
            test,
            asked=self.veil.value(test.asked, field),
            found=self.veil.value(test.found, field),
            records=tuple(self.records(test, field)),
            rest=() if self.veil.ids else test.rest,
        )

    def records(self, test: FieldTrace, of: FieldType | None) -> Iterable[Candidate]:
        """The items that a list refers to, or its records by their places in it."""
        whole = test.found if isinstance(test.found, list) else [test.found]
        for each in test.records:
            refers = of is None or of.shape == "reference"
            if refers and each.id in self.everything:
                yield from self.candidates((each,), types_of(self.everything[each.id].kind))
            elif each.id.isdigit() and 0 < int(each.id) <= len(whole):
                record = self.veil.value(whole[int(each.id) - 1], of)
                types = record_fields(of) if of is not None and of.record is not None else {}
                if record != MARK:
                    yield self.candidate(each, types, types)


def _withheld(trace: Trace) -> bool:
    return trace.withheld or any(_withheld(part) for part in trace.parts)
