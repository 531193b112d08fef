"""`evaluate --serve`: the report as a page that is rendered again at each change, until Ctrl-C."""

import gc
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from auditcheck.cli.answer import Code, StopError, counted, tell
from auditcheck.cli.evaluating import Wanted, language_of
from auditcheck.cli.extras import needing
from auditcheck.cli.opening import faults_in, opened, published
from auditcheck.cli.rendering import page_of
from auditcheck.cli.serving import serving
from auditcheck.cli.templating import Looks, check_templates
from auditcheck.cli.watching import wait
from auditcheck.files.characters import harmless
from auditcheck.files.grounds import Ground, of_tree
from auditcheck.files.shipped import shipped
from auditcheck.loading.memory import Memory
from auditcheck.report.preview import of_faults

if TYPE_CHECKING:
    from auditcheck.pipeline import Audit

_OF_A_PAGE = (".j2", ".css", ".toml")  # what the names of its templates end in


class Preview(NamedTuple):
    """What is shown: a page, what is said of it, and all that it rests on."""

    page: str
    said: str
    grounds: tuple[Ground, ...]


def run_serve(
    folder: Path,
    rules: Path | None,
    as_of: str | None,
    wanted: Wanted,
    port: int,
    *,
    known: str | None = None,
) -> int:
    """Serve the report, and render it again when something that it rests on changes.

    Its exit code is 0 when it is ended; 3 at once where there is nothing to show.
    """
    _refuse(wanted)
    with needing("watch", "--serve"):
        import watchfiles  # noqa: F401  before anything is said
    check_templates(wanted.templates)
    gc.enable()  # this run is not a short one
    memory = Memory()
    try:
        with _ended_as_by_ctrl_c():
            audit = opened(folder, rules, as_of, memory, known=known)
            if not audit.evidence_folder.files:  # a name that is misspelt, as likely as not
                raise StopError(Code.CANNOT, faults_in(audit)[0])
            shown = _preview(audit, wanted, memory)
            with serving(port, shown.page) as server:
                tell(f"{shown.said}, at {server.address}, Ctrl-C ends")
                while True:
                    wait(shown.grounds)
                    memory.begin_round()
                    audit = opened(folder, rules, as_of, memory, known=known)
                    shown = _preview(audit, wanted, memory)
                    server.show(shown.page)
                    if not wanted.quiet:
                        tell(f"{time.strftime('%H:%M:%S')} {shown.said}")
    except KeyboardInterrupt:
        tell("\nno longer served")
        return Code.DONE


def _refuse(wanted: Wanted) -> None:
    """Stop at what a preview, which writes and concludes nothing, cannot do."""
    for option, given in (
        ("--report", wanted.reports),
        ("--result", wanted.result),
        ("--fail-below", wanted.fail_below),
        ("--format json", wanted.format == "json"),
        ("--template", wanted.template),
    ):
        if given:
            message = f"error: --serve shows the report as a page, and does nothing of {option}"
            raise StopError(Code.USAGE, f"{message}\n  help: leave one of them out")


@contextmanager
def _ended_as_by_ctrl_c() -> Iterator[None]:
    """What asks us to end, or closes our terminal, does as Ctrl-C does."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {each: signal.getsignal(each) for each in (getattr(signal, name) for name in names)}
    for each, handler in before.items():
        if handler is not signal.SIG_IGN:  # as nohup has it
            signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _preview(audit: "Audit", wanted: Wanted, memory: Memory) -> Preview:
    """The report or, where there is none, what is wrong."""
    folders = [shipped("templates"), *([wanted.templates] if wanted.templates else [])]
    grounds = (*audit.grounds, *(of_tree(each, *_OF_A_PAGE) for each in folders))
    if not audit.sound:
        told, number = faults_in(audit)
        return Preview(_told(told), f"no report: {counted(number, 'fault')}", grounds)
    try:
        page = _rendered(audit, wanted, memory)
    except (StopError, OSError) as error:  # a template that is wrong, or just being saved
        told = error.message if isinstance(error, StopError) else f"error: {error}"
        return Preview(_told(told), "no report: a fault in the templates", grounds)
    return Preview(page, "the report", grounds)


def _rendered(audit: "Audit", wanted: Wanted, memory: Memory) -> str:
    from auditcheck.pipeline import result_of

    result = result_of(audit, memory)
    looks = Looks(wanted.language or language_of(audit), wanted.templates)
    return page_of(published(result) if wanted.public else result, looks)


def _told(text: str) -> str:
    return of_faults("\n".join(map(harmless, text.split("\n"))))
