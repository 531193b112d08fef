"""Text of any kind to each thing that escapes: what reads it back must get the text."""

import json
import re
from collections.abc import Iterator
from html import unescape
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from markdown_it import MarkdownIt
from markupsafe import escape as escape_html

from auditcheck.cli.answer import Terminal
from auditcheck.cli.drawing import Node, lines
from auditcheck.cli.mermaid import mermaid
from auditcheck.cli.table import Row, table
from auditcheck.files.characters import UNSEEN, harmless, quote
from auditcheck.files.diagnostic import Diagnostic, Related, Severity, excerpt
from auditcheck.files.place import LINE_BREAK, Span
from auditcheck.files.yaml_out import block, flow
from auditcheck.files.yaml_text import read_yaml
from auditcheck.report import markdown
from auditcheck.report.diagnostics import github, gitlab, junit, plain_json, sarif
from auditcheck.report.diagnostics.findings import Findings, said
from auditcheck.report.templates import printable
from fuzz.promises import on_terminal
from fuzz.trees import Mutate
from report.hostile import HOSTILE
from report.reading import Page

MOST = 300  # characters that are tried: what is long is only slow
FORGE = MarkdownIt("gfm-like", {"html": True, "linkify": False})
WHITE = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)")
LABEL = re.compile(r'  n1\["([^"\n]*)"\]')
TERMINALS = (Terminal(False, 0, False), Terminal(True, 30, True))
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
TOKENS = (
    "\\", "`", "*", "_", "**", "[", "](", "![", "|", "~~~", "~~", "$", "# ", "- ", "+ ", "1. ",
    "12) ", "> ", "<!--", "-->", "]]>", "<![CDATA[", "&amp;", "&#", "&#x0;", "<b>", "</p>", "<a ",
    "\"'", "::error::", "%25", "%0A", "{{", "}}", "{0}", "{%", "#59;", "\x1b[2J", "\x1b]0;",
    "\x07", "\x9b", "\u202e", "\u2066", "\u200b", "\u2028", "\x85", "\ufeff", "\u00a0", "\ud800",
    "\ufffe", "\U000e0041", "\t", "\r\n", "\n\n", "    ", "http://", "C:\\", "//", "?", "../",
)  # fmt: skip


def seeds() -> Iterator[bytes]:
    """Strings that break careless reports, and signs that somebody obeys."""
    for text in (*HOSTILE, *TOKENS):
        yield text.encode("utf-8", "surrogatepass")


def mutate(data: bytes, most: int, seed: int, of_bytes: Mutate) -> bytes:
    """The text with a sign that somebody obeys, or any character, more or less; or as it falls."""
    random = Random(seed)  # noqa: S311  a fuzzer's
    text = _text(data)
    if random.random() < 0.2:
        return of_bytes(data, min(most, MOST))
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(text) + 1)
        until = min(len(text), at + random.randrange(4)) if random.random() < 0.4 else at
        sign = random.choice((random.choice(TOKENS), chr(random.randrange(0x100)), "",
                              chr(random.randrange(0x110000))))  # fmt: skip
        text = text[:at] + sign * random.choice((1, 1, 1, 2, 5)) + text[until:]
    return text[:MOST].encode("utf-8", "surrogatepass")[:most]


def _text(data: bytes) -> str:
    """The bytes as text, with half surrogates if there are any."""
    try:
        return data.decode("utf-8", "surrogatepass")[:MOST]
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")[:MOST]


def one_input(data: bytes) -> None:
    """Text with half surrogates too, through everything."""
    text = _text(data)
    in_messages(text)
    in_the_terminal(text)
    in_a_chart(text)
    in_markdown(printable(text))
    in_html(printable(text))
    in_the_formats(text)
    if not (UNSEEN.search(text) or "\r" in text):
        in_yaml(text)


def in_messages(text: str) -> None:
    """One line, with what cannot be seen spelt out; and the same when done again."""
    shown = harmless(text)
    on_terminal(shown)
    assert len(LINE_BREAK.split(shown)) == 1
    assert harmless(shown) == shown
    quoted = quote(text)
    on_terminal(quoted)
    assert quoted[0] == quoted[-1] == "'"
    for line, column in ((1, 1), (2, 3), (1, max(1, len(text)))):
        span = Span(line, column, line, column + 1)
        told = excerpt(Diagnostic("tag", "note", text, text, span, text), text)
        on_terminal(told)
        assert len(LINE_BREAK.split(told)) in (3, 6)


def in_the_terminal(text: str) -> None:
    """A line of a tree and a cell of a table stay one, and a person sees all of them."""
    for width in (0, 40):
        for line in lines(Node(text, [Node(text)]), width):
            on_terminal(line)
            assert len(LINE_BREAK.split(line)) == 1
    for terminal in TERMINALS:
        shown = table(("#", "a", "b", "c"), [Row(text, text, text, text)], terminal)
        on_terminal(COLOUR.sub("", shown) if terminal.colour else shown)
        assert terminal.interactive or len(LINE_BREAK.split(shown)) == 2


def in_a_chart(text: str) -> None:
    """A label of a Mermaid chart is what its reader makes of the text's code points."""
    _, box = mermaid([Node(text)], 1).rstrip("\n").split("\n")
    found = LABEL.fullmatch(box)
    assert found is not None, box
    assert not {*"<>&`{}[]|\\"} & {*found[1]}
    back = re.sub(r"#(\d+);", lambda number: chr(int(number[1])), found[1])
    assert back == text


