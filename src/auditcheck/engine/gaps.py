"""Open evidence: what to ask for, of whom, and which parts it can settle."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, assert_never

from auditcheck.engine.addressing import Addresses, Body
from auditcheck.engine.evaluate import Evaluation
from auditcheck.engine.outcomes import Evaluated
from auditcheck.engine.settling import Settling
from auditcheck.language.references import Node, refers_to
from auditcheck.language.sentences import field_name, request
from auditcheck.language.swedish import NOUNS
from auditcheck.language.swedish_values import Scope, argument
from auditcheck.language.wording import titles_in
from auditcheck.model.conditions import (
    Argument,
    AuditFact,
    Combined,
    Compare,
    Condition,
    Counted,
    CriterionHolds,
    Dollar,
    Finding,
    Fixed,
    Matcher,
    Negated,
    Parameter,
    Quantified,
    Range,
    Reaches,
)
from auditcheck.model.results import Gap
from auditcheck.model.rules import Demand, Pack
from auditcheck.model.traces import Because, Candidate, FieldTrace, Trace
from auditcheck.model.truth import Outcome, Truth


class _Asked(NamedTuple):
    """What one criterion wants of one body: its words, the kind it is for, the items concerned."""

    text: str
    kind: str
    items: tuple[str, ...]
    body: Body


def gaps_of(evaluation: Evaluation) -> tuple[Gap, ...]:
    """The open evidence of the questions asked, as requests: what settles most comes first.

    What several criteria want of the same body is one request. First come those that settle most
    parts by themselves, of these those that bear on most parts; else in the rules' order.
    """
    behind = evaluation.program.behind
    concluding = behind.criteria(_concluding(evaluation.program.pack))
    open_: dict[_Asked, list[str]] = {}
    titles, addresses = titles_of(evaluation), Addresses(evaluation.evidence)
    for name in concluding | behind.questions(*evaluation.asked):
        evaluated = evaluation.criteria[name]
        if evaluated.decided.outcome is Outcome.NOT_EVIDENCED:
            for each in _of_criterion(evaluated, evaluation, titles, addresses):
                open_.setdefault(each, []).append(name)
    bears = {
        (question.id, part.id): behind.weighed_by(part)
        for question in evaluation.asked
        for part in question.parts
        if evaluation.levels[question.id, part.id].is_open
    }
    settling = Settling(evaluation, [tuple(names) for names in open_.values()])
    gaps: list[Gap] = []
    for asked, names in open_.items():
        parts = [part for part, weighed in bears.items() if not weighed.keys().isdisjoint(names)]
        alone = settling.settled(tuple(names), parts)
        gaps.append(
            Gap(
                criteria=tuple(names),
                request=asked.text,
                of=asked.body.name,
                to=asked.body.id,
                kind=asked.kind,
                items=asked.items,
                parts=tuple(f"{q}.{p}".removesuffix(".") for q, p in parts),
                settles=tuple(f"{q}.{p}".removesuffix(".") for q, p in alone),
            )
        )
    return tuple(sorted(gaps, key=lambda gap: (-len(gap.settles), -len(gap.parts))))


def _concluding(pack: Pack) -> Iterable[Node]:
    """What the conclusion's own conditions refer to."""
    ladder = () if pack.conclusion is None else pack.conclusion.ladder
    conditions = [rung.condition for rung in ladder if rung.condition is not None]
    return [node for each in conditions for node in refers_to(each, pack.questions)]


def _of_criterion(
    evaluated: Evaluated,
    evaluation: Evaluation,
    titles: Mapping[str, str],
    addresses: Addresses,
) -> Iterable[_Asked]:
    """What is open in a criterion; what is wanted alike of one body's items is asked at once."""
    criterion, asked = evaluated.criterion, evaluated.criterion.evidence
    if evaluated.weak:
        kind = evaluation.evidence.items[evaluated.weak[0]].kind
        body = addresses.whom((), criterion.duty_holder)
        yield _Asked("starkare bevis än det som finns", kind, evaluated.weak, body)
        return
    if evaluated.reason == "unknown whether it applies":
        open_ = _opened(criterion.applies, evaluated.applies, evaluation, titles, "any")
    else:
        open_ = _opened(criterion.requires, evaluated.requires, evaluation, titles, asked)
        subjects = {each.subject for each in open_}  # what settles these settles the lesser demand
        lesser = _opened(criterion.partly, evaluated.partly, evaluation, titles, asked)
        open_ += [each for each in lesser if each.subject not in subjects]
    alike: dict[tuple[str, str, Body], list[_Open]] = {}
    for each in dict.fromkeys(open_):
        body = addresses.whom(each.items, criterion.duty_holder)
        alike.setdefault((each.text, each.kind, body), []).append(each)
    for (text, kind, body), found in alike.items():
        items = tuple(dict.fromkeys(id_ for each in found for id_ in each.items))
        yield _Asked(found[0].of_several or text if len(found) > 1 else text, kind, items, body)


def titles_of(evaluation: Evaluation) -> dict[str, str]:
    """What sentences call things: criteria, questions, topics and the audit's bodies."""
    pack, evidence = evaluation.program.pack, evaluation.evidence
    titles = titles_in(pack)
    bodies = evidence.audit.get("bodies")
    for name, id_ in bodies.items() if isinstance(bodies, Mapping) else ():
        body = evidence.whole.items[str(id_)]
        titles[f"body:{name}"] = str(body.fields["name"])
    return titles


