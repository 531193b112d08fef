"""Source documents in each format: their words by page; what is refused, and how it is called."""

from io import BytesIO
from pathlib import Path
from random import Random
from typing import get_args
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditcheck.sources import pages as limits
from auditcheck.sources import pdf as portable
from auditcheck.sources.comparing import find
from auditcheck.sources.formats import read_document
from auditcheck.sources.pages import Document, RefusedError, Trouble
from documents.docx import W, described, docx, zipped
from documents.pdf import assembled, encrypted, pdf, scanned

FILES = Path(__file__).parent / "files"
PAGES = ["§ 1 Mötet öppnas.\nPlanen (”den nya”) antas.", "§ 2 Mötet avslutas – kl. 12."]


def words(name: str, raw: bytes) -> list[str]:
    """Each page's words, in one line."""
    read = read_document(name, raw)
    found = [read.page(number) for number in range(1, read.count + 1)]
    return ["" if page is None else page.plain for page in found]


def refused(name: str, raw: bytes) -> str:
    """Why a document is refused, when it is opened or when its pages are read."""
    with pytest.raises(RefusedError) as told:
        words(name, raw)
    return told.value.why


def outcome(name: str, raw: bytes) -> str:
    """Why a document is refused, or that it is read."""
    try:
        words(name, raw)
    except RefusedError as told:
        return told.why
    return "read"


def test_pdf() -> None:
    """Page by page, counted."""
    read = read_document("a.PDF", pdf(PAGES))
    assert (read.count, read.numbered) == (2, True)
    assert words("a.pdf", pdf(PAGES)) == [
        "§ 1 Mötet öppnas. Planen (”den nya”) antas.",
        "§ 2 Mötet avslutas – kl. 12.",
    ]


def test_pdf_that_is_scanned() -> None:
    """A page that is a picture has no words; one that is empty has none, which is known."""
    read = read_document("a.pdf", scanned([PAGES[0], None, ""]))
    assert [read.page(number) is None for number in (1, 2, 3)] == [False, True, False]


def test_pdf_that_is_encrypted() -> None:
    """One that opens by itself is read; one that asks for a password is not."""
    assert words("a.pdf", encrypted(pdf(PAGES), ""))[0].startswith("§ 1 Mötet")
    assert refused("a.pdf", encrypted(pdf(PAGES), "hemligt")) == "encrypted"


@pytest.mark.parametrize("name", ["aes-open.pdf", "aes-locked.pdf"])
def test_pdf_encrypted_in_a_way_that_is_not_read(name: str) -> None:
    """AES needs more than pypdf has by itself."""
    assert refused(name, (FILES / name).read_bytes()) == "encrypted"


def test_pdf_that_is_a_bomb() -> None:
    """A stream that unpacks beyond the limit, and a page of too many operators."""
    assert refused("a.pdf", assembled([(b" " * 17 * 2**20, b"")])) == "too large"
    assert refused("a.pdf", assembled([(b"BT (a) Tj ET " * 150_000, b"")])) == "too large"


def test_pdf_whose_pages_are_too_much_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many pages may share what one holds; only those that are read count."""
    read = read_document("a.pdf", pdf([PAGES[0]] * 9))
    monkeypatch.setattr(portable, "_MOST_CONTENT", 250)
    assert outcome("a.pdf", pdf([PAGES[0]] * 9)) == "too large"
    assert find("Mötet öppnas.", read_document("a.pdf", pdf([PAGES[0]] * 9)), 9).step == "exact"
    assert read.page(9) is not None


def test_pdf_that_draws_itself(capfd: pytest.CaptureFixture[str]) -> None:
    """A form within itself ends; nothing is written to the terminal."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 6 /Resources << /XObject"
    form += b" << /Me 4 0 R >> >> >>\nstream\n/Me Do\nendstream"
    raw = assembled([(b"/Me Do", b" /XObject << /Me 4 0 R >>")], form)
    assert read_document("a.pdf", raw).page(1) is None
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("cut", [0, 3, 40, 400, 700])
def test_pdf_that_is_cut_short(cut: int, capfd: pytest.CaptureFixture[str]) -> None:
    """It is refused, or read as far as it goes, in silence."""
    assert outcome("a.pdf", pdf(PAGES)[:cut]) in ("read", "broken")
    assert capfd.readouterr() == ("", "")


