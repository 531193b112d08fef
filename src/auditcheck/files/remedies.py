"""What is mostly meant where a text is not YAML: where to mend it, and how."""

import re
from typing import NamedTuple

from auditcheck.files.characters import code_point, is_odd_space

ODD = r"[^\S \t\r\n]"  # a space that YAML takes for a letter
_TIGHT = re.compile(rf"[ -]*[\w.-]+:(?={ODD}|[^\s:/])")  # a key whose colon no space follows
_QUOTED_TIGHT = re.compile(r"(?<=[\"']):(?=[^\s:])")
_KEY = re.compile(r"[ -]*[^\s:#\"'\[{][^:\"'\[{]*")
_COMMENT = re.compile(r"[\[{,:][ \t]*(#)")
_PROBLEMS = (  # words of libyaml's or PyYAML's problem, and what mostly helps
    ("mapping values are not allowed", "put a text that holds ': ' in quotes"),
    ("could not find expected ':'", "write 'key: value', with a space after the colon"),
    ("quoted scalar", "end the text with the quote it began with"),
    ("expected ',' or", "close the bracket, or put a text that holds brackets in quotes"),
    ("node content", "write a value here, or delete the comma"),
    ("expected key", "indent this line as the lines around it"),
    ("expected <block end>", "indent this line as the lines around it"),
    ("expected '-' indicator", "indent this line as the lines around it"),
    ("sequence entries", "begin the list on a line of its own"),
)
BACKSLASH = "double the backslash, or put the text in single quotes"
INDENT = "indent this line as the lines around it"


class Remedy(NamedTuple):
    """Where the mistake stands, as an offset in the text, and what to do."""

    place: int
    help: str | None


def remedy_of(message: str, text: str, place: int, origin: int | None) -> Remedy:
    """What to do where the parser gave up; what it was reading began at the origin."""
    at, begun = text[place : place + 1], text[origin : origin + 1] if origin is not None else ""
    if at == "\t":
        return Remedy(place, "indent with spaces, not with tabs")
    if at and at in "@`%|>":
        return Remedy(place, _in_quotes(at))
    if begun in {"*", "&", "!"} and (
        "alias" in message or "anchor" in message or "tag" in message
    ):
        return Remedy(origin or 0, _in_quotes(begun))
    if any(words in message for words in ("escape character", "escape sequence", "hexdecimal")):
        return Remedy(text.rfind("\\", 0, place + 1), BACKSLASH)
    if found := _after_colon(message, text, place, origin):
        return found
    if "node content" in message and (comment := _comment_before(text, place)):
        return Remedy(comment, _in_quotes("#"))
    return Remedy(place, _by_problem(message, text, place, origin))


def _by_problem(message: str, text: str, place: int, origin: int | None) -> str | None:
    help_ = next((help_ for words, help_ in _PROBLEMS if words in message), None)
    inside = text[origin:place]
    if text[place : place + 1] == ":" and "expected ',' or" in message and "\n" not in inside:
        return "put a text that holds ': ' in quotes"
    if not text[place:].strip() and help_:
        if "node content" in message:
            help_ = "close the bracket"
        elif "quoted scalar" in message and '\\"' in inside and text[origin or 0] == '"':
            help_ = f"{help_}, where it ends with a backslash: {BACKSLASH}"
        return f"{help_}; the file ends here and may be cut off"
    if help_ == INDENT and text[:place].rstrip(" ")[-1:] in {*"\"'"}:
        return "put the whole text in quotes"
    if "mapping values" in message and _KEY.fullmatch(text, _line_start(text, place), place):
        return INDENT
    return help_


def _after_colon(message: str, text: str, place: int, origin: int | None) -> Remedy | None:
    """A colon, or a dash, that no space follows, on the line before or where reading began."""
    if "mapping values" in message:
        end = _line_start(text, place)
        while end and not text[_line_start(text, end - 1) : end].strip():
            end = _line_start(text, end - 1)
        start = _line_start(text, end - 1) if end else place
    elif "could not find expected ':'" in message and origin is not None:
        start, end = _line_start(text, origin), len(text)
        if re.compile(r" *-(?=[^\s-])").match(text, start):
            return Remedy(origin, "write a space after the dash")
    elif found := _QUOTED_TIGHT.search(text, max(0, place - 1), place + 2):
        return Remedy(found.start(), "write a space after the colon")
    else:
        return None
    found = _TIGHT.match(text, start, end)
    if found is None:
        return None
    return Remedy(found.end() - 1, after_colon(text[found.end() : found.end() + 1]))


def after_colon(character: str) -> str:
    """What to do about what follows a colon without a space between."""
    if is_odd_space(character):
        return f"replace <{code_point(character)}> after the colon by a space"
    return "write a space after the colon"


def _comment_before(text: str, place: int) -> int | None:
    """Where a '#' in brackets began a comment that hid the rest of its line."""
    end = len(text[:place].rstrip())
    found = None
    for start in (_line_start(text, place), _line_start(text, max(0, end - 1))):
        found = found or _COMMENT.search(text, start, place)
    return found.start(1) if found else None


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _in_quotes(character: str) -> str:
    return f"put a text that begins with '{character}' in quotes"
