"""The documents beside the example audits that are not text: made again from their text.

Run from the project's folder: `PYTHONPATH=tests python -m documents.furuhede`.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from documents.docx import docx
from documents.pdf import pdf

EXAMPLES = Path(__file__).parents[2] / "examples"
PARTIES = [
    ["Part", "Företrädare i styrgruppen"],
    ["Furuhede kommun", "Kommundirektör, ordförande"],
    ["Lokalpolisområdet", "Lokalpolisområdeschef"],
    ["Räddningstjänstförbundet", "Förbundsdirektör"],
    ["Frivården", "Frivårdschef"],
]


def minutes(year: int = 2024) -> bytes:
    """The board's minutes of a year, as a PDF of four pages."""
    text = (EXAMPLES / "making" / f"ks-{year}.txt").read_text("utf-8")
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


MADE: dict[str, Callable[[], bytes]] = {
    "furuhede-2024/sources/ks-2024.pdf": minutes,
    "furuhede-2024/sources/overenskommelse.docx": agreement,
    "furuhede-2025/sources/ks-2025.pdf": partial(minutes, 2025),
    "furuhede-2025/sources/overenskommelse.docx": agreement,
}


def main() -> None:
    """Write them where they lie."""
    for name, make in MADE.items():
        (EXAMPLES / name).write_bytes(make())


if __name__ == "__main__":
    main()
