"""What can become of a quote that is looked for in its source."""

from dataclasses import dataclass
from typing import Literal

QuoteStep = Literal[
    "exact", "typography", "hyphenation", "page break",
    "other page", "near", "missing", "no text", "unread",
]  # fmt: skip
VERIFIED: tuple[QuoteStep, ...] = ("exact", "typography", "hyphenation", "page break")


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of a quote: the step that settled it, and the page where it was found.

    `page` counts from 1; across a break it is the first of the two, and None where no page is
    known. `unread` is a quote whose file could not be read.
    """

    step: QuoteStep
    page: int | None
