"""`render --fact-check`: sheets of statements to confirm or correct."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from auditcheck.cli.answer import Code, StopError
from auditcheck.cli.templating import Format, filled, format_of
from auditcheck.files.spelling import instead

if TYPE_CHECKING:
    from auditcheck.model.results import Result
    from auditcheck.report.fact_check import Whom


def sheets(
    result: "Result",
    name: str,
    paths: Sequence[Path],
    format_: Format,
    language: str,
    templates: Path | None,
) -> list[tuple[Path | None, bytes]]:
    """The sheets of whom a name means, in each file; in a folder, a file for each of them.

    Without a path they are for stdout; the result is to be a public one.
    """
    from auditcheck.report.fact_check import build, render

    chosen = _chosen(result, name)

    def made(whom: Sequence["Whom"], as_: Format) -> bytes:
        view = build(result, language, whom)
        return filled(lambda folder: render(view, folder, as_), templates)

    if not paths:
        return [(None, made(chosen, format_))]
    written: list[tuple[Path | None, bytes]] = []
    for path in paths:
        if path.is_dir() or not path.suffix:
            written += [(path / f"{w.key}.{format_}", made([w], format_)) for w in chosen]
        else:
            written.append((path, made(chosen, format_of(path))))
    return written


def _chosen(result: "Result", name: str) -> list["Whom"]:
    """Whom a name means: everyone, an id, or a role or body as it is called."""
    from auditcheck.report.fact_check import everyone
    from auditcheck.report.pretty import short

    known = everyone(result)
    if name == "all" and known:
        return known
    wanted = name.casefold()
    chosen = [each for each in known if wanted in (*each.ids, each.name.casefold())]
    if chosen:
        return chosen
    if not known:
        raise StopError(
            Code.USAGE,
            "error: --fact-check: no source has a role, and the audit has no scope\n"
            "  help: give 'role' to the sources that are interviews, and 'scope' to the audit",
        )
    problem = f"'{name}' is no role that a source has, and no body in the audit's scope"
    close = instead(name, [name for each in known for name in (each.key, each.name)], "write")
    listed = "\n".join(f"    {each.key}: {short(each.name)}" for each in known)
    help_ = f"{close}{' or' if close != 'write' else ''} 'all', or one of\n{listed}"
    raise StopError(Code.USAGE, f"error: --fact-check: {problem}\n  help: {help_}")
