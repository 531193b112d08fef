"""The templates: found in one folder, run in a sandbox, with the fixed texts of one language.

Templates are their users' to change, so whatever goes wrong in one is told with its place.
"""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from auditcheck.files.shipped import shipped
from auditcheck.report.mermaid import label
from auditcheck.report.view import View

_AT_LINE = re.compile(r"at line (\d+)")
_HOLE = re.compile(r"\{([a-z_]+)\}")
_COUNTER = re.compile(r"\{(pages?)\}")
_UNSAFE_IN_CSS = re.compile(r"[^\w ,.–-]")
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class TemplateFault(Exception):  # noqa: N818  a fault of the user's file, named as the words do
    """A template or its texts cannot be used; says what is wrong, in which file, on which line."""

    def __init__(self, message: str, template: str, line: int | None = None) -> None:
        self.message = message
        self.template = template
        self.line = line
        super().__init__(f"{template}:{line}: {message}" if line else f"{template}: {message}")


class _Inside(FileSystemLoader):
    """Templates of one folder: a link that leaves it is refused, and so is what is not UTF-8."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder.resolve()

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            source, file, is_current = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            raise _not_utf8(error, template) from None
        if not Path(file).resolve().is_relative_to(self.folder):
            raise TemplateFault("a link leaves the folder of the templates", template)
        return source, file, is_current


def render(
    name: str, view: View, templates: Path, escape: Callable[[str], str] | None = None
) -> str:
    """The template `name` filled with the view; `escape` where the format is not HTML."""

    def finalize(value: object) -> object:
        if value is None:
            return ""
        if hasattr(value, "__html__"):
            return value
        text = printable(str(value))
        return Markup(escape(text)) if escape else text  # noqa: S704  escaped for its format

    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([_Inside(each) for each in _folders(templates)]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    texts = texts_in(templates, str(view["language"]))
    environment.filters["say"] = texts.say
    environment.filters["css"] = css
    environment.filters["mermaid"] = lambda text: Markup(label(text))  # noqa: S704  escaped
    try:
        return environment.get_template(name).render(view=view, t=texts.words)
    except TemplateSyntaxError as error:
        raise TemplateFault(
            error.message or "syntax error", error.name or name, error.lineno
        ) from None
    except TemplateFault:
        raise
    except Exception as error:  # a template can raise anything; all of it is the template's fault
        place = _place(error.__traceback__, templates)
        if place is None:
            raise
        raise TemplateFault(_said(error), *place) from error


def _said(error: Exception) -> str:
    """What is wrong in the words of a template's user."""
    match error:
        case TemplateNotFound():
            return f"there is no template '{error.name}'"
        case RecursionError():
            return "it includes or calls itself without end"
        case _:
            return str(error) or type(error).__name__


def printable(text: str) -> str:
    """The text with U+FFFD for what no page can show and what would turn its order."""
    return _UNPRINTABLE.sub("\ufffd", text)


def css(text: str) -> Markup:
    """The text as what CSS's `content` prints, safe in a style sheet; `{page}` counts pages."""
    pieces = _COUNTER.split(printable(text))
    said = [
        f"counter({piece})" if place % 2 else '"' + _UNSAFE_IN_CSS.sub(_code_point, piece) + '"'
        for place, piece in enumerate(pieces)
    ]
    return Markup(" ".join(said))  # noqa: S704  letters, digits and code points


def _code_point(found: re.Match[str]) -> str:
    return f"\\{ord(found[0]):x} "


class Texts:
    """The fixed texts of one language: words by dotted key, with holes like `{n}` to fill."""

    def __init__(self, words: dict[str, object]) -> None:
        self.words = words

    def say(self, piece: object, **params: object) -> str:
        """A piece, or the text at a key, in words; params fill the holes of its text."""
        if isinstance(piece, str):
            return self._filled(piece, params)
        assert isinstance(piece, dict)  # noqa: S101  a view holds nothing else
        if "say" not in piece:
            return str(piece["text"])
        said = self._filled(str(piece["say"]), dict(piece["params"]) | params)
        match piece.get("case"):
            case "lower":
                return said[:1].lower() + said[1:]
            case "upper":
                return said[:1].upper() + said[1:]
            case _:
                return said

    def _filled(self, key: str, params: dict[str, object]) -> str:
        found: object = self.words
        group, _, name = key.partition(".")
        found = self.words.get(group)
        found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, dict):
            found = found.get("one" if params.get("n") == 1 else "many")
        if not isinstance(found, str):
            if "otherwise" in params:
                other = params["otherwise"]
                return self.say(other) if isinstance(other, dict) else str(other)
            raise LookupError(f"there is no text '{key}'")
        return _HOLE.sub(lambda hole: self._param(hole, params), found)

    def _param(self, hole: re.Match[str], params: dict[str, object]) -> str:
        if hole[1] not in params:
            return hole[0]
        value = params[hole[1]]
        if isinstance(value, list):
            return "".join(self.say(piece) for piece in value)
        return self.say(value) if isinstance(value, dict) else str(value)


def _folders(templates: Path) -> list[Path]:
    """Where a template is looked for: in the user's folder, then among the shipped."""
    return list(dict.fromkeys([templates, shipped("templates")]))


def texts_in(templates: Path, language: str) -> Texts:
    """The shipped texts of a language, with those of the user's own in their place."""
    file = f"texts.{language}.toml"
    words: dict[str, object] = {}
    for folder in reversed(_folders(templates)):
        if (folder / file).is_file():
            words = _over(words, read_texts(folder / file), file)
    return Texts(words)


def read_texts(file: Path) -> dict[str, object]:
    """The texts in a file, as they are written."""
    raw = file.read_bytes()
    try:
        return tomllib.loads(raw.decode())
    except UnicodeDecodeError as error:
        raise _not_utf8(error, file.name) from None
    except tomllib.TOMLDecodeError as error:
        place = _AT_LINE.search(str(error))
        line = int(place[1]) if place else len(raw.splitlines())
        raise TemplateFault(str(error), file.name, line) from None


def _not_utf8(error: UnicodeDecodeError, file: str) -> TemplateFault:
    return TemplateFault(
        "the file is not UTF-8", file, error.object.count(b"\n", 0, error.start) + 1
    )


def _over(
    below: dict[str, object], above: dict[str, object], file: str, at: str = ""
) -> dict[str, object]:
    """Texts with others in their place; where there are groups and texts, as deep as they go."""
    merged = dict(below)
    for key, value in above.items():
        under = below.get(key)
        if isinstance(value, dict):
            merged[key] = _over(
                under if isinstance(under, dict) else {}, value, file, f"{at}{key}."
            )
        elif isinstance(value, str) and (at or under is None):
            merged[key] = value
        else:
            raise TemplateFault(f"'{at}{key}' is not a text", file)
    return merged


def _place(trace: TracebackType | None, templates: Path) -> tuple[str, int] | None:
    """The innermost template and line that the error passed through."""
    found = None
    for frame, line in walk_tb(trace):
        path = Path(frame.f_code.co_filename)
        for folder in _folders(templates):
            if path.is_relative_to(folder):
                found = (path.relative_to(folder).as_posix(), line)
    return found
