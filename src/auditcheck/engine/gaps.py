"""Open evidence: what to ask for, of whom, and which parts it can settle."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, assert_never

from auditcheck.engine.evaluate import Evaluation
from auditcheck.engine.outcomes import Evaluated
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
from auditcheck.model.evidence import Item
from auditcheck.model.results import Gap
from auditcheck.model.rules import Pack
from auditcheck.model.traces import Because, Candidate, FieldTrace, Trace
from auditcheck.model.truth import Outcome, Truth

_HOLDERS = {
    "documents": "owner",
    "forums": "led_by",
    "functions": "held_by",
    "reports": "from",
    "decisions": "body",
    "indicators": "set_by",
    "funds": "to",
}


def gaps_of(evaluation: Evaluation) -> tuple[Gap, ...]:
    """The open evidence of the questions asked, what settles most parts first."""
    titles = titles_of(evaluation)
    behind = evaluation.program.behind
    concluding = behind.criteria(_concluding(evaluation.program.pack))
    settles: dict[str, list[str]] = {
        name: [] for name in concluding | behind.questions(*evaluation.asked)
    }
    for question in evaluation.asked:
        for part in question.parts:
            level = evaluation.levels[question.id, part.id]
            if level.assessment == level.potential:
                continue
            for name in behind.weighed_by(part):
                settles[name].append(f"{question.id}.{part.id}".removesuffix("."))
    gaps: list[Gap] = []
    for name, parts in settles.items():
        evaluated = evaluation.criteria[name]
        if evaluated.decided.outcome is Outcome.NOT_EVIDENCED:
            gaps += _gaps_of(evaluated, tuple(parts), evaluation, titles)
    return tuple(sorted(gaps, key=lambda gap: -len(gap.parts)))


def _concluding(pack: Pack) -> Iterable[Node]:
    """What the conclusion's own conditions refer to."""
    ladder = () if pack.conclusion is None else pack.conclusion.ladder
    conditions = [rung.condition for rung in ladder if rung.condition is not None]
    return [node for each in conditions for node in refers_to(each, pack.questions)]


def _gaps_of(
    evaluated: Evaluated,
    parts: tuple[str, ...],
    evaluation: Evaluation,
    titles: Mapping[str, str],
) -> Iterable[Gap]:
    criterion = evaluated.criterion
    holder = criterion.duty_holder or _subject(evaluation)
    if evaluated.weak:
        named = ", ".join(_label(evaluation.evidence.items[id_]) for id_ in evaluated.weak)
        kind = evaluation.evidence.items[evaluated.weak[0]].kind
        text = f"starkare bevis än det som finns för: {named}"
        yield Gap(criterion.id, text, holder, kind, evaluated.weak, parts)
        return
    if evaluated.reason == "unknown whether it applies":
        open_ = _opened(criterion.applies, evaluated.applies, evaluation, titles)
    else:
        open_ = _opened(criterion.requires, evaluated.requires, evaluation, titles)
        subjects = {each.subject for each in open_}  # what settles these settles the lesser demand
        lesser = _opened(criterion.partly, evaluated.partly, evaluation, titles)
        open_ += [each for each in lesser if each.subject not in subjects]
    for each in dict.fromkeys(open_):
        of = _holder(each.items, evaluation) or holder
        yield Gap(criterion.id, each.text, of, each.kind, each.items, parts)


def _subject(evaluation: Evaluation) -> str:
    subject = evaluation.evidence.audit.get("subject")
    return str(subject["name"]) if isinstance(subject, Mapping) else ""


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
    """A request: its words, the kind it is for, the items concerned, and what is to be seen."""

    text: str
    kind: str
    items: tuple[str, ...]
    subject: str


def _opened(
    condition: Condition | None,
    trace: Trace | None,
    evaluation: Evaluation,
    titles: Mapping[str, str],
) -> list[_Open]:
    if condition is None or trace is None:
        return []
    return [*_open(condition, trace, evaluation, titles)]


def _open(
    condition: Condition, trace: Trace, evaluation: Evaluation, titles: Mapping[str, str]
) -> Iterable[_Open]:
    """The leaves that are unknown: each a request, the kind it is for, the items concerned."""
    if trace.truth is not Truth.UNKNOWN or trace.left_out:
        return
    match condition:
        case Combined():
            for part, inner in zip(condition.parts, trace.parts, strict=True):
                yield from _open(part, inner, evaluation, titles)
        case Negated():
            yield from _open(condition.part, trace.parts[0], evaluation, titles)
        case Quantified() | Counted():
            yield from _open_selection(condition, trace, evaluation, titles)
        case Finding():
            yield _open_finding(condition, trace, evaluation)
        case AuditFact():
            tests = trace.candidates[0].has
            names = [
                field_name("audit", each.field) for each in tests if each.truth is Truth.UNKNOWN
            ]
            text = f"uppgift om granskningen: {', '.join(dict.fromkeys(names))}"
            yield _Open(text, "audit", (), text)
        case CriterionHolds() | Reaches():
            pass  # what is open there is asked for there
        case _:
            assert_never(condition)


def _open_selection(
    condition: Quantified | Counted,
    trace: Trace,
    evaluation: Evaluation,
    titles: Mapping[str, str],
) -> Iterable[_Open]:
    open_ = [c for c in trace.candidates if c.concerned and _is_open(c)]
    if not open_:
        kind, where = condition.kind, condition.where
        text = request(kind, where, condition.has, titles)
        yield _Open(text, kind, (), request(kind, where, (), titles))
    for candidate in open_:
        item = evaluation.evidence.items[candidate.id]
        of_audit, of_item = _missing(condition, candidate, titles)
        for what in of_audit:
            text = f"uppgift om {what}"
            yield _Open(text, "audit", (), text)
        if of_item or not of_audit:
            about = ", ".join(of_item) or "innehållet"
            text = f"uppgift om {about} för {_label(item)}"
            yield _Open(text, condition.kind, (item.id,), text)


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


def _open_finding(condition: Finding, trace: Trace, evaluation: Evaluation) -> _Open:
    words = evaluation.program.pack.vocabulary.get("observations.topic", {})
    topic = words.get(condition.topic) or condition.topic
    if trace.conflict:
        text = f"bevis som avgör mellan iakttagelser som säger emot varandra: {topic}"
        return _Open(text, "observations", trace.conflict, text)
    text = f"underlag för iakttagelsen: {topic}"
    return _Open(text, "observations", (), text)


def _label(item: Item) -> str:
    named = item.fields.get("title") or item.fields.get("name")
    return f"{named} ({item.id})" if named else f"{NOUNS[item.kind].one} ({item.id})"


def _holder(items: tuple[str, ...], evaluation: Evaluation) -> str:
    """The name of whoever holds the item that is open."""
    everything = evaluation.evidence.whole.items
    for id_ in items:
        field = _HOLDERS.get(everything[id_].kind, "")
        holder = everything.get(str(everything[id_].fields.get(field, "")))
        if holder is not None:
            return str(holder.fields["name"])
    return ""
