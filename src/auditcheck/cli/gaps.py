"""`gaps`: the open evidence as a list of requests."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, out, terminal
from auditcheck.cli.opening import as_json, assessed, beside_left_out, left_out

if TYPE_CHECKING:
    from auditcheck.cli.drawing import Node
    from auditcheck.model.results import Gap, Result


def run_gaps(
    folder: Path,
    rules: Path | None,
    as_of: str | None,
    format_: Literal["text", "json"],
    *,
    public: bool,
    known: str | None = None,
) -> int:
    """List the gaps; exit 0 whether there are any or not."""
    _, result = assessed(folder, rules, as_of, public=public, known=known)
    if format_ == "json":
        out(as_json(beside_left_out(result, "gaps", result.gaps)))
    else:
        if told := left_out(result):
            out("\n".join([*told, ""]) + "\n")
        out(_text(result, terminal().width))
    return Code.DONE


def _text(result: "Result", width: int) -> str:
    if not result.gaps:
        return "no open evidence: every criterion is settled\n"
    from auditcheck.cli.drawing import Node, lines

    settling = [gap for gap in result.gaps if gap.parts]
    others = [gap for gap in result.gaps if not gap.parts]
    by_part: dict[str, dict[int, Gap]] = {}
    for key, gap in enumerate(settling):
        for name in gap.parts:
            by_part.setdefault(name, {})[key] = gap
    told = []
    for question in result.questions:
        found = {
            k: gap for part in question.parts for k, gap in by_part.get(part.name, {}).items()
        }
        own = [found[key] for key in sorted(found)]
        if own:
            number = "" if question.number is None else f"{question.number} "
            could = ", ".join(
                f"{part.assessment or part.state} → {part.potential}"
                for part in question.parts
                if part.potential != part.assessment
            )
            told.append(Node(f"{number}{question.asks}", [Node(could), *map(_node, own)]))
    if others:
        told.append(Node("Open, but settles no question's level", [*map(_node, others)]))
    return "\n\n".join("\n".join(lines(each, width)) for each in told) + "\n"


def _node(gap: "Gap") -> "Node":
    from auditcheck.cli.drawing import Node

    return Node(f"- {gap.request}", [Node(f"of {gap.of} · {gap.criterion}")])
