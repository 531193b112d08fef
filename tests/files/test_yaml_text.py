"""Reading YAML: what comes out, where it stood, and what is refused at which place."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from auditcheck.files import yaml_text
from auditcheck.files.characters import UNSEEN
from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.place import LINE_BREAK, Route, Span
from auditcheck.files.refusals import MOST_CHARACTERS, MOST_FAULTS, MOST_NODES
from auditcheck.files.yaml_text import Document, read_yaml, shown_text

PARSERS = {"libyaml": yaml.CSafeLoader, "python": yaml.SafeLoader}


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read with one parser or the other."""
    monkeypatch.setattr(yaml_text, "EVENTS", PARSERS[request.param])
    return str(request.param)


def marked(text: str) -> tuple[str, list[Span]]:
    """Return the text without its marks «…» and the spans that they show."""
    parts, plain, starts, spans = LINE_BREAK.split(text), [], [], []
    for number, line in enumerate(parts, 1):
        bare = ""
        for character in line:
            place = (number, len(bare) + 1)
            if character == "«":
                starts.append(place)
            elif character == "»":
                spans.append((starts.pop(), place))
            else:
                bare += character
        plain.append(bare)
    breaks = [*LINE_BREAK.findall(text), ""]
    whole = "".join(line + end for line, end in zip(plain, breaks, strict=True))
    return whole, [Span(*start, *end) for start, end in sorted(spans)]


def cut(text: str, span: Span) -> str:
    """Return what stands in a span."""
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]
    return text[
        starts[span.line - 1] + span.column - 1 : starts[span.end_line - 1] + span.end_column - 1
    ]


def read(text: str) -> Document:
    """Return a document that has no faults."""
    document, faults = read_yaml("e.yaml", text.encode())
    assert not faults
    assert document is not None
    return document


def faults_of(raw: bytes) -> tuple[Diagnostic, ...]:
    """Return the faults of a file that is refused."""
    document, faults = read_yaml("e.yaml", raw)
    assert document is None
    return faults


READ: list[tuple[str, dict[str, object]]] = [
    ("", {}),
    ("# a comment\n", {}),
    ("---\n", {}),
    ("---\na: b\n...\n", {"a": "b"}),
    ("%YAML 1.1\n---\na: b\n", {"a": "b"}),
    ("\ufeffa: b\n", {"a": "b"}),
    ("a: true\nb: false", {"a": True, "b": False}),
    ("a: [True, yes, no, on, off, FALSE]", {"a": ["True", "yes", "no", "on", "off", "FALSE"]}),
    ("a: [0, 7, -5, +7, -0]", {"a": [0, 7, -5, 7, 0]}),
    ("a: [1.5, -0.25, 1.10, +3.0]", {"a": [1.5, -0.25, 1.1, 3.0]}),
    ("a: [012, 0x1F, 1_000, 1e3, 1.5e3, .5, 5.]",
     {"a": ["012", "0x1F", "1_000", "1e3", "1.5e3", ".5", "5."]}),
    ("a: [2023:19, 12:30, 2023-01-01, 2024-12]",
     {"a": ["2023:19", "12:30", "2023-01-01", "2024-12"]}),
    ("a: [.nan, .inf, -.inf, nan, '1', \"true\", 'null']",
     {"a": [".nan", ".inf", "-.inf", "nan", "1", "true", "null"]}),
    ("a: [-, +, '', =]", {"a": ["-", "+", "", "="]}),
    ("a: 123456789012345678901234567890", {"a": 123456789012345678901234567890}),
    ("a: 0.123456789012345", {"a": 0.123456789012345}),
    ("a: 1.500000000000000000000", {"a": 1.5}),
    ("a: |\n  b\n  c\n\nd: >-\n  e\n  f\n", {"a": "b\nc\n", "d": "e f"}),
    ('a: "b\\tc\\n\\\\d\\u00e5\\_"', {"a": "b\tc\n\\då\xa0"}),
    ('a: "b \\\n  c"', {"a": "b c"}),
    ("a: b\r\nc: d\re: f", {"a": "b", "c": "d", "e": "f"}),
    ("'a b': {c: [d, {e: f}]}\n", {"a b": {"c": ["d", {"e": "f"}]}}),
    ("? a\n: b\n", {"a": "b"}),
    ("yes: 1\n2023-01-01: 2\n012: 3\n'1': 4\n", {"yes": 1, "2023-01-01": 2, "012": 3, "1": 4}),
    ("å: ä # ö\nb: 'it''s #1'\n", {"å": "ä", "b": "it's #1"}),
    ("'<<': a\n", {"<<": "a"}),
    ("a:\n- b\n- c\n", {"a": ["b", "c"]}),
    ("a: {}\nb: []\n", {"a": {}, "b": []}),
    ("a: b: c\n".replace("b: c", "'b: c'"), {"a": "b: c"}),
]  # fmt: skip


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "data"), READ)
def test_reads(text: str, data: dict[str, object]) -> None:
    """Plain data comes out, each value of exactly the type that the rules of reading give."""
    document = read(text)
    assert document.data == data
    assert repr(document.data) == repr(data)  # 1, True and 1.0 are not the same
    assert document.text == text.removeprefix("\ufeff")
    assert document.path == "e.yaml"


