"""What the reader of YAML refuses, and how each refusal is said."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE
from collections.abc import Sized

from auditcheck.files.characters import CONTROLS, RUNS_UNSEEN, UNSEEN, code_point, quote
from auditcheck.files.diagnostic import Diagnostic, Related
from auditcheck.files.place import Lines
from auditcheck.files.remedies import ODD, after_colon, remedy_of

MOST_BYTES = 2 * 1024 * 1024
MOST_DEPTH = 32
MOST_NODES = 200_000  # keys and values
MOST_CHARACTERS = 100_000  # of one text
MOST_DIGITS = 30
MOST_SIGNIFICANT = 15  # decimal digits that a float keeps, whichever they are
MOST_FAULTS = 100  # listed of one file

Extent = tuple[int, int]  # offsets in the text, in characters from 0, the end exclusive

LINE_BREAKS_OF_YAML = "\x85\u2028\u2029"  # besides those of an editor
TAG = r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)"
ESCAPE = r"(?s)\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))"
STAND_IN = "\0"  # begins the names given to keys that are refused and have none
FIRST_PLANE = 0x10000  # below it only halves of surrogate pairs are refused by the parser
LETTERS = {
    "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "r": "\r", "v": "\v",
    "N": "\x85", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


class StopReadingError(Exception):
    """The file cannot be read further."""


class Faults:
    """The faults of one file: extents in its text go in, diagnostics come out."""

    __slots__ = ("found", "lines", "nodes", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.lines = Lines(text)
        self.found: list[Diagnostic] = []
        self.nodes: Sized = ()  # as many as were read

    def add(
        self,
        code: str,
        message: str,
        extent: Extent | None,
        remedy: str | None = None,
        also: tuple[Related, ...] = (),
    ) -> None:
        """Note a fault, unless there are too many already: then reading stops."""
        if len(self.found) == MOST_FAULTS:
            code, remedy, also = "too-many-faults", None, ()
            message = f"only the first {MOST_FAULTS} faults of the file are listed"
        place = None if extent is None else self.lines.span(*extent)
        self.found.append(Diagnostic(code, "fault", message, self.path, place, remedy, also))
        if code == "too-many-faults":
            raise StopReadingError

    def stop(
        self, code: str, message: str, extent: Extent | None, remedy: str | None = None
    ) -> StopReadingError:
        """Note a fault that ends the reading, and return what to raise."""
        self.add(code, message, extent, remedy)
        return StopReadingError()

    # The whole file

    def size(self, raw: bytes) -> None:
        """Stop at a file that is too large."""
        if len(raw) > MOST_BYTES:
            message = f"the file has {len(raw):,} bytes, and at most {MOST_BYTES:,} are read"
            raise self.stop("too-large", message, None, "divide it into several files")

    def encoding(self, raw: bytes) -> None:
        """Stop at bytes that are not UTF-8."""
        if _looks_wide(raw):
            message = "the file is UTF-16 or UTF-32, not UTF-8"
            raise self.stop("not-utf-8", message, (0, 0), "save the file as UTF-8")
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            byte = raw[error.start : error.start + 1]
            start = len(raw[: error.start].decode("utf-8-sig"))
            meant = byte.decode("cp1252", "ignore")
            hint = f", though {quote(meant)} in Windows-1252" if meant.isalpha() else ""
            message = f"byte 0x{byte.hex().upper()} is not UTF-8 here{hint}"
            remedy = "save the file as UTF-8"
            if "end of data" in error.reason:
                message = "the file ends in the middle of a letter"
                remedy = "it is probably cut off: fetch it again"
            extent = (start, start + 1)
            raise self.stop("not-utf-8", message, extent, remedy) from None

    def characters(self) -> str:
        """Note every run of characters that cannot be seen; return a text that can be parsed."""
        if not UNSEEN.search(self.text):
            return self.text
        for found in re.finditer(RUNS_UNSEEN, self.text):
            self._unseen(found.group(), found.span(), "stands in the file")
        return UNSEEN.sub(_stand_in, self.text)

    def _unseen(self, characters: str, extent: Extent, how: str) -> None:
        number = code_point(characters[0])
        if "\ud800" <= characters[0] <= "\udfff":
            message, remedy = f"half a surrogate pair, {number}", "write the character itself"
        else:
            kind = "control" if re.match(CONTROLS, characters) else "invisible"
            message, remedy = f"{kind} character {number}", "delete it"
        code = "control-character" if re.match(CONTROLS, characters) else "invisible-character"
        self.add(code, f"{message} {how}", extent, remedy)

    # Keys and values

    def escapes(self, start: int, end: int) -> None:
        """Note the escapes of a double-quoted text that stand for what cannot be seen."""
        for found in re.compile(ESCAPE).finditer(self.text, start, end):
            short, four, eight, letter = found.groups()
            digits = short or four or eight
            character = chr(int(digits, 16)) if digits else LETTERS.get(letter, "")
            if UNSEEN.match(character) or character == "\r":
                self._unseen(character, found.span(), "is written as an escape")

    def key(self, key: str, style: str | None, extent: Extent, meaning: str | None) -> None:
        """Note a key that is not one line of text; `meaning` is what a plain one is instead."""
        if meaning is not None:
            message = f"the key {key} is {meaning}, not text"
            self.add("key-not-text", message, extent, f'write "{key}"')
        elif not key:
            self.add("key-not-text", "the key is empty", extent, "write a key before the colon")
        elif key == "<<" and not style:
            message = "a merge key is used"
            self.add("anchor", message, extent, "write out what it stands for")
        elif "\n" in key or "\t" in key:
            message = f"a tab or line break stands in the key {quote(key)}"
            self.add("control-character", message, extent, "write a space")

    def complex_key(self, extent: Extent) -> None:
        """Note a mapping or list that stands where a key should."""
        message = "a mapping or list stands where a key is expected"
        self.add("key-not-text", message, extent, "put a text that holds brackets in quotes")

    def duplicate(self, key: str, extent: Extent, first: Extent) -> None:
        """Note a key that its mapping has already."""
        also = Related("it is first given here", self.path, self.lines.span(*first))
        message = f"the key {quote(key)} is given twice"
        self.add("duplicate-key", message, extent, "join the two, or delete one", (also,))

    def empty(self, written: str, extent: Extent, key: str | None) -> None:
        """Note a value that is null or not there."""
        what = "a list entry" if key is None else quote(key) if key[:1] != STAND_IN else "a key"
        how = f"is {written}" if written else "has no value"
        remedy = "put it in quotes if it is a text, or" if written else "write the value, or"
        remedy = f"{remedy} delete the {'entry' if key is None else 'key'}"
        if not written and key and (tight := re.match(rf"[\w.-]+:(?={ODD}|[^\s:/])", key)):
            remedy = after_colon(key[tight.end()])
        self.add("empty-value", f"{what} {how}", extent, remedy)

    def text_length(self, text: str, extent: Extent) -> None:
        """Note a text that is too long."""
        limit = f"at most {MOST_CHARACTERS:,} are read"
        message = f"the text has {len(text):,} characters, and {limit}"
        remedy = "keep the text as a source, and quote what is relied on"
        self.add("text-too-long", message, extent, remedy)

    def digits(self, count: int, most: int, what: str, extent: Extent) -> None:
        """Note a number that would not be kept exactly."""
        message = f"the number has {count} {what}, and at most {most} are kept exactly"
        self.add("number-too-long", message, extent, "round it, or put it in quotes if it is text")

    def properties(self, start: int, anchor: str | None, tag: str | None) -> None:
        """Note the anchor and the tag of a node."""
        if anchor is not None:
            place = self.text.find(f"&{anchor}", start)
            message = f"the anchor {quote(f'&{anchor}')} is used"
            extent = (place, place + len(anchor) + 1)
            self.add("anchor", message, extent, "delete it, and write out the value where needed")
        if tag is not None:
            found = next(re.compile(TAG).finditer(self.text, start))
            message = f"the tag {quote(found.group())} is used"
            self.add("tag", message, found.span(), "delete it: types are known by the field")

    def alias(self, extent: Extent) -> None:
        """Note an alias."""
        message = f"the alias {quote(self.text[slice(*extent)])} is used"
        self.add("anchor", message, extent, "write out the value")

    # What ends the reading

    def not_a_mapping(self, what: str, extent: Extent) -> StopReadingError:
        """Refuse a file that is not a mapping."""
        message = f"the file is {what}, not a mapping of sections"
        remedy = "begin with a section, such as 'audit:'"
        return self.stop("not-a-mapping", message, extent, remedy)

    def several(self, extent: Extent) -> StopReadingError:
        """Refuse a second document."""
        message = "a second YAML document begins here"
        return self.stop("several-documents", message, extent, "make it a file of its own")

    def too_many(self, start: int) -> StopReadingError:
        """Refuse more keys and values than the limit."""
        message = f"the file holds more than {MOST_NODES:,} keys and values"
        remedy = "divide it into several files"
        return self.stop("too-many-values", message, (start, start), remedy)

    def too_deep(self, extent: Extent | None) -> StopReadingError:
        """Refuse nesting beyond the limit."""
        message = f"mappings and lists are nested more than {MOST_DEPTH} deep"
        return self.stop("too-deep", message, extent, "look for brackets that are not closed")

    def bad_escape(self, digits: int) -> StopReadingError:
        """Refuse an escape that stands for no character; its hexadecimal digits begin there."""
        found = re.compile(ESCAPE).match(self.text, digits - 2)
        if found is None:  # what else a number can overflow, such as that of a directive
            return self.syntax("the number cannot be read", "", digits, None)
        number = int(found.group(2) or found.group(3), 16)
        if number < FIRST_PLANE:
            self._unseen(chr(number), found.span(), "is written as an escape")
            return StopReadingError()
        message = "the escape stands for no character"
        return self.stop("yaml-syntax", message, found.span(), "write the character itself")

    def syntax(
        self, problem: str, context: str, place: int, origin: int | None
    ) -> StopReadingError:
        """Refuse what is not YAML, where that was noticed; the context began at the origin."""
        if "undefined tag handle" in problem:
            return self.stop("tag", "a tag is used", (place, place), "delete it")
        message = f"{problem} {context}".strip()
        place, remedy = remedy_of(message, self.text, place, origin)
        at = self.text[place : place + 1]
        also: tuple[Related, ...] = ()
        if origin is not None and origin < place:
            also = (Related("it began here", self.path, self.lines.span(origin, origin)),)
        self.add("yaml-syntax", message, (place, place + (at not in "\r\n")), remedy, also)
        return StopReadingError()


def _looks_wide(raw: bytes) -> bool:
    """Return whether the bytes look like UTF-16 or UTF-32, with or without a byte order mark."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_BE)):
        return True
    even, odd = raw[0:8:2], raw[1:8:2]
    return len(odd) > 1 and any(even) != any(odd)


def _stand_in(found: re.Match[str]) -> str:
    """Return a character that YAML allows; where it would break the line it still must."""
    return found.group() if found.group() in LINE_BREAKS_OF_YAML else "\ufffd"
