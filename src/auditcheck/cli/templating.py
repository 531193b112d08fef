"""Filling templates for a command, of the user's folder and the shipped: what is wrong in them."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from auditcheck.cli.answer import Code, StopError, out, tell

Format = Literal["html", "md", "pdf", "docx"]
_FORMATS: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".pdf": "pdf",
    ".docx": "docx",
}


class Looks(NamedTuple):
    """How what is rendered looks: its language, the user's templates, and one for Word."""

    language: str
    templates: Path | None = None
    word: Path | None = None


def format_of(path: Path) -> Format:
    """The format that a file's ending says."""
    format_ = _FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise StopError(
            Code.USAGE,
            f"error: --report: '{path}' does not say its format\n"
            "  help: end it in .html, .md, .pdf or .docx",
        )
    return format_


def rendered(
    make: Callable[[Path, Literal["html", "md"]], str],
    format_: Format,
    what: Literal["report", "fact-check", "follow-up"],
    looks: Looks,
) -> bytes:
    """What the templates make in a format; a PDF or a Word document is made of the page."""
    if format_ == "md":
        return _filled(lambda folder: make(folder, "md"), looks.templates)
    page = _filled(lambda folder: make(folder, "html"), looks.templates)
    if format_ == "html":
        return page
    from auditcheck.cli.papers import on_paper

    return on_paper(page, format_, what, looks.templates, looks.word)


def _filled(make: Callable[[Path], str], templates: Path | None) -> bytes:
    """What a template makes, of the user's folder or the shipped one; its fault stops us."""
    from auditcheck.files.shipped import shipped
    from auditcheck.report.templates import TemplateFault

    try:
        return make(templates or shipped("templates")).encode()
    except TemplateFault as error:
        own = templates is not None and (templates / error.template).exists()
        place = f"{templates.as_posix()}/{error}" if templates and own else str(error)
        raise StopError(Code.CANNOT, f"error: {place}\n  help: mend the template") from None


def check_templates(templates: Path | None) -> None:
    """Tell what in the user's folder changes nothing; stop where nothing does, or is there."""
    if templates is None:
        return
    if not templates.is_dir():
        message = f"error: --templates: there is no folder '{templates}'"
        raise StopError(Code.CANNOT, f"{message}\n  help: name the folder with your templates")
    from auditcheck.report.own_templates import overridden, strays

    told = strays(templates)
    if not overridden(templates):
        raise StopError(
            Code.CANNOT,
            f"error: --templates: what is in '{templates}' takes the place of no template\n"
            "  help: see 'auditcheck render --list-templates' for their names",
        )
    for each in told:
        tell(f"warning: {templates.as_posix()}/{each.file}: {each.message}\n  help: {each.help}")


def list_templates(templates: Path | None) -> int:
    """Show what each template is for and, of a user's folder, which it takes the place of."""
    from auditcheck.report.own_templates import PURPOSES, overridden

    check_templates(templates)
    own = overridden(templates) if templates else ()
    width = max(map(len, PURPOSES))
    for name, purpose in PURPOSES.items():
        place = f"  ({(templates / name).as_posix()})" if templates and name in own else ""
        out(f"{name.ljust(width)}  {purpose}{place}")
    return Code.DONE