MANY = " ".join("x" * 99 for _ in range(1001))  # 100,100 characters
REFUSED: list[tuple[str, str]] = [  # codes, and a text with the place of each
    ("duplicate-key", "a: 1\n«a»: 2\n"),
    ("duplicate-key", "a: 1\nb: {c: 1, d: [1], «'c'»: 2}\n"),
    ("duplicate-key duplicate-key", 'a: {x: 1}\n«a»: 2\n«"a"»: 3\n'),
    ("key-not-text", "«1»: a\n"),
    ("key-not-text", "«-1.5»: a\n"),
    ("key-not-text", "«true»: a\n"),
    ("key-not-text", "«~»: a\n"),
    ("key-not-text", "«null»: a\n"),
    ("key-not-text", "«''»: a\n"),
    ("key-not-text", "?«»\n: a\n"),
    ("key-not-text", "a: {«5»: b}\n"),
    ("key-not-text", "? «[»a, b]\n: c\n"),
    ("key-not-text key-not-text", "? «{»a: b}\n: c\n? «{»a: b}\n: d\n"),
    ("key-not-text", "? - a\n  - b\n: c\n".replace("? -", "? «»-")),
    ("empty-value", "«a»:\n"),
    ("empty-value", "a: «~»\n"),
    ("empty-value", "a: [b, «null»]\n"),
    ("empty-value empty-value", "a:\n  «b»: # c\n  «d»:\n"),
    ("empty-value", "a:\n  - b\n  «-»\n"),
    ("empty-value empty-value", "a: {«b»: , «c»}\n"),
    ("anchor", "a: «&b» c\n"),
    ("anchor", "a: «&b»\n  c: d\n"),
    ("anchor", "«&a» b: c\n"),
    ("anchor anchor", "a: «&b» [«*b»]\n"),
    ("anchor anchor", "a: «&b» 1\nc: «*b»\n"),
    ("anchor anchor", "a: «&b» 1\n«*b» : 2\n"),
    ("anchor", "«<<»: {a: b}\n"),
    ("anchor not-a-mapping", "««*a»»\n"),
    ("tag", "a: «!!str» b\n"),
    ("tag", "a: «!b» [c]\n"),
    ("tag", "a: [«!b» c, d]\n"),
    ("tag", "a: «!<tag:x,2000:y>» b\n"),
    ("tag", "a: «!!python/object/apply:os.system» ['id']\n"),
    ("tag", "a: «»!e!b c\n"),
    ("tag", "a: «!» b\n"),
    ("anchor tag", "a: «&b» «!c» d\n"),
    ("several-documents", "a: b\n«---»\nc: d\n"),
    ("several-documents", "a: b\n...\n«---»\nc: d\n"),
    ("yaml-syntax", "a: b\n...\n«c»: d\n"),
    ("several-documents", "---\na: b\n«---»\n"),
    ("not-a-mapping", "«»- a\n"),
    ("not-a-mapping", "«[»a]\n"),
    ("not-a-mapping", "«text»\n"),
    ("not-a-mapping", "# c\n«5»\n"),
    ("empty-value not-a-mapping", "««null»»\n"),
    ("control-character", "a: b«\0»c\n"),
    ("control-character", "a: b # «\x1b»[31m\n"),
    ("control-character", "a: b«\x7f\x80»c\n"),
    ("control-character", "a: b«\uffff»\n"),
    ("control-character", "«\x01»a: b\n"),
    ("control-character", 'a: "«\\x1b»[31m"\n'),
    ("control-character control-character", 'a: "å«\\0»b«\\e»"\n'),
    ("control-character", 'a: "b«\\r»"\n'),
    ("control-character", 'a: "b«\\u0085»"\n'),
    ("control-character", '"a«\\a»": b\n'),
    ("control-character", '«"a\\tb"»: c\n'),
    ("control-character", '«"a\\nb"»: c\n'),
    ("control-character", "? «|-\n  a\n  b\n»: c\n"),
    ("control-character", 'a: "«\\ud800»"\n'),
    ("control-character", 'a: "«\\U0000dfff»"\n'),
    ("invisible-character", "a: b«\u202e»c\n"),
    ("invisible-character", "a«\u200b»: c\n"),
    ("invisible-character", "a: b«\u200b\u200d»c\n"),
    ("invisible-character", "a: b # «\u2066»\n"),
    ("invisible-character", "a: b«\ufeff»c\n"),
    ("invisible-character", "a: b«\u00ad»c\n"),
    ("invisible-character", "a: b«\U000e0041»c\n"),
    ("invisible-character", 'a: "b«\\u202e»c"\n'),
    ("invisible-character", 'a: "b«\\L»c"\n'),
    ("invisible-character control-character", "a: b«\u2028»c: d«\0»\n"),
    ("yaml-syntax", 'a: "«\\U00110000»"\n'),
    ("yaml-syntax", 'a: "«\\UFFFFFFFF»"\n'),
    ("yaml-syntax", "a: b«:» c\n"),
    ("yaml-syntax", "a: [b\nc«:» d\n"),
    ("yaml-syntax", "«\t»a: b\n"),
    ("yaml-syntax", "a: b\n«\t»c: d\n"),
    ("yaml-syntax", "a: «%»b\n"),
    ("yaml-syntax", "a: «`»b\n"),
    ("yaml-syntax", "a: 'b\n«»"),
    ("yaml-syntax", "a:\n   b: 1\n  «c»: 2\n"),
    ("yaml-syntax", "a: b\n«-» c\n"),
    ("yaml-syntax", "a: {b: c\n«»"),
    ("number-too-long", "a: «1234567890123456789012345678901»\n"),
    ("number-too-long", "a: «0.1234567890123456»\n"),
    ("number-too-long", "a: «-1.1234567890123456»\n"),
    ("number-too-long", f"a: «0.{'0' * 30}1»\n"),
    ("text-too-long", f"a: «{MANY}»\n"),
    ("text-too-long", f"? «'{MANY}'»\n: b\n"),
    ("too-deep", "a: " + "[" * 31 + "«[»"),
    ("too-deep", "".join(f"{' ' * n}a:\n" for n in range(32)) + " " * 32 + "«»a: b\n"),
    ("duplicate-key empty-value number-too-long tag",
     "a: 1\n«a»: 2\nb: [«~», «1.1234567890123456»]\nc: «!d» e\n"),
]  # fmt: skip


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("codes", "text"), REFUSED)
def test_refuses(codes: str, text: str) -> None:
    """Each refusal has its code and its exact place, whichever parser reads."""
    plain, spans = marked(text)
    faults = faults_of(plain.encode())
    assert [(fault.code, fault.span) for fault in faults] == [
        *zip(codes.split(), spans, strict=True)
    ]
    assert {fault.path for fault in faults} == {"e.yaml"}
    assert {fault.severity for fault in faults} == {"fault"}
    assert all(fault.message and not UNSEEN.search(fault.message) for fault in faults)


