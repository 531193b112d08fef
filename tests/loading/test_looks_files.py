"""Files kept beside the evidence: there, inside the folder, and the same as before."""

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from auditcheck.loading import shelf
from loading.looking import expect, looked

DIGEST = sha256(b"Protokoll\n").hexdigest()
OTHER = sha256(b"").hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An audit's folder with a file in it and one beside it."""
    home = tmp_path / "evidence"
    (home / "sources").mkdir(parents=True)
    (home / "sources" / "ks.pdf").write_bytes(b"Protokoll\n")
    (tmp_path / "secret.pdf").write_bytes(b"")
    return home


def source(*fields: str) -> str:
    """A source that has these fields, and something that cites it."""
    return (
        f"sources: {{ks: {{kind: minutes, title: a, {', '.join(fields)}}}}}\n"
        "documents: {plan: {type: a, sources: [ks]}}"
    )


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("sources/ks-2023.pdf", "missing-file]: there is no file '{}' beside the evidence"),
        ("ks.pdf", "missing-file]: there is no file '{}' beside the evidence"),
        ("../secret.pdf", "outside-file]: '{}' leads out of the folder of the evidence"),
        ("../none.pdf", "outside-file]: '{}' leads out of the folder of the evidence"),
        ("/etc/passwd", "outside-file]: '{}' leads out of the folder of the evidence"),
        ("sources", "not-a-file]: '{}' is not a file"),
    ],
)
def test_a_file_that_cannot_be_used(folder: Path, path: str, told: str) -> None:
    """It is told where it is named; its digest is then left alone."""
    text = source(f"file: «{path}»", f'sha256: "{OTHER}"')
    expect(text, f"fault[{told.format(path)}", folder=folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need their rights there")
def test_links_and_pipes(folder: Path) -> None:
    """A link out of the folder is outside, a pipe is no file and is never opened."""
    (folder / "link.pdf").symlink_to("../secret.pdf")
    os.mkfifo(folder / "pipe.pdf")
    digest = f'sha256: "{OTHER}"'
    message = "'link.pdf' leads out of the folder of the evidence"
    text = source("file: «link.pdf»", digest)
    expect(text, f"fault[outside-file]: {message}", folder=folder)
    text = source("file: «pipe.pdf»", digest)
    expect(text, "fault[not-a-file]: 'pipe.pdf' is not a file", folder=folder)


def test_a_file_that_is_as_it_was(folder: Path) -> None:
    """A file that is there, with or without its digest: nothing is told."""
    expect(source("file: sources/ks.pdf"), folder=folder)
    expect(source("file: sources/ks.pdf", f"sha256: {DIGEST}"), folder=folder)


def test_a_file_that_has_changed(folder: Path) -> None:
    """It is told at the digest that was reviewed, with the items that are suspect until then."""
    text = f"""
sources:
  one: {{kind: minutes, title: a, file: ‹sources/ks.pdf›, sha256: «{OTHER}»}}
  two: {{kind: minutes, title: a, file: sources/ks.pdf, sha256: {DIGEST}}}
documents:
  ‹plan›: {{type: a, sources: [one, two]}}
  other: {{type: a, sources: [two]}}
"""
    message = "the file has changed since it was reviewed: what rests on it is suspect"
    expect(text, f"warning[unlike-digest]: {message}", folder=folder)
    (told,) = looked(text, folder)
    assert told.help is not None
    assert told.help.endswith(f"write sha256: {DIGEST}")


def test_files_that_are_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read than the limit for all files together; the others are told of."""
    (folder / "next.pdf").write_bytes(b"Protokoll\n")
    text = f"""
sources:
  one: {{kind: minutes, title: a, file: sources/ks.pdf, sha256: {DIGEST}}}
  two: {{kind: minutes, title: a, file: next.pdf, sha256: «{OTHER}»}}
documents:
  plan: {{type: a, sources: [one, two]}}
"""
    monkeypatch.setattr(shelf, "MOST_HASHED", 19)
    message = "the digest was not checked: the file may not be read, or is too large"
    expect(text, f"note[unchecked-digest]: {message}", folder=folder)


def test_a_digest_of_no_file() -> None:
    """A digest without a file says nothing."""
    text = source(f"sha256: «{DIGEST}»")
    expect(text, "warning[digest-without-file]: a digest is given, but no file")
