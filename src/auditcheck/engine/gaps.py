"""Open evidence: what to ask for, of whom, and which parts it can settle."""

from collections.abc import Iterable, Mapping
from typing import assert_never

from auditcheck.engine.evaluate import Evaluation
from auditcheck.engine.outcomes import Evaluated
from auditcheck.language.sentences import field_name, request
from auditcheck.language.swedish import NOUNS
from auditcheck.language.wording import titles_in
from auditcheck.model.conditions import (
    AuditFact,
    Combined,
    Condition,
    Counted,
    CriterionHolds,
    Finding,
    Negated,
    Quantified,
    Reaches,
)
from auditcheck.model.evidence import Item
from auditcheck.model.results import Gap
from auditcheck.model.traces import Candidate, Trace
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
    settles: dict[str, list[str]] = {name: [] for name in behind.questions(*evaluation.asked)}
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
    pairs = [(criterion.applies, evaluated.applies)]
    if evaluated.reason != "unknown whether it applies":
        pairs = [(criterion.requires, evaluated.requires), (criterion.partly, evaluated.partly)]
    open_ = [
        each
        for condition, trace in pairs
        if condition is not None and trace is not None
        for each in _open(condition, trace, evaluation, titles)
    ]
    for text, kind, items in dict.fromkeys(open_):
        of = _holder(items, evaluation) or holder
        yield Gap(criterion.id, text, of, kind, items, parts)


def _subject(evaluation: Evaluation) -> str:
    subject = evaluation.evidence.audit.get("subject")
    return str(subject["name"]) if isinstance(subject, Mapping) else ""


def titles_of(evaluation: Evaluation) -> dict[str, str]:
    """What sentences call things: criteria, questions, topics and the audit's bodies."""
    pack, evidence = evaluation.program.pack, evaluation.evidence
    titles = titles_in(pack)
    bodies = evidence.audit.get("bodies")
    for name, id_ in bodies.items() if isinstance(bodies, Mapping) else ():
        body = evidence.items[str(id_)]
        titles[f"body:{name}"] = str(body.fields["name"])
    return titles


_Open = tuple[str, str, tuple[str, ...]]


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
            fields = _unknown_fields(trace.candidates[0], "audit")
            yield f"uppgift om granskningen: {', '.join(fields)}", "audit", ()
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
        yield request(condition.kind, condition.where, condition.has, titles), condition.kind, ()
    for candidate in open_:
        item = evaluation.evidence.items[candidate.id]
        fields = ", ".join(_unknown_fields(candidate, condition.kind)) or "innehållet"
        yield f"uppgift om {fields} för {_label(item)}", condition.kind, (item.id,)


def _is_open(candidate: Candidate) -> bool:
    return min(candidate.concerned, candidate.holds) is Truth.UNKNOWN


def _unknown_fields(candidate: Candidate, kind: str) -> list[str]:
    traces = (*candidate.where, *candidate.has)
    fields = [field_name(kind, trace.field) for trace in traces if trace.truth is Truth.UNKNOWN]
    return list(dict.fromkeys(fields))


def _open_finding(condition: Finding, trace: Trace, evaluation: Evaluation) -> _Open:
    words = evaluation.program.pack.vocabulary.get("observations.topic", {})
    topic = words.get(condition.topic) or condition.topic
    if trace.conflict:
        text = f"bevis som avgör mellan iakttagelser som säger emot varandra: {topic}"
        return text, "observations", trace.conflict
    return f"underlag för iakttagelsen: {topic}", "observations", ()


def _label(item: Item) -> str:
    named = item.fields.get("title") or item.fields.get("name")
    return f"{named} ({item.id})" if named else f"{NOUNS[item.kind].one} ({item.id})"


def _holder(items: tuple[str, ...], evaluation: Evaluation) -> str:
    """The name of whoever holds the item that is open."""
    everything = evaluation.evidence.items
    for id_ in items:
        field = _HOLDERS.get(everything[id_].kind, "")
        holder = everything.get(str(everything[id_].fields.get(field, "")))
        if holder is not None:
            return str(holder.fields["name"])
    return ""