BACKSLASH = "double the backslash, or put the text in single quotes"
HELP: list[tuple[str, str, str | None]] = [
    ("2023: a", "the key 2023 is a number, not text", 'write "2023"'),
    ("true: a", "the key true is a boolean, not text", 'write "true"'),
    ("null: a", "the key null is null, not text", 'write "null"'),
    ("a:", "'a' has no value", "write the value, or delete the key"),
    ("a: Null", "'a' is Null", "put it in quotes if it is a text, or delete the key"),
    ("? *a\n: ~", "the alias '*a' is used", "write out the value"),
    ("{? [a] : ~}", "a mapping or list", "put a text that holds brackets in quotes"),
    ("a: [~]", "a list entry is ~", "put it in quotes if it is a text, or delete the entry"),
    ("a: b: c", "mapping values are not allowed", "put a text that holds ': ' in quotes"),
    ("a:\n\tb: c", "found character", "indent with spaces, not with tabs"),
    ("a: @b", "found character", "put a text that begins with '@' in quotes"),
    ("a: [b", "expected ',' or ']'",
     ("close the bracket, or put a text that holds brackets in quotes; "
      "the file ends here and may be cut off")),
    ("a: [b\nc: d", "expected ',' or ']'",
     "close the bracket, or put a text that holds brackets in quotes"),
    ("a: {b: § 4: c}", "expected ',' or '}'", "put a text that holds ': ' in quotes"),
    ("a: 'b", "found unexpected end of stream",
     "end the text with the quote it began with; the file ends here and may be cut off"),
    ("a: b\n...\n}", "expected", None),
    ("a: 1.1234567890123456", "the number has 17 significant digits, and at most 15 are kept",
     "round it, or put it in quotes if it is text"),
    ('a: "C:\\plan"', "found unknown escape character", BACKSLASH),
    ('a: "C:\\xyz"', "", BACKSLASH),
    ('a: "C:\\"\n', "found unexpected end of stream",
     (f"end the text with the quote it began with, where it ends with a backslash: {BACKSLASH}; "
      "the file ends here and may be cut off")),
    ("a: *viktigt*", "while scanning an alias", "put a text that begins with '*' in quotes"),
    ("a: &?", "while scanning an anchor", "put a text that begins with '&' in quotes"),
    ("a: {b: #1, c: 2}", "expected", "put a text that begins with '#' in quotes"),
    ("a: [", "expected", "close the bracket; the file ends here and may be cut off"),
    ("a: [b, , c]", "expected", "write a value here, or delete the comma"),
    ("a:\n  b:c\n  d: e", "mapping values", "write a space after the colon"),
    ("a:\n  b:c\n\n  d: e", "mapping values", "write a space after the colon"),
    ("a:\n  b: c\n  d:e\n", "could not find expected ':'", "write a space after the colon"),
    ("a:\n  b:\u00a0c\n  d: e", "mapping values",
     "replace <U+00A0> after the colon by a space"),
    ("a: {b:\u00a0c}", "'b:<U+00A0>c' has no value",
     "replace <U+00A0> after the colon by a space"),
    ("a: {b:1}", "'b:1' has no value", "write a space after the colon"),
    ("a:\n  b: c\n   d: e", "mapping values", "indent this line as the lines around it"),
    ("a:\n  - b\n  -c\n", "could not find expected ':'", "write a space after the dash"),
    ('a:\n  "b":c\n', "expected", "write a space after the colon"),
    ('a: "b" c\n', "expected", "put the whole text in quotes"),
    ("a: - b", "sequence entries are not allowed", "begin the list on a line of its own"),
    ("a: b\0", "control character U+0000 stands in the file", "delete it"),
    ('a: "\\ud83d"', "half a surrogate pair, U+D83D is written as an escape",
     "write the character itself"),
]  # fmt: skip


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "message", "remedy"), HELP)
def test_says_how_to_mend(text: str, message: str, remedy: str | None) -> None:
    """The message names what was found, and the help what to write instead."""
    fault = faults_of(text.encode())[0]
    assert message in fault.message
    assert fault.help == remedy


