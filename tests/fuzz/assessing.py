"""From a sound audit to everything that is shown of it, with what must hold of each."""

from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

from auditcheck.cli.answer import Terminal
from auditcheck.cli.app import run
from auditcheck.cli.gaps import _text as gaps_text
from auditcheck.cli.mermaid import mermaid
from auditcheck.cli.opening import as_json
from auditcheck.cli.summary import summary
from auditcheck.cli.tree import Trees, lines
from auditcheck.files.shipped import shipped
from auditcheck.loading.folders import documents_in, texts_in
from auditcheck.model.results import Result
from auditcheck.pipeline import Audit, evaluated, result_of, told
from auditcheck.report import html, markdown
from auditcheck.report.diagnostics import FORMATS
from auditcheck.report.diagnostics.findings import Findings
from auditcheck.report.stored import read_result
from auditcheck.report.view import build
from fuzz.promises import helped, on_terminal, page, told_in_place

PIPED = Terminal(interactive=False, width=0, colour=False)
NARROW = Terminal(interactive=True, width=40, colour=False)


@cache
def _room() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def laid(name: str, files: Mapping[str, bytes]) -> Path:
    """A folder of that name that holds these files and no others."""
    folder = Path(_room().name, name)
    folder.mkdir(exist_ok=True)
    for other in folder.iterdir():
        other.unlink()
    for file, raw in files.items():
        (folder / file).write_bytes(raw)
    return folder


def said(*arguments: str, codes: tuple[int, ...] = (0,)) -> str:
    """What a command writes to stdout, if it ends with one of these exit codes."""
    into = TextIOWrapper(BytesIO(), "utf-8")
    errors = TextIOWrapper(BytesIO(), "utf-8")
    with redirect_stdout(into), redirect_stderr(errors):
        code = run(arguments)
    raw, wrong = (BytesIO.getvalue(each.detach()) for each in (into, errors))
    assert code in codes, wrong.decode()
    for line in wrong.decode().split("\n"):
        on_terminal(line)
    return raw.decode()


def checked(audit: Audit) -> None:
    """What is wrong is told in its place; if nothing is, everything can be shown."""
    texts = texts_in(audit.folders, (each.path for each in audit.diagnostics))
    told_in_place(audit.diagnostics, texts)
    helped(audit.diagnostics)
    assert audit.sound == all(each.severity != "fault" for each in audit.diagnostics)
    found = audit.diagnostics
    if audit.sound:
        found, _ = told(audit, evaluated(audit))
        texts = texts_in(audit.folders, (each.path for each in found))
        told_in_place(found, texts)
        assessed(audit)
    for render in FORMATS.values():
        render(Findings(found, texts, documents_in(audit.folders))).encode()


def assessed(audit: Audit) -> None:
    """The result is the same twice, is read back as it was, and gives the same pages."""
    result = result_of(audit)
    kept = as_json(result)
    assert as_json(result_of(audit)) == kept
    read = read_result(kept.encode())
    assert isinstance(read, Result), read
    assert as_json(read) == kept
    for line in on_a_terminal(result):
        on_terminal(line)
    pages(result, read)


def on_a_terminal(result: Result) -> Iterator[str]:
    """What the commands write for a person, line by line."""
    explainer = Trees(result, "evidence", "rules")
    roots = [explainer.question(each) for each in result.questions]
    for root in roots:
        yield from lines(root, 0)
        yield from lines(root, 40)
    yield from mermaid(roots, 4).splitlines()
    for terminal in (PIPED, NARROW):
        yield from summary(result, terminal).split("\n")
    for width in (0, 40):
        yield from gaps_text(result, width).split("\n")


def pages(result: Result, again: Result) -> None:
    """The reports hold nothing but what their templates made; a kept result gives the same."""
    templates = shipped("templates")
    own = str(result.audit.get("language", "sv"))
    other = "en" if own == "sv" else "sv"
    for language in (own, other):
        assert build(again, language) == build(result, language)
    page(html.render(build(result, own), templates))
    markdown.render(build(result, other), templates).encode()
