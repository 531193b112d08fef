"""`explain`: what was demanded, what was found where, what was missing."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, StopError, out, terminal
from auditcheck.cli.opening import as_json, assessed

if TYPE_CHECKING:
    from auditcheck.cli.drawing import Node
    from auditcheck.cli.tree import Explainer
    from auditcheck.model.results import Result

_MERMAID_DEPTH = 4


def run_explain(
    folder: Path,
    name: str | None,
    rules: Path | None,
    as_of: str | None,
    format_: Literal["text", "json", "mermaid"],
) -> int:
    """Explain a question, a part or a criterion; all questions when none is named."""
    from auditcheck.cli.drawing import lines, mermaid
    from auditcheck.cli.tree import Explainer

    audit, result = assessed(folder, rules, as_of)
    shown_rules = audit.rules_folder.shown if audit.rules_folder else ""
    explainer = Explainer(result, audit.evidence_folder.shown, shown_rules)
    nodes, data = _chosen(result, name, explainer)
    if format_ == "json":
        out(as_json(data))
    elif format_ == "mermaid":
        out(mermaid(nodes, _MERMAID_DEPTH))
    else:
        width = terminal().width
        out("\n".join(line for node in nodes for line in [*lines(node, width), ""]))
    return Code.DONE


def _chosen(
    result: "Result", name: str | None, explainer: "Explainer"
) -> tuple[list["Node"], object]:
    """What a name means, as trees and as the part of the result."""
    questions = {question.id: question for question in result.questions}
    parts = {part.name: part for q in result.questions for part in q.parts if part.id}
    if name is None:
        return [explainer.question(each) for each in result.questions], result.questions
    if name in questions:
        return [explainer.question(questions[name])], questions[name]
    if name in parts:
        return [explainer.part(parts[name])], parts[name]
    if name in result.criteria:
        return [explainer.criterion(result.criteria[name])], result.criteria[name]
    if name in result.items:
        item = result.items[name]
        at = f"{explainer.evidence}/{item.at.path}:{item.at.line}"
        raise StopError(
            Code.USAGE,
            f"error: '{name}' is one of {item.kind} ({at}), not a question, part or criterion\n"
            f"  help: ask for what may have read it: {', '.join([*questions, *parts])}",
        )
    from auditcheck.files.diagnostic import instead

    known = [*questions, *parts, *result.criteria]
    help_ = instead(name, known, f"write one of: {', '.join([*questions, *parts])}")
    raise StopError(
        Code.USAGE,
        f"error: '{name}' is no question, part or criterion of this audit\n  help: {help_}",
    )