@pytest.mark.usefixtures("parser")
def test_shows_both_places_of_a_duplicate() -> None:
    """A key given twice points at the first, however that was written."""
    text = "x: {a: [1, {b: 2}], \"c\": 3, 'd': 4}\ny: 1\nx: 2\n"
    (fault,) = faults_of(text.encode())
    assert [cut(text, place.span) for place in fault.also if place.span] == ["x"]
    assert [place.span for place in fault.also] == [Span(1, 1, 1, 2)]
    text = '{a: [1, {b: 2}], "d": 3, ? [q] : 5, c: 4, d: 5}'
    places = [each for fault in faults_of(text.encode()) for each in fault.also]
    assert [cut(text, place.span) for place in places if place.span] == ['"d"']


@pytest.mark.usefixtures("parser")
def test_shows_where_an_unfinished_thing_began() -> None:
    """A quote that is never closed points back at itself."""
    (fault,) = faults_of(b"a: b\nc: 'd\ne: f\n")
    assert [place.span for place in fault.also] == [Span(2, 4, 2, 4)]


BYTES: list[tuple[bytes, Span, str]] = [
    ("a: å\n".encode("cp1252"), Span(1, 4, 1, 5), "byte 0xE5 is not UTF-8 here, though 'å' in"),
    ("å: 😀\nb: ä".encode() + b"\x80", Span(2, 5, 2, 6), "byte 0x80 is not UTF-8 here"),
    (b"\xef\xbb\xbfa: \xff", Span(1, 4, 1, 5), "byte 0xFF is not UTF-8 here, though 'ÿ' in"),
    (b"a: \xed\xa0\x80", Span(1, 4, 1, 5), "byte 0xED is not UTF-8 here"),  # a lone surrogate
    (b"a: \xc0\xaf", Span(1, 4, 1, 5), "byte 0xC0 is not UTF-8 here"),  # an overlong form
    ("a: b\n".encode("utf-16"), Span(1, 1, 1, 1), "the file is UTF-16 or UTF-32, not UTF-8"),
    ("a: b\n".encode("utf-16-le"), Span(1, 1, 1, 1), "the file is UTF-16 or UTF-32, not UTF-8"),
    ("a: b\n".encode("utf-16-be"), Span(1, 1, 1, 1), "the file is UTF-16 or UTF-32, not UTF-8"),
    ("a: b\n".encode("utf-32"), Span(1, 1, 1, 1), "the file is UTF-16 or UTF-32, not UTF-8"),
]


