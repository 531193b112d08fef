"""The audit at a glance: a line a question, with its levels and what is open."""

from collections.abc import Mapping

from auditcheck.cli.answer import Terminal, counted
from auditcheck.cli.opening import left_out
from auditcheck.cli.resting import mark
from auditcheck.cli.table import Row, table
from auditcheck.files.characters import harmless
from auditcheck.model.assessments import PartResult, QuestionResult
from auditcheck.model.results import Result
from auditcheck.report.requests import unanswered

_STATES = {
    "not evidenced": "not evidenced",
    "not applicable": "not applicable",
    "not yet due": "not yet due",
    "open": "answered in prose",
}


def summary(result: Result, terminal: Terminal) -> str:
    """What `evaluate` shows; piped, the same lines without colour, uncut."""
    subject = result.audit.get("subject")
    name = subject.get("name", "") if isinstance(subject, dict) else ""
    kinds = [item.kind for item in result.items.values()]
    sources = kinds.count("sources")
    head = [
        f"{result.audit['title']} – {name}, as of {result.as_of}",
        " · ".join(
            [
                f"rules {result.pack.id} {result.pack.version}",
                f"{counted(len(kinds) - sources, 'item')}, {counted(sources, 'source')}",
                "1 criterion" if len(result.criteria) == 1 else f"{len(result.criteria)} criteria",
            ]
        ),
        *left_out(result),
        "",
    ]
    gaps: dict[str, set[int]] = {}  # which of the gaps there are, by part
    for number, gap in enumerate(result.gaps):
        for name in gap.parts:
            gaps.setdefault(name, set()).add(number)
    rows = [_row(question, gaps) for question in result.questions]
    if result.conclusion is not None:
        conclusion = result.conclusion
        open_ = _could_reach(conclusion.assessment, conclusion.potential)
        if conclusion.suspect:
            open_ = " · ".join(filter(None, (open_, "suspect")))
        level = conclusion.assessment or _STATES[conclusion.state]
        rows.append(Row("", "Samlad bedömning", level, open_))
    columns = ("#", "Question", "Assessment", "Open")
    shown = table(columns, rows, terminal)
    return "\n".join([*map(harmless, head), shown, "", *map(harmless, _foot(result))])


def _row(question: QuestionResult, gaps: Mapping[str, set[int]]) -> Row:
    levels = " / ".join(_level(part) for part in question.parts)
    number = "" if question.number is None else str(question.number)
    return Row(number, question.asks, levels, _open(question, gaps))


def _level(part: PartResult) -> str:
    if part.level is None:
        return _STATES[part.state]
    if part.judgement is None:
        return part.level
    return f"{part.level} (judged; rules: {part.assessment or part.state})"


def _open(question: QuestionResult, gaps: Mapping[str, set[int]]) -> str:
    told = []
    for part in question.parts:
        could = _could_reach(part.assessment, part.potential)
        named = f"{part.id}: {could}" if part.id and could else could
        if named:
            told.append(named)
    marked = ((part.id, mark(part)) for part in question.parts)
    told += [f"{id_}: {hangs}" if id_ else hangs for id_, hangs in marked if hangs]
    if open_ := len({each for part in question.parts for each in gaps.get(part.name, ())}):
        told.append(counted(open_, "gap"))
    if suspect := dict.fromkeys(source for part in question.parts for source in part.suspect):
        told.append(f"suspect: {', '.join(suspect)}")
    if not told and len(question.parts) == 1 and question.parts[0].counted > 1:
        part = question.parts[0]
        told.append(f"{part.met} of {part.counted} demands met")
    return " · ".join(told)


def _could_reach(assessment: str | None, potential: str | None) -> str:
    if potential is None or assessment == potential:
        return ""
    return f"could reach {potential}"


def _foot(result: Result) -> list[str]:
    told = [counted(len(result.recommendations), "recommendation")]
    aside = result.shortcomings_not_weighed
    if aside:
        named = ", ".join(aside)
        told.append(f"{counted(len(aside), 'recorded shortcoming')} not weighed ({named})")
    expired = [f"{each.id}: {each.why_not}" for each in result.judgements if not each.in_force]
    if expired:
        told.append(f"{counted(len(expired), 'judgement')} not in force ({', '.join(expired)})")
    if waiting := len(unanswered(result)):
        told.append(f"{counted(waiting, 'request')} unanswered")
    changed = [item.id for item in result.items.values() if item.id in item.suspect]
    if changed:
        named = ", ".join(changed)
        return [" · ".join(told), f"suspect until reviewed: what rests on {named}, changed since"]
    return [" · ".join(told)]
