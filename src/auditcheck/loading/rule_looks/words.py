"""A look at the vocabulary: words that no rule asks for."""

from collections.abc import Iterable

from auditcheck.loading.rule_looks.seen import Seen, Told, inside

_MOST_NAMED = 5


def unused(seen: Seen) -> Iterable[Told]:
    """Words that no rule asks for, told once for each field, at the first of them.

    A field of which no word at all is asked for is there to tell evidence apart.
    """
    pack = seen.pack
    by_parameter = {str(value) for steps in pack.parameters.values() for _, value in steps.values}
    for field, words in pack.vocabulary.items():
        asked = by_parameter.union(word for name, word in pack.words if name == field)
        idle = [word for word in words if word not in asked]
        if 0 < len(idle) < len(words):
            place = seen.place("vocabulary", field)
            listed = isinstance(seen.written(place), list)
            at = [inside(place, [*words].index(w) if listed else w) for w in idle]
            several = len(idle) > 1
            message = f"no rule asks for '{idle[0]}' of {field}"
            if several:
                named = ", ".join(f"'{word}'" for word in idle[:_MOST_NAMED])
                more = f" and {len(idle) - _MOST_NAMED} more" if len(idle) > _MOST_NAMED else ""
                message = f"no rule asks for {len(idle)} of the words of {field}: {named}{more}"
            also = tuple(seen.related("nor for this one", each) for each in at[1:_MOST_NAMED])
            remedy = "ask for it in a criterion, remove it, or accept it as there to tell apart"
            yield seen.told(at[0], message, remedy, also, key=True)