class _Open(NamedTuple):
    """A request: its words, the kind it is for, the items concerned, and what is to be seen.

    `of_several` are its words when it is made of several items at once.
    """

    text: str
    kind: str
    items: tuple[str, ...]
    subject: tuple[str, ...]
    of_several: str = ""


def _opened(
    condition: Condition | None,
    trace: Trace | None,
    evaluation: Evaluation,
    titles: Mapping[str, str],
    demand: Demand,
) -> list[_Open]:
    if condition is None or trace is None:
        return []
    return [*_open(condition, trace, evaluation, titles, demand)]


def _open(
    condition: Condition,
    trace: Trace,
    evaluation: Evaluation,
    titles: Mapping[str, str],
    demand: Demand,
) -> Iterable[_Open]:
    """The leaves that are unknown: each a request, the kind it is for, the items concerned."""
    if trace.truth is not Truth.UNKNOWN or trace.left_out:
        return
    match condition:
        case Combined():
            for part, inner in zip(condition.parts, trace.parts, strict=True):
                yield from _open(part, inner, evaluation, titles, demand)
        case Negated():
            yield from _open(condition.part, trace.parts[0], evaluation, titles, demand)
        case Quantified() | Counted():
            yield from _open_selection(condition, trace, titles)
        case Finding():
            yield _open_finding(condition, trace, evaluation, demand)
        case AuditFact():
            tests = trace.candidates[0].has
            names = [
                field_name("audit", each.field) for each in tests if each.truth is Truth.UNKNOWN
            ]
            text = f"uppgift om granskningen: {', '.join(dict.fromkeys(names))}"
            yield _Open(text, "audit", (), (text,))
        case CriterionHolds() | Reaches():
            pass  # what is open there is asked for there
        case _:
            assert_never(condition)


def _open_selection(
    condition: Quantified | Counted, trace: Trace, titles: Mapping[str, str]
) -> Iterable[_Open]:
    open_ = [c for c in trace.candidates if c.concerned and _is_open(c)]
    if not open_:
        kind, where = condition.kind, condition.where
        text = request(kind, where, condition.has, titles)
        yield _Open(text, kind, (), (request(kind, where, (), titles),))
    for candidate in open_:
        of_audit, of_item = _missing(condition, candidate, titles)
        for what in of_audit:
            text = f"uppgift om {what}"
            yield _Open(text, "audit", (), (text,))
        if of_item or not of_audit:
            about = f"uppgift om {', '.join(of_item) or 'innehållet'} för"
            noun = NOUNS[condition.kind]
            text, several = f"{about} {noun.one}", f"{about} {noun.many}"
            yield _Open(text, condition.kind, (candidate.id,), (text, candidate.id), several)


def _is_open(candidate: Candidate) -> bool:
    return min(candidate.concerned, candidate.holds) is Truth.UNKNOWN


def _missing(
    condition: Quantified | Counted, candidate: Candidate, titles: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """What the engagement must tell, in words, and the fields that the item must give."""
    traces = (*candidate.where, *candidate.has)
    matchers = [m for test in (*condition.where, *condition.has) for m in test.matchers]
    scope = Scope(condition.kind, condition.kind, titles)
    of_audit: list[str] = []
    of_item: list[str] = []
    for matcher, trace in zip(matchers, traces, strict=True):
        if trace.truth is not Truth.UNKNOWN:
            continue
        open_ = _not_given(matcher, trace)
        fields = [path for each in open_ if (path := _field_of_item(each))]
        of_item += fields
        of_audit += [argument(each, scope) for each in open_ if not _field_of_item(each)]
        of_item += [] if open_ else [trace.field]
    names = [field_name(condition.kind, field) for field in of_item]
    return list(dict.fromkeys(of_audit)), list(dict.fromkeys(names))


def _not_given(matcher: Matcher, trace: FieldTrace) -> list[Argument]:
    """What a test compares with in vain; a record's own fields are asked for with the list."""
    if trace.because is not Because.ARGUMENT or not isinstance(matcher, Compare):
        return []
    asked = trace.asked if isinstance(trace.asked, list) else [trace.asked]
    pairs = zip(matcher.arguments, asked, strict=True)
    return [each for each, value in pairs if value is None]


def _field_of_item(argument: Argument) -> str:
    """The item's own field that an argument looks up; empty where it looks elsewhere."""
    match argument:
        case Dollar(of="item", path=path) | Parameter(on=path):
            return ".".join(path)
        case Dollar() | Range() | Fixed():
            return ""
        case _:
            assert_never(argument)


_SHOWN_BY: Mapping[Demand, str] = {
    "any": "intervjuer eller egna iakttagelser",
    "documentary": "skriftligt underlag eller egna iakttagelser",
    "corroborated": "intervjuer och skriftligt underlag",
}
"""What can show a finding, by what its criterion asks of evidence."""


def _open_finding(
    condition: Finding, trace: Trace, evaluation: Evaluation, demand: Demand
) -> _Open:
    words = evaluation.program.pack.vocabulary.get("observations.topic", {})
    says = words.get(condition.topic)
    if trace.conflict:
        about = says or condition.topic
        text = f"bevis som avgör mellan iakttagelser som säger emot varandra: {about}"
        return _Open(text, "observations", trace.conflict, (text,))
    text = f"{_SHOWN_BY[demand]} om ämnet {condition.topic}"
    if says:
        text = f"{_SHOWN_BY[demand]} som visar att {says[:1].lower()}{says[1:].removesuffix('.')}"
    return _Open(text, "observations", (), (text,))
