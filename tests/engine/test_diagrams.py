"""Families of sets, held to sets listed one by one."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from auditcheck.engine.ahead.diagrams import EMPTY, NONE, Families

Sets = frozenset[frozenset[int]]
VARIABLES = range(4)
SETS = st.frozensets(st.frozensets(st.sampled_from(VARIABLES)))


def family(families: Families, sets: Iterable[frozenset[int]], variable: int = 0) -> int:
    """The sets as a family of variables from this one on."""
    listed = [*sets]
    if variable == len(VARIABLES):
        return EMPTY if listed else NONE
    with_ = [each - {variable} for each in listed if variable in each]
    without = [each for each in listed if variable not in each]
    return families.node(
        variable, family(families, without, variable + 1), family(families, with_, variable + 1)
    )


@given(SETS, st.sampled_from(VARIABLES))
def test_a_part_of_a_family(sets: Sets, variable: int) -> None:
    """The sets with a variable, less it, and those without, wherever the variable stands."""
    families = Families(10_000)
    whole = family(families, sets)
    with_ = {each - {variable} for each in sets if variable in each}
    without = {each for each in sets if variable not in each}
    for _ in range(2):  # the second answer is remembered
        assert families.part(whole, variable, with_=True) == family(families, with_)
        assert families.part(whole, variable, with_=False) == family(families, without)
