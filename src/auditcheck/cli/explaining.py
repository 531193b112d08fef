"""`explain`: what was demanded, what was found where, what was missing."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, StopError, out, terminal
from auditcheck.cli.opening import as_json, assessed, beside_left_out, left_out

if TYPE_CHECKING:
    from auditcheck.cli.drawing import Node
    from auditcheck.cli.tree import Trees
    from auditcheck.model.results import Result

_MERMAID_DEPTH = 4


def run_explain(
    folder: Path,
    name: str | None,
    rules: Path | None,
    as_of: str | None,
    format_: Literal["text", "json", "mermaid"],
    *,
    public: bool,
    known: str | None = None,
) -> int:
    """Explain a question, a part or a criterion; all questions when none is named."""
    from auditcheck.cli.drawing import lines
    from auditcheck.cli.tree import Trees

    audit, result = assessed(folder, rules, as_of, public=public, known=known)
    shown_rules = audit.rules_folder.shown if audit.rules_folder else ""
    trees = Trees(result, audit.evidence_folder.shown, shown_rules)
    nodes, data = _chosen(result, name, trees)
    if format_ == "json":
        out(as_json(beside_left_out(result, "explained", data)))
    elif format_ == "mermaid":
        from auditcheck.cli.mermaid import mermaid

        for line in left_out(result):
            out(f"%% {line}")
        out(mermaid(nodes, _MERMAID_DEPTH))
    else:
        if told := left_out(result):
            out("\n".join([*told, ""]) + "\n")
        width = terminal().width
        out("\n".join(line for node in nodes for line in [*lines(node, width), ""]))
    return Code.DONE


def _chosen(result: "Result", name: str | None, trees: "Trees") -> tuple[list["Node"], object]:
    """What a name means, as trees and as the part of the result."""
    questions = {question.id: question for question in result.questions}
    parts = {part.name: part for q in result.questions for part in q.parts if part.id}
    if name is None:
        return [trees.question(each) for each in result.questions], result.questions
    if name in questions:
        return [trees.question(questions[name])], questions[name]
    if name in parts:
        return [trees.part(parts[name])], parts[name]
    if name in result.criteria:
        return [trees.criterion(result.criteria[name])], result.criteria[name]
    if name in result.items:
        item = result.items[name]
        at = f"{trees.evidence}/{item.at.path}:{item.at.line}"
        raise StopError(
            Code.USAGE,
            f"error: '{name}' is one of {item.kind} ({at}), not a question, part or criterion\n"
            f"  help: ask for what may have read it: {', '.join([*questions, *parts])}",
        )
    from auditcheck.files.spelling import instead

    known = [*questions, *parts, *result.criteria]
    help_ = instead(name, known, f"write one of: {', '.join([*questions, *parts])}")
    raise StopError(
        Code.USAGE,
        f"error: '{name}' is no question, part or criterion of this audit\n  help: {help_}",
    )
