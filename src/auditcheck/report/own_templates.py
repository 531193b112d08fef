"""The templates by name, and a user's folder of them: what takes the place of which, if any."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta

from auditcheck.files.shipped import shipped
from auditcheck.files.spelling import instead
from auditcheck.report.templates import TemplateFault, read_texts

PURPOSES: Mapping[str, str] = {
    "report.html.j2": "the report as a page: its head, cover, contents and chapters",
    "report.md.j2": "the report as Markdown",
    "report.css": "how the report's page and that of the rules look",
    "pdf.css": "what is otherwise in a PDF than on the page",
    "report.docx": "the report in Word: its cover, contents, styles, head and foot",
    "html/summary.j2": "the summary, on the page",
    "html/about.j2": "the engagement: background, purpose, limits, criteria, method",
    "html/law.j2": "what the law demands",
    "html/findings.j2": "each question with its findings and assessment",
    "html/conclusion.j2": "the closing table and the recommendations",
    "html/annexes.j2": "the annexes",
    "figures.html.j2": "what is drawn on the page, each with its table",
    "macros.html.j2": "small things that every chapter of the page uses",
    "md/summary.j2": "the summary, in Markdown",
    "md/about.j2": "the engagement, in Markdown",
    "md/law.j2": "what the law demands, in Markdown",
    "md/findings.j2": "each question, in Markdown",
    "md/conclusion.j2": "the closing table and the recommendations, in Markdown",
    "md/annexes.j2": "the annexes, in Markdown",
    "macros.md.j2": "small things that every chapter in Markdown uses",
    "fact-check.html.j2": "the sheets of the fact check, as a page",
    "fact-check.md.j2": "the sheets of the fact check, as Markdown",
    "fact-check.css": "how the sheets look",
    "fact-check.docx": "the sheets of the fact check in Word",
    "follow-up.html.j2": "the follow-up report, as a page",
    "follow-up.md.j2": "the follow-up report, as Markdown",
    "requests.html.j2": "the list of what to ask for, as the page that Word's is made of",
    "requests.md.j2": "the list of what to ask for, as Markdown",
    "requests.docx": "the list of what to ask for in Word",
    "rules.html.j2": "a rule pack as a page",
    "rules.md.j2": "a rule pack as Markdown",
    "rules.txt.j2": "a rule pack as text",
    "whatif.md.j2": "what would lift a level, as Markdown",
    "texts.sv.toml": "the fixed texts in Swedish; your own file may hold only some of them",
    "texts.en.toml": "the fixed texts in English",
}
_HOLES = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Stray:
    """Something in a user's folder that changes nothing: where, what, and what to do."""

    file: str
    message: str
    help: str


def overridden(folder: Path) -> tuple[str, ...]:
    """The shipped templates that a file in the folder takes the place of."""
    return tuple(name for name in PURPOSES if (folder / name).is_file())


def strays(folder: Path) -> list[Stray]:
    """The files that no template is called and none includes, and the texts that none says."""
    files = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    sources = {name: _source(folder / name) for name in files if name.endswith(".j2")}
    included = {name for source in sources.values() for name in _included(source)}
    found = [
        Stray(
            name,
            "takes the place of no template, and none includes it",
            instead(name, PURPOSES, "see 'auditcheck render --list-templates' for the names"),
        )
        for name in files
        if name not in PURPOSES and name not in included and None not in included
        if not name.startswith((".", "README"))
    ]
    said = "\n".join(sources.values())
    for name in files:
        if name in PURPOSES and name.endswith(".toml"):
            found += _strays_in(folder, name, said)
    return found


def _source(file: Path) -> str:
    """A template's source; what is not UTF-8 is told when it is filled."""
    return file.read_bytes().decode("utf-8", "replace")


def _included(source: str) -> Iterator[str | None]:
    """The templates that one names; None for a name that only filling it gives."""
    try:
        yield from meta.find_referenced_templates(Environment().parse(source))  # noqa: S701  only read
    except TemplateSyntaxError:
        return


def _strays_in(folder: Path, name: str, said: str) -> Iterator[Stray]:
    """The texts of a file that nothing says, and the holes that nothing fills."""
    try:
        own = _keyed(read_texts(folder / name))
    except TemplateFault:  # told when the texts are read to be used
        return
    known = _keyed(read_texts(shipped("templates") / name))
    for key, text in own.items():
        of = key.removesuffix(".one").removesuffix(".many")
        forms = [known[each] for each in (of, f"{of}.one", f"{of}.many") if each in known]
        if forms:
            yield from _unfilled(name, key, text, set(_HOLES.findall(" ".join(forms))))
        elif f'"{key}"' not in said and f"'{key}'" not in said:
            yield Stray(name, f"no template says '{key}'", instead(key, known, "remove it"))


def _unfilled(name: str, key: str, text: str, holes: set[str]) -> Iterator[Stray]:
    """The holes of a text that the shipped one has not."""
    there = ", ".join(f"{{{each}}}" for each in sorted(holes)) or "no hole"
    for hole in dict.fromkeys(_HOLES.findall(text)):
        if hole not in holes:
            yield Stray(name, f"nothing fills '{{{hole}}}' in '{key}'", f"it may hold {there}")


def _keyed(words: Mapping[str, object], at: str = "") -> dict[str, str]:
    """The texts by their dotted keys; a text of several forms has one for each."""
    found: dict[str, str] = {}
    for key, value in words.items():
        if isinstance(value, dict):
            found |= _keyed(value, f"{at}{key}.")
        elif isinstance(value, str):
            found[f"{at}{key}"] = value
    return found
