"""Quotes against the files of their sources: what is told, and where."""

from pathlib import Path

import pytest

from auditcheck.files.beside import Beside
from auditcheck.loading import shelf
from auditcheck.loading.evidence import assembled, read_evidence
from auditcheck.loading.shelf import read_shelf
from auditcheck.model.quotes import Verification
from documents.pdf import scanned
from loading.looking import document, expect

NEAR = "warning[unlike-quote]: this is not word for word what page {} of 'ks' says: "
UNREAD = "the quotes of 'ks' were not looked for in its file:"
MINUTES = "Planen ”antas” för 2024.\f§ 2 Det kostar 2,4 Mkr.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An audit's folder with minutes of two pages, one that is scanned, and one that is empty."""
    (tmp_path / "ks.txt").write_text(MINUTES, "utf-8")
    (tmp_path / "ks.pdf").write_bytes(scanned([None]))
    (tmp_path / "ks.docx").write_bytes(b"")
    (tmp_path / "ks.xlsx").write_bytes(b"")
    return tmp_path


def quoted(file: str, citation: str) -> str:
    """A source with this file, and a document that cites it so."""
    return (
        f"sources: {{ks: {{kind: minutes, title: a, file: {file}}}}}\n"
        f"documents: {{plan: {{type: a, sources: [{{source: ks, {citation}}}]}}}}"
    )


@pytest.mark.parametrize(
    ("citation", "told"),
    [
        ("quote: 'Planen \"antas\" för 2024.'", []),
        ("quote: 'Planen \"antas\" för 2024.', page: 1", []),
        ("page: 9", []),
        ("quote: §  2, page: 2", []),
        ("quote: «Planen upphävs.»",
         ["warning[missing-quote]: these words are nowhere in the file of 'ks'"]),
        ("quote: Planen ”antas”, page: «2»",
         ["warning[quote-elsewhere]: these words are on page 1 of 'ks', not on this one"]),
        ("quote: «Planen antas inte för 2024», page: 1",
         [f"{NEAR.format(1)}the quote has 'inte'"]),
        ("quote: «Det kostar 2», page: 2",
         [f"{NEAR.format(2)}the file has '2,4', the quote has '2'"]),
        ("quote: «planen; antas för 2024», page: 1",
         [f"{NEAR.format(1)}the file has 'Planen', the quote has 'planen'"]),
        ("quote: «Planen antas för 2024.», page: 1",
         [f"{NEAR.format(1)}a sign differs, or a word or number goes on"]),
    ],
)  # fmt: skip
def test_a_quote_of_minutes(folder: Path, citation: str, told: list[str]) -> None:
    """Told at its words, or at its page where that is what is wrong."""
    expect(quoted("ks.txt", citation), *told, folder=folder)


@pytest.mark.parametrize(
    ("file", "quote", "told"),
    [
        ("ks.pdf", "«Planen»",
         "note[no-text-layer]: the quote was not looked for: a page of 'ks' has no text layer"),
        ("«ks.docx»", "Planen",
         f"warning[broken-file]: {UNREAD} it is not whole, or not what its name says"),
        ("«ks.xlsx»", "Planen",
         f"note[unknown-format]: {UNREAD} its format is not read"),
    ],
)  # fmt: skip
def test_a_file_that_has_no_words(folder: Path, file: str, quote: str, told: str) -> None:
    """What could not be looked for is told as that, once for each file that was not read."""
    expect(quoted(file, f"quote: {quote}"), told, folder=folder)


def test_files_that_are_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that holds more than is kept; and one for which there is no room at all."""
    text = quoted("«ks.txt»", "quote: Planen")
    monkeypatch.setattr(shelf, "MOST_KEPT", 10)
    expect(text, f"warning[large-file]: {UNREAD} it holds more than is read", folder=folder)
    monkeypatch.setattr(shelf, "MOST_HASHED", 10)
    told = f"warning[broken-file]: {UNREAD} it may not be read, or is too large"
    expect(text, told, folder=folder)


def test_a_file_that_is_gone_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is as one that may not be read."""
    find = Beside.find

    def found_and_gone(beside: Beside, named: str) -> object:
        found = find(beside, named)
        (folder / named).unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Beside, "find", found_and_gone)
    told = f"warning[broken-file]: {UNREAD} it may not be read, or is too large"
    expect(quoted("«ks.txt»", "quote: Planen"), told, folder=folder)


def test_each_file_is_read_once(folder: Path) -> None:
    """However many sources and quotes it has; what was read is listed with its digest."""
    text = """
sources:
  one: {kind: minutes, title: a, file: ks.txt}
  two: {kind: minutes, title: b, file: ./ks.txt}
  three: {kind: minutes, title: c, file: ks.docx}
  four: {kind: minutes, title: d, file: ks.xlsx}
documents:
  plan:
    type: a
    sources:
      - {source: one, quote: Planen}
      - {source: two, quote: kostar, page: 2}
      - {source: two, quote: Mål}
      - {source: four, quote: Mål}
      - {source: three, page: 1}
"""
    audit = "audit: {title: a, subject: {name: a}, as_of: 2024-03-31}"
    documents = [document("a.yaml", text), document("b.yaml", audit)]
    evidence = assembled(read_evidence(documents, "a"), None)
    read = read_shelf(evidence, Beside(folder))
    assert [each.path for each in read.read] == ["ks.txt", "ks.xlsx"]
    assert {number: each.step for (_, number), each in read.verified(evidence).items()} == {
        0: "exact", 1: "exact", 2: "missing", 3: "unread",
    }  # fmt: skip
    assert read.verified(evidence)["plan", 1] == Verification("exact", 2)
    assert read.digests["one"] == read.digests["two"] == read.read[0].sha256
    assert read.suspect(evidence) == frozenset()
