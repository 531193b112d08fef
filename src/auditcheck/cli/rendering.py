"""`render`: reports from a result alone."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, StopError, out_bytes, save, tell
from auditcheck.cli.opening import published

if TYPE_CHECKING:
    from auditcheck.model.results import Result

_FORMATS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}


def run_render(
    result: Path,
    wanted: list[Path],
    format_: Literal["html", "md"],
    language: Literal["sv", "en"] | None,
    templates: Path | None,
    *,
    public: bool,
) -> int:
    """Render a kept result to files, or to stdout when none is named."""
    read = _read(result)
    if public:
        read = published(read)
    chosen = language or str(read.audit.get("language") or "sv")
    if not wanted:
        out_bytes(_rendered(read, format_, chosen, templates))
        return Code.DONE
    inputs = tuple(path for path in (result, templates) if path is not None)
    save(list(reports(read, wanted, chosen, templates)), inputs)
    for path in wanted:
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
    paths = list(paths)
    for path in paths:
        if path.suffix.lower() not in _FORMATS:
            raise StopError(
                Code.USAGE,
                f"error: --report: '{path}' does not say its format\n"
                "  help: end it in .html or .md",
            )
    for path in paths:
        yield path, _rendered(result, _FORMATS[path.suffix.lower()], language, templates)


def _check_templates(templates: Path | None, format_: str) -> None:
    """Stop at a folder that is not there, or that holds no templates at all."""
    if templates is None or (templates / f"report.{format_}.j2").is_file():
        return
    there = templates.is_dir()
    missing = f"there is no folder '{templates}'"
    message = f"the folder '{templates}' holds no 'report.{format_}.j2'"
    raise StopError(
        Code.CANNOT,
        f"error: --templates: {message if there else missing}\n"
        "  help: copy the folder of the shipped templates whole, and change what you want",
    )


def _rendered(result: "Result", format_: str, language: str, templates: Path | None) -> bytes:
    from auditcheck.files.shipped import shipped
    from auditcheck.report import html, markdown
    from auditcheck.report.templates import TemplateFault
    from auditcheck.report.view import build

    _check_templates(templates, format_)
    make = html.render if format_ == "html" else markdown.render
    try:
        return make(build(result, language), templates or shipped("templates")).encode()
    except TemplateFault as error:
        raise StopError(Code.CANNOT, f"error: {error}\n  help: mend the template") from None
