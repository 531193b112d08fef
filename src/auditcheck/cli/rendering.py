"""`render`: reports from a result alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, out_bytes, save, tell
from auditcheck.cli.opening import published
from auditcheck.cli.stored import stored
from auditcheck.cli.templating import Format, Looks, check_templates, format_of, rendered

if TYPE_CHECKING:
    from auditcheck.model.results import Result


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be rendered of a kept result."""

    reports: list[Path]
    format: Format
    language: Literal["sv", "en"] | None
    templates: Path | None
    template: Path | None
    public: bool
    fact_check: str | None
    quiet: bool


def run_render(result: Path, asked: Asked) -> int:
    """Render a kept result to files, or to stdout when none is named."""
    check_templates(asked.templates)
    read = stored(result, or_stdin=True).result
    if asked.public or asked.fact_check is not None:
        read = published(read)
    language = asked.language or str(read.audit.get("language") or "sv")
    looks = Looks(language, asked.templates, asked.template)
    made: Sequence[tuple[Path | None, bytes]]
    if asked.fact_check is not None:
        from auditcheck.cli.fact_checking import sheets

        made = sheets(read, asked.fact_check, asked.reports, asked.format, looks)
    elif asked.reports:
        made = list(reports(read, asked.reports, looks))
    else:
        made = [(None, rendered(_maker(read, looks), asked.format, "report", looks))]
    files = [(path, data) for path, data in made if path is not None]
    for path, data in made:
        if path is None:
            out_bytes(data)
    inputs = (result, asked.templates, asked.template)
    save(files, [path for path in inputs if path is not None])
    for path, _ in files if not asked.quiet else ():
        tell(f"wrote {path.as_posix()}")
    return Code.DONE


def reports(result: "Result", paths: Iterable[Path], looks: Looks) -> Iterable[tuple[Path, bytes]]:
    """Each report with its bytes; the format goes by the file's ending."""
    formats = [(path, format_of(path)) for path in paths]
    make = _maker(result, looks)
    for path, format_ in formats:
        yield path, rendered(make, format_, "report", looks)


def page_of(result: "Result", looks: Looks) -> str:
    """The report as a page."""
    return rendered(_maker(result, looks), "html", "report", looks).decode()


def _maker(result: "Result", looks: Looks) -> Callable[[Path, Literal["html", "md"]], str]:
    """Makes the report as a page or as Markdown, each once: PDF and Word are of the same page."""
    from auditcheck.report import html, markdown
    from auditcheck.report.view import build

    view = build(result, looks.language)
    makers = {"html": html.render, "md": markdown.render}
    return cache(lambda folder, as_: makers[as_](view, folder))
