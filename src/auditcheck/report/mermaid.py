"""What stands in a box or on an arrow of a Mermaid chart."""

from itertools import groupby


def label(text: str) -> str:
    """The text with every character but letters, digits and a few signs as its code point."""
    return "".join(
        run if plain else "".join(f"#{ord(each)};" for each in run)
        for plain, group in groupby(text, key=lambda c: c.isalnum() or c in " ,.-–()")
        for run in ["".join(group)]
    )