def test_docx() -> None:
    """Body, table, header and footnote; pages do not count."""
    raw = docx(
        ["Överens\u00adkommelse", "Vi\tsamverkar."],
        [["Part", "Roll"], ["Kommunen", "leder"]],
        "Diarienummer 7",
        "Gäller tills vidare.",
    )
    read = read_document("a.docx", raw)
    assert (read.count, read.numbered) == (1, False)
    (text,) = words("a.docx", raw)
    assert text == (
        "Överens\u00adkommelse Vi samverkar. Part Roll Kommunen leder "
        "Gäller tills vidare. Diarienummer 7"
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>ett</w:t><w:br w:type='page'/><w:t>två</w:t></w:r>", "ett två"),
        ("<w:r><w:t>ett</w:t></w:r><w:ins><w:r><w:t>två</w:t></w:r></w:ins>", "etttvå"),
        ("<w:r><w:t>ett</w:t></w:r><w:del><w:r><w:delText>två</w:delText></w:r></w:del>", "ett"),
        ("<w:moveFrom><w:r><w:t>ett</w:t></w:r></w:moveFrom><w:r><w:t>två</w:t></w:r>", "två"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ett</w:t></w:r><w:r><w:t>två</w:t></w:r>", "två"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>ett</w:t></w:r>", "ett"),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>post</w:t><w:tab/></w:r>", "e\u2011post"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>1</w:t></w:r>", "1"),
        (
            "<w:r><w:t>a</w:t><c:A xmlns:c='m'><c:Fallback><w:t>a</w:t></c:Fallback></c:A></w:r>",
            "a",
        ),
    ],
)
def test_docx_as_a_reader_sees_it(inside: str, text: str) -> None:
    """What is deleted, moved away, hidden or told twice is not there."""
    assert words("a.docx", docx([inside])) == [text]


def _parts(**changed: str | bytes) -> bytes:
    parts = {
        **described(),
        "word/document.xml": f'<w:document xmlns:w="{W}"/>',
        "word/header1.xml": f'<w:hdr xmlns:w="{W}"/>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"/>',
    }
    return zipped(
        parts | {name.replace("__", "/") + ".xml": text for name, text in changed.items()}
    )


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = """<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"""
OUTSIDE = """<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>"""


def _flagged(raw: bytes, offset: int, value: bytes) -> bytes:
    """A zip whose every entry has something changed in both its headers."""
    changed = bytearray(raw)
    for sign, place in ((b"PK\x03\x04", offset), (b"PK\x01\x02", offset + 2)):
        at = changed.find(sign)
        while at >= 0:
            changed[at + place : at + place + len(value)] = value
            at = changed.find(sign, at + 4)
    return bytes(changed)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "broken"),
        (b"PK\x03\x04", "broken"),
        (docx(["a"])[:-40], "broken"),
        (docx(["a" * 500])[:60] + b"\x00" * 40 + docx(["a" * 500])[100:], "broken"),
        (zipped({"a.txt": "a"}), "broken"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "broken"),
        (_parts(word__document="<w:p>"), "broken"),
        (_parts(word__document="<w:p/>"), "broken"),
        (_parts(word__document=LAUGHS), "broken"),
        (_parts(word__document=OUTSIDE), "broken"),
        (_parts(word__document=b"\x00" * 33 * 2**20), "too large"),
        (zipped({**described()}), "broken"),
        (_flagged(docx(["a"]), 6, b"\x01\x00"), "encrypted"),
        (_flagged(docx(["a"]), 8, b"\x0e\x00"), "broken"),
        (docx(["a"]) + b"PK\x01\x02" * 10_001, "too large"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"old Word", "unknown"),
    ],
)
def test_docx_that_is_refused(raw: bytes, why: str) -> None:
    """Cut short, damaged, something else, a bomb, one that reaches outside, one that is locked."""
    assert refused("a.docx", raw) == why


def test_docx_whose_sizes_lie() -> None:
    """No more is unpacked than the zip says that there is."""
    raw = _parts(word__document=b" " * 2**20)
    with ZipFile(BytesIO(raw)) as package:
        size = package.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    assert refused("a.docx", raw.replace(size, (9).to_bytes(4, "little"))) == "broken"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Mötet öppnas.".encode(), ["Mötet öppnas."]),
        ("\ufeffMötet".encode(), ["Mötet"]),
        ("Mötet öppnas.".encode("utf-16"), ["Mötet öppnas."]),
        ("Mötet – öppnas.".encode("cp1252"), ["Mötet – öppnas."]),
        (b"ett\x0ctv\xc3\xa5", ["ett", "två"]),
    ],
)
def test_plain_text(raw: bytes, text: list[str]) -> None:
    """In the ways that text is stored; form feeds make pages."""
    assert words("a.txt", raw) == text
    assert read_document("a.txt", raw).numbered is (len(text) > 1)


@pytest.mark.parametrize("raw", [b"\x00\x01", b"\x81\xff", b"\xff\xfe\x00", b"a\x00b"])
def test_what_is_no_text(raw: bytes) -> None:
    """It is not guessed at."""
    assert refused("a.txt", raw) == "broken"


