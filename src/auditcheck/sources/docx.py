"""Word's DOCX: body, tables, headers, footers and notes as one text; its pages are not known."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from auditcheck.sources.pages import MOST_UNPACKED, Document, RefusedError, document

_MOST_PARTS = 10_000
_TYPES = "[Content_Types].xml"
_MAIN = re.compile(r"(?:wordprocessingml\.document|\.document\.macroEnabled)\.main\+xml$")
_BESIDE = re.compile(r"wordprocessingml\.(?:header|footer|footnotes|endnotes)\+xml$")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file: Word before 2007, or one encrypted
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SKIPPED = ("moveFrom", "del", "Fallback", "instrText")  # what is deleted, or told twice
_OFF = ("0", "false", "off")

Start = Callable[[str, dict[str, str]], None]


def read(raw: bytes) -> Document:
    """The text of a Word document; a page break in it is a line break."""
    if raw.startswith(_OLD):
        raise RefusedError("encrypted" if _LOCKED in raw else "unknown")
    if raw.count(b"PK\x01\x02") > _MOST_PARTS:
        raise RefusedError("too large")
    try:
        with ZipFile(BytesIO(raw)) as package:
            return document([_text(package)], numbered=False)
    except (BadZipFile, EOFError, KeyError, OSError, ValueError, zlib.error, expat.ExpatError):
        raise RefusedError("broken") from None


def _text(package: ZipFile) -> str:
    types: dict[str, str] = {}

    def note(tag: str, given: dict[str, str]) -> None:
        if tag == "Override":
            types[given.get("PartName", "").lstrip("/")] = given.get("ContentType", "")

    _parse(_unpacked(package, [_TYPES])[0], note)
    main = [name for name, type_ in types.items() if _MAIN.search(type_)]
    if not main:
        raise RefusedError("broken")
    beside = sorted(name for name, type_ in types.items() if _BESIDE.search(type_))
    return "\n".join(map(_words, _unpacked(package, [*main, *beside])))


def _unpacked(package: ZipFile, names: list[str]) -> list[bytes]:
    """The parts of these names, if they are not too large together."""
    parts = [package.getinfo(name) for name in names]
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RefusedError("too large")
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError("encrypted")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise RefusedError("broken")
    return [package.read(part) for part in parts]


def _words(part: bytes) -> str:
    """The words of one part, a line for each paragraph."""
    words: list[str] = []
    open_: list[str] = []  # the elements that the reader is in, from the first that is skipped
    run = {"hidden": False, "text": False}

    def start(tag: str, given: dict[str, str]) -> None:
        if open_ or tag in _SKIPPED:
            open_.append(tag)
        elif tag == "r":
            run["hidden"] = False
        elif tag == "vanish":
            run["hidden"] = given.get("val", "true") not in _OFF
        elif tag == "t":
            run["text"] = not run["hidden"]
        elif tag in _SIGNS:
            words.append(_SIGNS[tag])

    def end(tag: str) -> None:
        if open_:
            open_.pop()
        elif tag == "t":
            run["text"] = False
        elif tag == "p":
            words.append("\n")

    def text(data: str) -> None:
        if run["text"] and not open_:
            words.append(data)

    _parse(part, start, end, text)
    return "".join(words)


def _parse(
    part: bytes,
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read XML by local names; a document type, which could declare entities, is refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, given: start(
        _local(tag), {_local(name): value for name, value in given.items()}
    )
    if end is not None:
        parser.EndElementHandler = lambda tag: end(_local(tag))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(part, True)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse(*_: object) -> None:
    raise RefusedError("broken")
