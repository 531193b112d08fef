"""The documents beside the example audit that are not text: made again from their text.

Run from the project's folder: `PYTHONPATH=tests python -m documents.furuhede`.
"""

from pathlib import Path

from documents.docx import docx
from documents.pdf import pdf

EXAMPLES = Path(__file__).parents[2] / "examples"
FURUHEDE = EXAMPLES / "furuhede-2024" / "sources"
PARTIES = [
    ["Part", "Företrädare i styrgruppen"],
    ["Furuhede kommun", "Kommundirektör, ordförande"],
    ["Lokalpolisområdet", "Lokalpolisområdeschef"],
    ["Räddningstjänstförbundet", "Förbundsdirektör"],
    ["Frivården", "Frivårdschef"],
]


def minutes() -> bytes:
    """The board's minutes, as a PDF of four pages."""
    text = (EXAMPLES / "making" / "ks-2024.txt").read_text("utf-8")
    return pdf([page.strip("\n") for page in text.split("\f")])


def agreement() -> bytes:
    """The agreement, as a Word document with its parties in a table."""
    text = (EXAMPLES / "making" / "overenskommelse.txt").read_text("utf-8")
    return docx(
        text.splitlines(),
        PARTIES,
        "Dnr KS 2023/188",
        "Den kan sägas upp av varje part med sex månaders varsel.",
    )


MADE = {"ks-2024.pdf": minutes, "overenskommelse.docx": agreement}


def main() -> None:
    """Write them where they lie."""
    for name, make in MADE.items():
        (FURUHEDE / name).write_bytes(make())


if __name__ == "__main__":
    main()
