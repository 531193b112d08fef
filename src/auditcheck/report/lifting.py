"""What would lift a part to a level, in Markdown that can stand in a report."""

from pathlib import Path

from auditcheck.model.results import Result
from auditcheck.model.truth import Outcome
from auditcheck.model.whatif import Lifted, Need, Step, Way, WhatIf
from auditcheck.report import markdown, pretty
from auditcheck.report.levels import level
from auditcheck.report.names import Piece, say, text
from auditcheck.report.view import View, version_of

Node = dict[str, object]

_MOST_SHOWN = 20


def render(answer: WhatIf, result: Result, templates: Path) -> str:
    """The answer as a page in the rules' language, from `whatif.md.j2`."""
    from auditcheck.report.templates import render as fill

    return markdown.tidy(fill("whatif.md.j2", build(answer, result), templates, markdown.escape))


def build(answer: WhatIf, result: Result) -> View:
    """What the page shows."""
    parts = {part.name: part for question in result.questions for part in question.parts}
    scale, shown = parts[answer.part].scale, answer.ways[:_MOST_SHOWN]
    named = {name for way in shown for step in way.steps for name in step.criteria}
    titles = {name: pretty.tidy(each.title) for name, each in answer.criteria.items()}
    return {
        "language": result.pack.language,
        "asks": pretty.tidy(answer.asks),
        "reach": answer.reach,
        "now": level(result, scale, answer.assessment, answer.state),
        "judged": answer.level if answer.judgement else "",
        "version": version_of(result),
        "answer": _answer(answer),
        "ways": [_way(way, titles) for way in shown],
        "more": answer.more + len(answer.ways) - len(shown),
        "criteria": [_criterion(each) for each in answer.criteria.values() if each.id in named],
    }


def _answer(answer: WhatIf) -> Piece:
    match answer.answer:
        case "reached":
            return say("whatif.reached", reach=answer.reach)
        case "possible":
            return say("whatif.possible", n=answer.sets, reach=answer.reach)
        case "impossible" if answer.highest is None:
            return say("whatif.no_level", reach=answer.reach)
        case "impossible":
            return say("whatif.impossible", reach=answer.reach, highest=answer.highest)


def _way(way: Way, titles: dict[str, str]) -> list[Piece]:
    """Its criteria by their titles; of several that can take each other's place, how many."""
    pieces: list[Piece] = []
    for step in way.steps:
        pieces += [text("; ")] if pieces else []
        pieces += _step(step, titles)
    return pieces


def _step(step: Step, titles: dict[str, str]) -> list[Piece]:
    named = "; ".join(titles[name] for name in step.criteria)
    pieces = [text(named)]
    if step.number < len(step.criteria):
        of = len(step.criteria)
        pieces = [say("whatif.any", number=step.number, of=of), text(f" ({named})")]
    return [*pieces, text(" – "), _outcome(step.to)]


def _outcome(outcome: Outcome) -> Piece:
    """An outcome inside a sentence."""
    return say(f"outcome.{outcome.value}") | {"case": "lower"}


def _criterion(lifted: Lifted) -> Node:
    return {
        "id": lifted.id,
        "title": pretty.tidy(lifted.title),
        "outcome": say("whatif.today", outcome=[_outcome(lifted.outcome)]),
        "evidence": say(f"evidence.{lifted.evidence}") if lifted.evidence != "any" else {},
        "needs": [_need(need) for need in (lifted.partly_met, lifted.met) if need],
    }


def _need(need: Need) -> Node:
    return {
        "says": pretty.tidy(need.says),
        "nearest": need.form == "some",
        "parts": [_need(part) for part in need.parts],
    }
