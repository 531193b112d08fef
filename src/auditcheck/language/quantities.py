"""Quantities of a group: how many are enough."""

from math import ceil
from typing import assert_never

from auditcheck.model.rules import Quantity


def turning(quantity: Quantity, size: int) -> int:
    """The number of `size` from which on the quantity's answer is no longer that for none."""
    match quantity.word:
        case "all":
            return size
        case "some" | "none":
            return 1
        case "half":
            return (size + 1) // 2
        case "number":
            return quantity.number
        case "share":
            return ceil(quantity.share * size)
        case _:
            assert_never(quantity.word)


def counts_enough(quantity: Quantity, number: int, size: int) -> bool:
    """Whether `number` of `size` is what the quantity asks.

    Of an empty group `all`, `half`, percentages and `none` hold; `some` and a number do not.
    """
    match quantity.word:
        case "all":
            return number == size
        case "some":
            return number > 0
        case "half":
            return 2 * number >= size
        case "none":
            return number == 0
        case "number":
            return number >= quantity.number
        case "share":
            return number >= quantity.share * size
        case _:
            assert_never(quantity.word)
