"""A page as a PDF or a Word document, by what `auditcheck[pdf]` and `auditcheck[docx]` bring."""

from pathlib import Path
from typing import Literal

from auditcheck.cli.answer import Code, StopError
from auditcheck.cli.extras import needing
from auditcheck.files.shipped import shipped

Paper = Literal["pdf", "docx"]


def on_paper(
    page: bytes, format_: Paper, what: str, templates: Path | None, word: Path | None
) -> bytes:
    """The page in the format; `what` names the templates, `word` is a Word template of one's own.

    Without `word`, a template of that name in the user's folder takes the shipped one's place.
    """
    text = page.decode()
    if format_ == "pdf":
        return _pdf(text, _own("pdf.css", templates).read_text("utf-8"))
    with needing("docx", "a report in Word"):
        from auditcheck.report.word import WordTemplateError, render
    template = word or _own(f"{what}.docx", templates)
    try:
        return render(text, template.read_bytes())
    except OSError as error:
        problem = (error.strerror or str(error)).lower()
    except WordTemplateError as error:
        problem = str(error)
    raise StopError(
        Code.CANNOT,
        f"error: the Word template '{template.as_posix()}' cannot be used: {problem}\n"
        "  help: mend it, or begin from the one that is shipped (docs/word.md)",
    )


def _pdf(page: str, css: str) -> bytes:
    with needing("pdf", "a report as a PDF"):
        try:
            from auditcheck.report.pdf import render
        except OSError as error:  # WeasyPrint is there, but not what it draws with
            message = f"error: a report as a PDF needs Pango, which WeasyPrint draws with: {error}"
            help_ = "install it: 'apt install libpango-1.0-0 libpangoft2-1.0-0' on Debian"
            raise StopError(Code.CANNOT, f"{message}\n  help: {help_}") from None
    return render(page, css)


def _own(name: str, templates: Path | None) -> Path:
    own = templates / name if templates is not None else None
    return own if own is not None and own.is_file() else shipped("templates") / name