def test_markdown() -> None:
    """The words without their marks."""
    text = """# Minnes*anteckning*

Vi **samverkar** om `planen`, se [bilden](a.html "titel") och
![karta](b.png). Rad\\
två. <b>Fet</b> &ouml;

| Part | Roll |
|---|---|
| A | B |

<div>Ruta</div>

    kod

- ett
1. två
"""
    (read,) = words("a.md", text.encode())
    assert read == (
        "Minnesanteckning Vi samverkar om planen, se bilden och karta. Rad två. Fet ö "
        "Part Roll A B Ruta kod ett två"
    )
    assert words("a.markdown", b"*ett*\x0ctv") == ["ett", "tv"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<p>Vi sam<b>verkar</b><p>om &ouml;l<br/>och &shy;annat",
            "Vi samverkar om öl och \u00adannat",
        ),
        ("<title>T</title><style>p{}</style><script>'<p>'</script><p>a<!-- b --></p>", "a"),
        ("<table><tr><td>ett<td>två</table>\x0c<td/>tre", "ett två tre"),
        ("a<template>b<p>c</p></template></script>d", "a d"),
        ("ett <!-- två", "ett"),
        ("ett <b/>två", "ett två"),
        ("ett <a href='två", "ett"),
        ("a &amp", "a &"),
    ],
)
def test_html(markup: str, text: str) -> None:
    """What is seen of it; from a tag that is not ended there is nothing to be seen."""
    assert words("a.html", markup.encode()) == [text]


@pytest.mark.parametrize("markup", ["<![foo[", "a<![[b", f"&#{'9' * 5000};"])
def test_html_that_the_parser_stumbles_over(markup: str) -> None:
    """It is refused, or read, but nothing else is raised."""
    assert outcome("a.htm", markup.encode()) in ("read", "broken")


def test_formats_that_are_not_read() -> None:
    """By their endings."""
    for name in ("a.doc", "a.xlsx", "a.png", "a", ".pdf"):
        assert refused(name, b"") == "unknown"


def test_what_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes of text, pages, characters."""
    assert refused("a.txt", b"a" * (limits.MOST_WRITTEN + 1)) == "too large"
    assert refused("a.md", b"a" * (2**19 + 1)) == "too large"
    assert refused("a.txt", b"\x0c" * limits.MOST_PAGES) == "too large"
    monkeypatch.setattr(limits, "MOST_CHARACTERS", 40)
    assert refused("a.pdf", pdf([*PAGES])) == "too large"
    assert words("a.pdf", pdf(PAGES[1:])) != []


def test_pages_are_read_when_they_are_asked_for() -> None:
    """A quote that is on its page costs that page."""
    asked: list[int] = []

    def page(number: int) -> str:
        asked.append(number)
        return f"Sida {number}"

    book = Document(400, page, numbered=True)
    assert find("Sida 7", book, 7).step == "exact"
    assert find("Sida 7", book, 7).step == "exact"
    assert asked == [7]


HOSTILE = st.sampled_from(
    [b"<", b">", b"<!--", b"<![", b"</", b"<a ", b"'", b'"', b"&#", b"9", b";", b"[", b"](", b"*",
     b"`", b"\n", b"|", b"\xc3\xa5", b"\x0c", b"obj", b"stream", b"<<", b"/Kids"]
)  # fmt: skip
WHOLE = {"pdf": pdf(PAGES), "docx": docx(PAGES), "html": b"<p>a", "md": b"a", "txt": b"a"}


@given(st.sampled_from(sorted(WHOLE)), st.lists(HOSTILE | st.binary(max_size=4)), st.randoms())
def test_nothing_but_a_refusal_is_raised(
    format_: str, pieces: list[bytes], chance: Random
) -> None:
    """Whatever stands somewhere in a document of each format."""
    raw = WHOLE[format_]
    at = chance.randrange(len(raw) + 1)
    put = b"".join(pieces)
    assert outcome(f"a.{format_}", raw[:at] + put + raw[at + len(put) :]) in (
        *get_args(Trouble),
        "read",
    )


@pytest.mark.parametrize(
    ("name", "quote", "page", "step"),
    [
        ("chromium.pdf", "Kommunstyrelsen beslutar att anta åtgärdsplanen", 1, "exact"),
        ("chromium.pdf", "brottsförebyggande samverkansöverenskommelsen", 1, "hyphenation"),
        ("chromium.pdf", "Ärendet ”läggs” till handlingarna.", 2, "exact"),
        ("python-docx.docx", "Parterna ska samverka om trygghet och säkerhet.", None, "exact"),
        ("python-docx.docx", "Polisen Lokalpolisområdeschef", None, "exact"),
        ("python-docx.docx", "Dnr 2024/7", None, "exact"),
    ],
)
def test_documents_that_others_have_made(
    name: str, quote: str, page: int | None, step: str
) -> None:
    """By a browser, and by a library for Word's format: see the README beside them."""
    assert find(quote, read_document(name, (FILES / name).read_bytes()), page).step == step
