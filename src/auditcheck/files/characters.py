"""Which characters a person can see, and how to show those that cannot be seen."""

import re

CONTROL = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 but for tab and line breaks, DEL, C1
    "\ufffe\uffff"
    "\ud800-\udfff"  # halves of a surrogate pair
)
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)

UNSEEN = re.compile(f"[{CONTROL}{INVISIBLE}]")
CONTROLS = f"[{CONTROL}\r]"  # patterns that are seldom needed are compiled then
RUNS_UNSEEN = f"[{CONTROL}]+|[{INVISIBLE}]+"  # of one sort each
CUT = 60  # characters of a value that a message quotes


def harmless(text: str) -> str:
    """Return the text on one line, with what a terminal may obey or an eye miss spelt out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(seen, text))


def seen(character: str) -> str:
    """Return what stands for one character on a terminal: itself, a space, or `<U+202E>`."""
    if character.isspace() and (character in "\t\n\r" or not UNSEEN.match(character)):
        return " "
    if character.isprintable() and not UNSEEN.match(character):
        return character
    return f"<{code_point(character)}>"


def is_odd_space(character: str) -> bool:
    """Return whether it looks like a space and is not the one of the keyboard: U+00A0 and such."""
    return character.isspace() and character not in " \t\n\r"


def told(text: str) -> str:
    """Return the text as `harmless` does, and with spaces that only look like one spelt out."""
    if text.isascii():
        return harmless(text)
    odd = (f"<{code_point(each)}>" if is_odd_space(each) else each for each in text)
    return harmless("".join(odd))


def code_point(character: str) -> str:
    """Return the number of a character in the usual writing, `U+202E`."""
    return f"U+{ord(character):04X}"


def quote(text: str) -> str:
    """Return the text in single quotes for a message: harmless and, if long, cut."""
    short = text if len(text) <= CUT else text[: CUT - 1] + "…"
    return f"'{told(short)}'"
