"""`whatif`: what would lift a part of a question to a level."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, StopError, counted, out, tell, terminal
from auditcheck.cli.opening import as_json, assessed, beside_left_out, left_out, published
from auditcheck.cli.resting import resting

if TYPE_CHECKING:
    from auditcheck.cli.drawing import Node
    from auditcheck.model.assessments import PartResult
    from auditcheck.model.results import Result
    from auditcheck.model.whatif import Need, Step, Way, WhatIf

_MOST_SHOWN = 20


def run_whatif(
    folder: Path,
    rules: Path | None,
    as_of: str | None,
    asked: tuple[str, str],
    format_: Literal["text", "json", "md"],
    *,
    public: bool,
    known: str | None,
) -> int:
    """Tell what would lift a part to a level; exit 1 where nothing does."""
    from auditcheck.engine.ahead.diagrams import TooManyError
    from auditcheck.engine.publishing_ahead import publish_ahead
    from auditcheck.pipeline import lifted

    audit, whole = assessed(folder, rules, as_of, known=known)
    name, reach = asked
    part = _part(whole, name)
    levels = whole.scales[part.scale].levels
    if reach not in levels:
        raise StopError(
            Code.USAGE,
            f"error: '{reach}' is no level of '{part.name}'\n"
            f"  help: write one of: {', '.join(levels)}",
        )
    try:
        answer = lifted(audit, part, reach)
    except TooManyError:
        raise StopError(
            Code.CANNOT,
            f"error: what would lift '{part.name}' is too much to be told exactly: its criteria "
            "hang together in too many ways\n"
            "  help: ask about a part with fewer criteria; docs/limits.md has the bounds",
        ) from None
    result = published(whole) if public else whole
    if public:
        answer = publish_ahead(answer, whole, result)
    if format_ == "json":
        out(as_json(beside_left_out(result, "whatif", answer)))
    elif format_ == "md":
        from auditcheck.files.shipped import shipped
        from auditcheck.report.lifting import render

        out(render(answer, result, shipped("templates")))
        tell("\n".join(left_out(result)))
    else:
        if told := left_out(result):
            out("\n".join([*told, ""]))
        out(_text(answer, result, terminal().width))
    return Code.NO if answer.answer == "impossible" else Code.DONE


def _part(result: "Result", name: str) -> "PartResult":
    """The part that a name means: QUESTION.PART, or a question that has one."""
    parts = {part.name: part for question in result.questions for part in question.parts}
    alone = {q.id: q.parts[0] for q in result.questions if len(q.parts) == 1}
    part = parts.get(name) or alone.get(name)
    if part is None:
        from auditcheck.files.spelling import instead

        several = [each for each in parts if each.startswith(f"{name}.")]
        help_ = f"write one of: {', '.join(several or parts)}"
        if not several:
            help_ = instead(name, list(parts), help_)
        what = "has several parts" if several else "is no question or part of this audit"
        raise StopError(Code.USAGE, f"error: '{name}' {what}\n  help: {help_}")
    if part.state == "open":
        raise StopError(
            Code.USAGE,
            f"error: '{name}' is answered in prose and has no level\n  help: ask for a graded one",
        )
    return part


def _text(answer: "WhatIf", result: "Result", width: int) -> str:
    from auditcheck.cli.drawing import Node, lines

    now = f"now: {answer.assessment or answer.state}"
    if answer.judgement:
        now += f" by the rules; a judgement gives {answer.level} [{answer.judgement}]"
    nodes = [Node(f"{answer.asks} [{answer.part}]", [Node(now), Node(_answered(answer))])]
    if answer.answer == "reached":
        part = next(p for q in result.questions for p in q.parts if p.name == answer.part)
        nodes[0].children += [Node(each) for each in resting(part)]
    if answer.answer == "impossible":
        nodes[0].children += [
            Node(f"left out: {name} ({outcome.value})")
            for name, outcome in answer.left_out.items()
        ]
    if answer.ways:
        shown = answer.ways[:_MOST_SHOWN]
        ways = [Node(f"{at}. {_way(way)}") for at, way in enumerate(shown, 1)]
        if more := answer.more + len(answer.ways) - len(shown):
            ways.append(Node(f"… and {more} more ways, none of them smaller"))
        nodes.append(Node("any one of these is enough" if len(ways) > 1 else "enough is", ways))
        named = dict.fromkeys(
            name for way in shown for step in way.steps for name in step.criteria
        )
        nodes.append(Node("what would meet them", [*_criteria(answer, named)]))
    return "\n\n".join("\n".join(lines(each, width)) for each in nodes) + "\n"


def _answered(answer: "WhatIf") -> str:
    match answer.answer:
        case "reached":
            return f"{answer.reach} is reached"
        case "impossible":
            no = f"{answer.reach} cannot be reached by criteria being met"
            if answer.highest is None:
                return f"{no}: they give no level"
            return f"{no}: the highest that they can give is {answer.highest}"
        case "possible":
            size = answer.ways[0].size
            one = f"{size} criteria" if size > 1 else "1 criterion"
            if answer.sets == 1:
                return f"{answer.reach} can be reached by 1 minimal set, of {one}"
            return f"{answer.reach} can be reached by {answer.sets} minimal sets, from {one} on"


def _way(way: "Way") -> str:
    told = " and ".join(_step(step) for step in way.steps)
    return told if way.sets == 1 else f"{told}: {counted(way.sets, 'set')}"


def _step(step: "Step") -> str:
    to = "" if step.to.value == "met" else f" ({step.to.value})"
    names = ", ".join(step.criteria)
    if step.number == len(step.criteria):
        return f"{names}{to}"
    return f"any {step.number} of these {len(step.criteria)}{to} ({names})"


def _criteria(answer: "WhatIf", names: Iterable[str]) -> Iterable["Node"]:
    from auditcheck.cli.drawing import Node

    for name in names:
        lifted = answer.criteria[name]
        node = Node(f"{name}: {lifted.title} · now {lifted.outcome.value}")
        for to, need in (("partly met", lifted.partly_met), ("met", lifted.met)):
            if need is not None:
                both = lifted.partly_met is not None and lifted.met is not None
                node.children.append(Node(to, [_need(need)]) if both else _need(need))
        if lifted.evidence != "any":
            node.children.append(Node(f"the evidence for it must be {lifted.evidence}"))
        if not node.children:
            node.children.append(Node("is so already, and must stay so"))
        yield node


def _need(need: "Need") -> "Node":
    from auditcheck.cli.drawing import Node

    parts = [_need(part) for part in islice(need.parts, _MOST_SHOWN)]
    if len(need.parts) > len(parts):
        parts.append(Node(f"… and {len(need.parts) - len(parts)} more"))
    if parts and need.form == "some":
        parts = [Node("nearest", parts)]
    return Node(need.says, parts)