@pytest.mark.parametrize(("raw", "span", "message"), BYTES)
def test_refuses_bytes_that_are_not_utf8(raw: bytes, span: Span, message: str) -> None:
    """The first byte that is not UTF-8 is pointed at, and the help says to save as UTF-8."""
    (fault,) = faults_of(raw)
    assert (fault.code, fault.span) == ("not-utf-8", span)
    assert fault.message.startswith(message)
    assert fault.help == "save the file as UTF-8"
    assert len(shown_text(raw).splitlines()[span.line - 1]) >= span.column - 1


def test_allows_one_byte_order_mark() -> None:
    """A byte order mark is no part of the text; a second one is an unseen character."""
    assert read("\ufeffa: b").text == "a: b"
    (fault,) = faults_of("\ufeff\ufeffa: b".encode())
    assert (fault.code, fault.span) == ("invisible-character", Span(1, 1, 1, 2))


def test_refuses_a_file_that_is_too_large() -> None:
    """One byte more than 2 MiB is too much, and nothing of it is parsed."""
    limit = 2 * 1024 * 1024
    assert read_yaml("e.yaml", b"#" * limit)[0] is not None
    (fault,) = faults_of(b"#" * (limit + 1))
    assert (fault.code, fault.span) == ("too-large", None)


BOMBS = {
    "brackets": ("too-deep", "a: " + "[" * 25_000),
    "braces": ("too-deep", "a: " + "{b: " * 25_000),
    "complex keys": ("too-deep", "a: {" + "[" * 25_000),
    "blocks": ("too-deep", "".join(f"{' ' * depth}a:\n" for depth in range(1_000))),
    "dashes": ("too-deep", "a:\n " + "- " * 25_000),
    "question marks": ("too-deep", "a:\n " + "? " * 25_000),
    "list": ("too-many-values", "a: [" + "b," * 200_001 + "]"),
    "lists": ("too-many-values", "a: [" + "[]," * 200_001 + "]"),
    "keys": ("too-many-values", "".join(f"a{number}: 1\n" for number in range(150_000))),
    "merge": ("anchor", "a: &a {x: 1}\nb: &b {<<: [*a, *a]}\nc: {<<: [*b, *b, *b]}\n"),
    "laughs": ("anchor", "a: &a [x]\n" + "".join(
        f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(99))),
    "self": ("anchor", "a: &a [*a]\n"),
    "spaces": ("", "a: b" + " " * 1_000_000),
    "blank lines": ("text-too-long", "a: |\n" + "\n" * 1_000_000 + " b"),
    "escapes": ("control-character", 'a: "' + "\\0" * 500_000 + '"'),
    "duplicates": ("duplicate-key", "a: 1\n" * 300_000),
    "digits": ("number-too-long", "a: " + "1" * 1_000_000),
    "invisible": ("invisible-character", "a: " + "b\u200b" * 400_000),
    "anchors": ("anchor", "a: " + "&a " * 500_000),
    "documents": ("several-documents", "---\n" * 400_000),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_survives_a_bomb(name: str) -> None:
    """What grows, nests or repeats without end is refused at the limit."""
    code, text = BOMBS[name]
    faults = read_yaml("e.yaml", text.encode())[1]
    assert code in {"", *(fault.code for fault in faults)}
    assert len(faults) <= MOST_FAULTS + 1


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
@pytest.mark.parametrize("name", ["brackets", "merge", "laughs", "self", "dashes", "keys"])
def test_survives_a_bomb_in_little_memory_and_time(name: str) -> None:
    """A process of 600 MB and five seconds is enough for any of them."""
    program = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
from auditcheck.files.yaml_text import read_yaml
print(read_yaml('e.yaml', sys.stdin.buffer.read())[1][0].code)
"""
    code, text = BOMBS[name]
    run = subprocess.run(
        [sys.executable, "-c", program], input=text.encode(), capture_output=True, check=True
    )
    assert run.stdout.decode().strip() == code


@pytest.mark.usefixtures("parser")
def test_reads_up_to_each_limit() -> None:
    """What is exactly as deep, long and many as allowed is read."""
    assert "a" in read("a: " + "[" * 31 + "b" + "]" * 31).data
    assert "a" in read("a: " + "b" * MOST_CHARACTERS).data
    assert len(faults_of(b"a:\n" + b"- ~\n" * 100)) == 100


def test_reads_as_many_values_as_allowed() -> None:
    """200,000 keys and values are read, one more is not."""
    text = "a: [" + "b," * (MOST_NODES - 4) + "b"  # a mapping, a key and a list besides
    assert faults_of(text.encode())[0].code == "yaml-syntax"
    assert faults_of(f"{text},b".encode())[0].code == "too-many-values"


@pytest.mark.usefixtures("parser")
def test_lists_only_so_many_faults() -> None:
    """After a hundred faults reading stops and says so, last."""
    faults = faults_of(b"a:\n" + b"- ~\n" * 150)
    assert len(faults) == 101
    assert [fault.code for fault in faults[-2:]] == ["empty-value", "too-many-faults"]


def test_treats_deep_recursion_as_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser in pure Python that recurses too far is a diagnostic like any other depth."""

    class Recursing:
        def __init__(self, _: str) -> None: ...

        def get_event(self) -> None:
            raise RecursionError

    monkeypatch.setattr(yaml_text, "EVENTS", Recursing)
    assert [fault.code for fault in faults_of(b"a: b")] == ["too-deep"]


def test_reads_numbers_of_directives_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version number beyond what Python converts is a fault of the file."""
    text = b"%YAML " + b"1" * 5_000 + b".1\n---\na: b\n"
    assert faults_of(text)[0].code == "yaml-syntax"
    monkeypatch.setattr(yaml_text, "EVENTS", yaml.SafeLoader)
    assert faults_of(text)[0].code == "yaml-syntax"


def test_works_without_libyaml() -> None:
    """Where PyYAML was built without libyaml, the parser in Python is used."""
    program = (
        "import yaml; del yaml.CSafeLoader;"
        "from auditcheck.files import yaml_text;"
        "print(yaml_text.EVENTS.__name__, yaml_text.read_yaml('e', b'a: b')[0].data)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout.decode().strip() == "SafeLoader {'a': 'b'}"


# Laws

SEEN = st.characters(
    exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn"),
    exclude_characters=UNSEEN.findall("".join(map(chr, range(0x100000)))),
)
WORDS = st.text(SEEN, min_size=1, max_size=12) | st.sampled_from(
    [
        "å ä ö",
        "😀",
        "no",
        "012",
        "2023:19",
        "1.10",
        "null",
        "~",
        "- a",
        "a: b",
        "#",
        "'",
        '"',
        "<<",
    ]
)
TEXTS = st.text(SEEN | st.sampled_from("\n\t\\ "), max_size=120) | WORDS
NUMBERS = st.integers(-(10**29), 10**29) | st.integers(-(10**9), 10**9).map(lambda n: n / 1000)
SCALARS = st.booleans() | NUMBERS | TEXTS
DATA = st.dictionaries(
    WORDS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=4,
)


def routes(value: object, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Yield every route in the data with its value."""
    yield route, value
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for step, each in inner:
        yield from routes(each, (*route, step))


@given(
    data=DATA,
    flow=st.sampled_from([True, False, None]),
    width=st.sampled_from([20, 80, 10_000]),
    line_break=st.sampled_from(["\n", "\r\n", "\r"]),
    name=st.sampled_from([*PARSERS]),
)
@settings(deadline=timedelta(seconds=5), max_examples=300)
def test_what_is_written_is_read_where_it_stands(
    data: dict[str, object], flow: bool | None, width: int, line_break: str, name: str
) -> None:
    """Any data come back as they were dumped; what is cut out at a place is the value there."""
    text = yaml.dump(
        data, allow_unicode=True, default_flow_style=flow, width=width, sort_keys=False
    ).replace("\n", line_break)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "EVENTS", PARSERS[name])
        document = read(text)
        assert repr(document.data) == repr(data)
        for route, value in routes(data):
            span = document.spots.value(route)
            found = cut(text, span)
            indented = LINE_BREAK.sub("\n ", " " * span.column + found)
            assert repr(read(f"x:\n{indented}").data["x"]) == repr(value), route
            if (
                isinstance(value, str)
                and found[:1] not in ("'", '"')
                and span.end_line == span.line
            ):
                assert found == value
            if route and isinstance(route[-1], str):
                key = cut(text, document.spots.key(route))
                assert key == route[-1] or [*read(f"{key}: x").data] == [route[-1]]


