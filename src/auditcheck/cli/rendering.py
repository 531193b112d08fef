"""`render`: reports from a result alone."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, StopError, out_bytes, save, tell
from auditcheck.cli.opening import published
from auditcheck.cli.templating import Format, check_templates, filled, format_of

if TYPE_CHECKING:
    from auditcheck.model.results import Result


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be rendered of a kept result."""

    reports: list[Path]
    format: Format
    language: Literal["sv", "en"] | None
    templates: Path | None
    public: bool
    fact_check: str | None
    quiet: bool


def run_render(result: Path, asked: Asked) -> int:
    """Render a kept result to files, or to stdout when none is named."""
    check_templates(asked.templates)
    read = _read(result)
    if asked.public or asked.fact_check is not None:
        read = published(read)
    chosen = asked.language or str(read.audit.get("language") or "sv")
    made: Sequence[tuple[Path | None, bytes]]
    if asked.fact_check is not None:
        from auditcheck.cli.fact_checking import sheets

        made = sheets(read, asked.fact_check, asked.reports, asked.format, chosen, asked.templates)
    elif asked.reports:
        made = list(reports(read, asked.reports, chosen, asked.templates))
    else:
        made = [(None, _rendered(read, asked.format, chosen, asked.templates))]
    files = [(path, data) for path, data in made if path is not None]
    for path, data in made:
        if path is None:
            out_bytes(data)
    save(files, [path for path in (result, asked.templates) if path is not None])
    for path, _ in files if not asked.quiet else ():
        tell(f"wrote {path.as_posix()}")
    return Code.DONE


def _read(path: Path) -> "Result":
    from auditcheck.report.stored import read_result

    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StopError(
            Code.CANNOT,
            f"error: cannot read '{path}': {reason}\n"
            "  help: name a file that 'auditcheck evaluate --result' wrote",
        ) from None
    read = read_result(raw)
    if isinstance(read, str):
        raise StopError(
            Code.CANNOT,
            f"error: '{path}' is not a result: {read}\n"
            "  help: make it again with 'auditcheck evaluate --result'",
        )
    return read


def reports(
    result: "Result", paths: Iterable[Path], language: str, templates: Path | None
) -> Iterable[tuple[Path, bytes]]:
    """Each report with its bytes; the format goes by the file's ending."""
    formats = [(path, format_of(path)) for path in paths]
    for path, format_ in formats:
        yield path, _rendered(result, format_, language, templates)


def _rendered(result: "Result", format_: Format, language: str, templates: Path | None) -> bytes:
    from auditcheck.report import html, markdown
    from auditcheck.report.view import build

    make = html.render if format_ == "html" else markdown.render
    return filled(lambda folder: make(build(result, language), folder), templates)
