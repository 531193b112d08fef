"""What is said where only evidence counts that was known by a day: which sources are left out."""

from typing import TYPE_CHECKING

from auditcheck.cli.answer import counted

if TYPE_CHECKING:
    from auditcheck.model.results import Result

_WHY = {
    "undated": "without a date, so not shown to have been known",
    "not to the day": "dated to a month or a year that goes on after that day",
    "later": "dated or received later",
}


def not_known(result: "Result") -> list[str]:
    """How much does not count, and the sources that this comes of, by reason and by id."""
    aside = result.set_aside
    gone = [each for id_, each in aside.items() if id_ not in result.items]
    sources = {each.item.id: each.why for each in gone if each.item.kind == "sources"}
    less = counted(sum(each.why == "in part" for each in aside.values()), "other item")
    left_out = f"{counted(len(sources), 'source')} and {counted(len(gone) - len(sources), 'item')}"
    told = [f"known by {result.known}: {left_out} do not count, {less} with fewer sources"]
    for why, words in _WHY.items():
        named = [id_ for id_, reason in sources.items() if reason == why]
        if named:
            told.append(f"  {counted(len(named), 'source')} {words}: {', '.join(named)}")
    return told