ALPHABET = [
    *"abå1 \n\t:-[]{},#&*!|>'\"%@`?.~\\",
    "\n  ",
    ": ",
    "- ",
    "\r\n",
    "\u2028",
    "---\n",
    "😀",
]


@given(st.lists(st.sampled_from(ALPHABET), max_size=40).map("".join))
@settings(max_examples=500)
def test_both_parsers_agree(text: str) -> None:
    """What both parsers accept they read alike, at the same places; neither raises."""
    seen = []
    for loader in PARSERS.values():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_text, "EVENTS", loader)
            document, faults = read_yaml("e.yaml", text.encode())
        assert (document is None) == bool(faults)
        if document is not None:
            places = [document.spots.value(route) for route, _ in routes(document.data)]
            seen.append((repr(document.data), places))
    assert len(seen) < len(PARSERS) or seen[0] == seen[1]


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@settings(max_examples=300)
def test_no_bytes_raise(raw: bytes) -> None:
    """Whatever the bytes, there is a document or there are faults with places in the text."""
    document, faults = read_yaml("e.yaml", raw)
    assert (document is None) == bool(faults)
    lines = LINE_BREAK.split(shown_text(raw))
    for fault in faults:
        if fault.span is not None:
            assert 1 <= fault.span.line <= fault.span.end_line <= len(lines)
            assert 1 <= fault.span.column <= len(lines[fault.span.line - 1]) + 1
