"""`gaps`: the open evidence as a list of requests."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, out
from auditcheck.cli.opening import as_json, assessed

if TYPE_CHECKING:
    from auditcheck.model.results import Gap, Result


def run_gaps(
    folder: Path, rules: Path | None, as_of: str | None, format_: Literal["text", "json"]
) -> int:
    """List the gaps; exit 0 whether there are any or not."""
    _, result = assessed(folder, rules, as_of)
    if format_ == "json":
        out(as_json(result.gaps))
    else:
        out(_text(result))
    return Code.DONE


def _text(result: "Result") -> str:
    if not result.gaps:
        return "no open evidence: every criterion is settled\n"
    settling = [gap for gap in result.gaps if gap.parts]
    others = [gap for gap in result.gaps if not gap.parts]
    lines = []
    for question in result.questions:
        names = {part.name for part in question.parts}
        own = [gap for gap in settling if names & set(gap.parts)]
        if own:
            number = "" if question.number is None else f"{question.number} "
            could = ", ".join(
                f"{part.assessment or part.state} → {part.potential}"
                for part in question.parts
                if part.potential != part.assessment
            )
            lines += [f"{number}{question.asks}", f"  {could}", *map(_line, own), ""]
    if others:
        lines += ["Open, but settles no level", *map(_line, others)]
    return "\n".join(lines).rstrip() + "\n"


def _line(gap: "Gap") -> str:
    return f"  - {gap.request}\n    of {gap.of} · {gap.criterion}"
