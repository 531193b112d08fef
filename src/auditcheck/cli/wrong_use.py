"""What is said of wrong use, in one line."""

import re

_THEIRS = (
    (r"(?i)input should be a valid number.*", "it is not a number"),
    (r"(?i)input should be a valid integer.*", "it is not a whole number"),
    (r"\. Choose from:? ", ": choose from "),
)


def in_one_line(message: str) -> str:
    """What typer and pydantic say, without their line breaks and their jargon."""
    lines = [line.strip() for line in message.replace("Value error, ", "").splitlines()]
    whole = " ".join(line for line in lines if line).rstrip(".")
    for theirs, ours in _THEIRS:
        whole = re.sub(theirs, ours, whole)
    return whole
