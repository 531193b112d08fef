"""`evaluate`: levels at a glance, the result, the reports."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, StopError, counted, named, out, save, tell, terminal
from auditcheck.cli.opening import as_json, assessed

if TYPE_CHECKING:
    from auditcheck.model.results import Result
    from auditcheck.pipeline import Audit


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to come of an evaluation."""

    reports: list[Path]
    result: Path | None
    fail_below: str | None
    format: Literal["text", "json"]
    language: Literal["sv", "en"] | None
    templates: Path | None
    template: Path | None
    public: bool
    quiet: bool


def run_evaluate(
    folder: Path,
    rules: Path | None,
    as_of: str | None,
    wanted: Wanted,
    *,
    known: str | None = None,
) -> int:
    """Evaluate; exit 0, or 1 below the threshold."""
    if wanted.result is not None and named(wanted.result) is None:
        message = "error: --result: '-' is no file"
        help_ = "write '--format json' to have the result on stdout"
        raise StopError(Code.USAGE, f"{message}\n  help: {help_}")
    audit, result = assessed(folder, rules, as_of, public=wanted.public, known=known)
    low = _below(result, wanted.fail_below) if wanted.fail_below else []
    saved = _save(audit, result, wanted)
    if wanted.format == "json":
        out(as_json(result))
    elif not wanted.quiet:
        from auditcheck.cli.summary import summary

        out(summary(result, terminal()))
    if wanted.format == "text" and not wanted.quiet:
        _tell_diagnostics(result, folder, rules, as_of)
    for path in saved:
        if not wanted.quiet:
            tell(f"wrote {path.as_posix()}")
    if low:
        tell(f"below '{wanted.fail_below}': {', '.join(low)}")
    return Code.NO if low else Code.DONE


def _below(result: "Result", level: str) -> list[str]:
    """The graded parts, and the conclusion, below a level or without one, each with its level.

    A level that no scale has is wrong use.
    """
    if not any(level in scale.levels for scale in result.scales.values()):
        known = ", ".join(dict.fromkeys(w for s in result.scales.values() for w in s.levels))
        raise StopError(
            Code.USAGE,
            f"error: --fail-below: no scale has the level '{level}'\n"
            f"  help: write one of: {known}",
        )
    parts = [part for question in result.questions for part in question.parts]
    graded = [(p.name, p.scale, p.level, p.state) for p in parts if p.has_level]
    conclusion = result.conclusion
    if conclusion is not None and conclusion.has_level:
        reached = conclusion.assessment
        graded.append(("the conclusion", conclusion.scale, reached, conclusion.state))
    low = []
    for name, scale, reached, state in graded:
        levels = result.scales[scale].levels
        if level not in levels:
            continue
        if reached is None or levels.index(reached) < levels.index(level):
            low.append(f"{name} ({reached or state})")
    return low


def _save(audit: "Audit", result: "Result", wanted: Wanted) -> list[Path]:
    outputs = []
    if wanted.result is not None:
        outputs.append((wanted.result, as_json(result).encode()))
    if wanted.reports:
        from auditcheck.cli.rendering import reports
        from auditcheck.cli.templating import Looks, check_templates

        check_templates(wanted.templates)
        language = wanted.language or language_of(audit)
        looks = Looks(language, wanted.templates, wanted.template)
        outputs += reports(result, wanted.reports, looks)
    inputs = (*(each.place for each in audit.folders), wanted.templates, wanted.template)
    save(outputs, [each for each in inputs if each is not None])
    return [path for path, _ in outputs]


def language_of(audit: "Audit") -> str:
    """The language that an audit that is sound has its report in."""
    assert audit.evidence is not None  # noqa: S101  it was assessed
    return str(audit.evidence.audit.get("language", "sv"))


def _tell_diagnostics(
    result: "Result", folder: Path, rules: Path | None, as_of: str | None
) -> None:
    warnings = sum(each.severity == "warning" for each in result.diagnostics)
    notes = len(result.diagnostics) - warnings
    if warnings or notes:
        told = f"{counted(warnings, 'warning')} and {counted(notes, 'note')} about the evidence"
        from shlex import join

        options = ["--rules", rules.as_posix()] if rules else []
        options += ["--as-of", as_of] if as_of else []
        tell(f"{told}: {join(['auditcheck', 'check', folder.as_posix(), *options])}")
