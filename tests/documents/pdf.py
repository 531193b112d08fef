"""PDFs from lines of text, and some that are scanned, encrypted or hostile."""

from collections.abc import Sequence
from io import BytesIO
from zlib import compress

LINES = 14  # points from one line to the next
HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


def pdf(pages: Sequence[str]) -> bytes:
    """A PDF with these pages, line by line, in a letter that every reader has; None is a scan."""
    contents = [_shown(page) for page in pages]
    return assembled([(content, b"") for content in contents])


def scanned(pages: Sequence[str | None]) -> bytes:
    """The same, with a picture and no text where a page is None."""
    picture = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
    picture += b" /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
    made = [
        (b"q 500 0 0 700 50 50 cm /Im0 Do Q", b" /XObject << /Im0 4 0 R >>")
        if page is None
        else (_shown(page), b"")
        for page in pages
    ]
    return assembled(made, picture)


def assembled(pages: Sequence[tuple[bytes, bytes]], fourth: bytes = b"null") -> bytes:
    """A PDF of pages, each its content and its resources beside the font; with an object 4."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (sv) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        fourth,
    ]
    for number, (content, resources) in enumerate(pages):
        packed = compress(content, 9)
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >>%s >> >>" % (6 + 2 * number, resources),
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(packed), packed),
        ]
    return _file(objects)


def encrypted(raw: bytes, password: str) -> bytes:
    """A PDF that asks for a password; an empty one opens it to whoever asks for none."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(BytesIO(raw)))
    writer.encrypt(password, "the owner's", algorithm="RC4-128")
    into = BytesIO()
    writer.write(into)
    return into.getvalue()


def _shown(text: str) -> bytes:
    lines = [b"BT /F1 11 Tf %d TL 60 780 Td" % LINES]
    for line in text.split("\n"):
        written = line.encode("cp1252")
        for sign in (b"\\", b"(", b")"):
            written = written.replace(sign, b"\\" + sign)
        lines.append(b"(%s) Tj T*" % written)
    return b"\n".join([*lines, b"ET"])


def _file(objects: Sequence[bytes]) -> bytes:
    made, places = bytearray(HEAD), []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        made += b"%010d 00000 n \n" % place
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)
