"""Quantities of a group: how many are enough."""

from typing import assert_never

from auditcheck.model.rules import Quantity


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
