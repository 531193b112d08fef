"""`diff`: audits compared, each with the next; what became of everything, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, StopError, counted, out, save, tell, terminal
from auditcheck.cli.opening import as_json, excerpts, opened
from auditcheck.cli.stored import stored
from auditcheck.cli.templating import Looks, check_templates, format_of, rendered

if TYPE_CHECKING:
    from auditcheck.engine.following.audits import Given
    from auditcheck.model.differences import Follow
    from auditcheck.model.results import Result

Format = Literal["html", "md"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to come of a comparison."""

    format: Literal["text", "json"]
    reports: list[Path]
    language: Literal["sv", "en"] | None
    templates: Path | None
    public: bool
    fail_on_worse: bool
    quiet: bool


def run_diff(paths: Sequence[Path], rules: Path | None, wanted: Wanted) -> int:
    """Compare; exit 0, or 1 where `--fail-on-worse` finds something worse since the last audit."""
    from auditcheck.engine.following.audits import follow

    formats = [_format_of(path) for path in wanted.reports]
    check_templates(wanted.templates)
    followed, results = follow(_given(paths, rules), public=wanted.public)
    written = list(zip(wanted.reports, _reports(followed, results, formats, wanted), strict=True))
    inputs = [*paths, rules, wanted.templates]
    save(written, [path for path in inputs if path is not None])
    if wanted.format == "json":
        out(as_json(followed))
    elif not wanted.quiet:
        from auditcheck.cli.following_text import text

        out(text(followed, results, terminal()))
    for path, _ in written if not wanted.quiet else ():
        tell(f"wrote {path.as_posix()}")
    worse = _worse(followed) if wanted.fail_on_worse else []
    if worse:
        tell(f"worse than at the audit before: {', '.join(worse)}")
    return Code.NO if worse else Code.DONE


def _given(paths: Sequence[Path], rules: Path | None) -> "list[Given]":
    """The audits in the order given; all faults of all folders are told before we stop."""
    from auditcheck.engine.following.audits import Given
    from auditcheck.engine.following.crossing import Side
    from auditcheck.pipeline import evaluated, result_of

    kept = {path: stored(path).result for path in paths if _is_kept(path)}
    if rules is not None and len(kept) == len({*paths}):
        message = "error: --rules says nothing of kept results\n  help: leave it out"
        raise StopError(Code.USAGE, message)
    audits = {path: opened(path, rules, None) for path in paths if path not in kept}
    broken = {path: audit for path, audit in audits.items() if not audit.sound}
    number = 0
    for audit in broken.values():
        faults = [each for each in audit.diagnostics if each.severity == "fault"]
        tell(excerpts(audit, faults))
        number += len(faults)
    if broken:
        where = ", ".join(path.as_posix() for path in broken)
        raise StopError(Code.CANNOT, f"not compared: {counted(number, 'fault')} in {where}")
    given = {path: Given(result) for path, result in kept.items()}
    for path, audit in audits.items():
        evaluation = evaluated(audit)
        given[path] = Given(result_of(audit), Side(evaluation.evidence, evaluation.program))
    return [given[path] for path in paths]


def _is_kept(path: Path) -> bool:
    """Whether a path is meant as a kept result, not as a folder of evidence."""
    return path.is_file() or (path.suffix == ".json" and not path.is_dir())


def _format_of(path: Path) -> Format:
    """The format of a follow-up report by its file's ending."""
    match format_of(path):
        case "html":
            return "html"
        case "md":
            return "md"
        case "pdf" | "docx":
            raise StopError(
                Code.USAGE,
                f"error: --report: a follow-up report is no {path.suffix} file\n"
                "  help: end it in .html or .md",
            )


def _reports(
    followed: "Follow", results: "Sequence[Result]", formats: Sequence[Format], wanted: Wanted
) -> list[bytes]:
    if not formats:
        return []
    from auditcheck.report.following.view import build, render

    language = wanted.language or str(results[-1].audit.get("language") or "sv")
    make = cache(partial(render, build(followed, results, language)))
    looks = Looks(language, wanted.templates)
    return [rendered(make, each, "follow-up", looks) for each in formats]


def _worse(followed: "Follow") -> list[str]:
    """What is worse in the last audit than in the one before."""
    last = followed.steps[-1]
    told = [*last.parts, *last.criteria, *last.recommendations]
    told += [last.conclusion] if last.conclusion else []
    return list(dict.fromkeys(each.name for each in told if each.change == "worse"))