def squeezed(text: str) -> str:
    """Text as a page shows it."""
    return WHITE.sub(" ", text).strip()


def in_markdown(text: str) -> None:
    """A forge shows the text itself: in a paragraph, an item, bold, a link and two cells."""
    escaped = markdown.escape(text)
    if not squeezed(text):
        return
    for before, after, tag in (
        ("", "", "p"),
        ("x ", "", "p"),
        ("- ", "", "li"),
        ("- x ", "", "li"),
        ("## x ", " x", "h2"),
        ("**x ", " x**", "strong"),
        ("[", "](#x)", "a"),
    ):
        source = f"{before}{escaped}{after}"
        page = Page(FORGE.render(source))
        assert {name for name, _ in page.elements} <= {tag, "p", "ul"}, source
        around = (re.sub("[^x ]", "", each) for each in (before, after.partition("]")[0]))
        assert [squeezed(each) for each in page.of(tag)] == [squeezed(text.join(around))], source
    row = Page(FORGE.render(f"| a | b |\n|---|---|\n| {escaped} | {escaped} |\n"))
    assert [squeezed(each) for each in row.of("td")] == [squeezed(text)] * 2


def in_html(text: str) -> None:
    """A browser reads the text itself, in an element and in an attribute."""
    escaped = str(escape_html(text))
    source = f'<!doctype html><p title="{escaped}">{escaped}</p>'
    page = Page(source)
    assert [tag for tag, _ in page.elements] == ["p"]
    assert page.comments == page.unbalanced == []
    assert page.elements[0][1]["title"] == text
    assert unescape(source.partition(">")[2]) == f'<p title="{text}">{text}</p>'


def in_the_formats(text: str) -> None:
    """Each format of `check` is read back as what was said, by the rules of who reads it."""
    path = text.encode(errors="backslashreplace").decode() or "e.yaml"
    message = text.encode(errors="replace").decode()
    span = Span(1, 1, 1, 2)
    also = (Related(message, path, span), Related(message, path, None))
    weights: tuple[Severity, ...] = ("fault", "warning", "note")
    found = tuple(
        Diagnostic("tag", weight, message, path, place, message, also)
        for weight, place in zip(weights, (span, None, span), strict=True)
    )
    findings = Findings(found, {path: message}, {})
    told = [said(each) for each in found]
    _plain(json.loads(plain_json.render(findings)), found)
    _annotations(github.render(findings), told, path)
    _violations(json.loads(gitlab.render(findings)), told, path)
    _cases(junit.render(findings), found, message)
    _log(json.loads(sarif.render(findings)), told, path)


def _plain(read: list[dict[str, object]], found: tuple[Diagnostic, ...]) -> None:
    assert [(each["message"], each["help"], each["path"]) for each in read] == [
        (each.message, each.help, each.path) for each in found
    ]


def _annotations(rendered: str, told: list[str], path: str) -> None:
    commands = rendered.split("\n")
    assert commands.pop() == ""
    on_terminal("\n".join(commands))
    for command, each in zip(commands, told, strict=True):
        found = COMMAND.fullmatch(command)
        assert found is not None, command
        pairs = dict(pair.split("=", 1) for pair in found[2].split(","))
        assert _given(pairs["file"].replace("%3A", ":").replace("%2C", ",")) == harmless(path)
        assert _given(found[3]) == each


def _given(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _violations(read: Any, told: list[str], path: str) -> None:
    assert [each["description"] for each in read] == told
    assert {each["location"]["path"] for each in read} == {path}
    assert len({each["fingerprint"] for each in read}) == len(told)


def _cases(rendered: str, found: tuple[Diagnostic, ...], text: str) -> None:
    root = ET.fromstring(rendered)  # noqa: S314  our own
    cases = root.findall("testsuite/testcase")
    for case, each in zip(cases, found, strict=True):
        assert case.get("file") == harmless(each.path)
        (outcome,) = case
        assert outcome.get("message") == harmless(each.message)
        assert outcome.text == excerpt(each, text)


def _log(read: Any, told: list[str], path: str) -> None:
    (run,) = read["runs"]
    for result, each in zip(run["results"], told, strict=True):
        message = result["message"]["text"]
        assert "](" not in message
        back = message.replace("{{", "{").replace("}}", "}")
        assert back.replace("] (", "](") == each.replace("] (", "](")
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        uri = artifact["uri"]
        assert uri.isascii()
        assert uri.isprintable()
        assert " " not in uri
        split = urlsplit(uri)
        assert split.query == split.fragment == ""
        if "uriBaseId" in artifact:
            assert (split.scheme, split.netloc) == ("", "")
            assert unquote(uri) == path
        else:
            assert split.scheme == "file"
            assert unquote(split.path).lstrip("/") == path.lstrip("/")


def in_yaml(text: str) -> None:
    """What is written as YAML reads back: as a value, in a list, and as a key of one line."""
    data: dict[str, object] = {"value": text, "list": [text, {"in": text}]}
    if text and not {*"\n\t"} & {*text} and text != "<<":
        data[text] = 1
    for written in (flow(data), "\n".join(block(data))):
        document, faults = read_yaml("e.yaml", written.encode())
        assert document is not None, (written, faults)
        assert document.data == data, written
