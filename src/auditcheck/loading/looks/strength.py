"""Looks at what the evidence rests on: oral sources alone, observations against each other."""

from collections.abc import Iterable

from auditcheck.loading.looks.seen import Seen, Told
from auditcheck.model.evidence import Evidence, Item
from auditcheck.model.kinds import ORAL, STRENGTH

_WORDS = {3: "seen or recorded at the time", 2: "documentary", 1: "oral"}


def oral_only(seen: Seen) -> Iterable[Told]:
    """Items that rest on nothing above what was said."""
    evidence = seen.evidence
    for item in evidence.items.values():
        if max(evidence.strengths.get(item.id, ()), default=0) == ORAL:
            named = dict.fromkeys(citation.source for citation in item.citations)
            kinds = (f"'{id_}' ({evidence.items[id_].fields['kind']})" for id_ in named)
            message = f"this rests on what was said alone: {', '.join(kinds)}"
            remedy = "add a document, minutes or an observation of your own, if there is any"
            yield seen.told(item, ("sources",), message, remedy)


def contradicting_observations(seen: Seen) -> Iterable[Told]:
    """Observations on one topic and about one thing that do not say the same."""
    first: dict[tuple[object, object], Item] = {}
    for item in seen.evidence.of("observations"):
        topic, about = item.fields["topic"], item.fields.get("about")
        other = first.setdefault((topic, about), item)
        holds, otherwise = item.fields["holds"], other.fields["holds"]
        if holds == otherwise:
            continue
        weight, weight_of_other = (_weight(seen.evidence, each) for each in (item, other))
        whose = f" about '{about}'" if about else ""
        message = (
            f"'{topic}'{whose} is '{holds}' here ({weight}), '{otherwise}' in '{other.id}' "
            f"({weight_of_other})"
        )
        remedy = "keep the one that holds; while both stand the stronger sources decide"
        also = (seen.related(f"it is '{otherwise}' here", other, ("holds",)),)
        yield seen.told(item, ("holds",), message, remedy, also)


def _weight(evidence: Evidence, item: Item) -> str:
    return f"{_WORDS[evidence.strength(item)]} evidence"


def uncited_source(seen: Seen) -> Iterable[Told]:
    """Sources that nothing cites."""
    cited = {each.source for item in seen.evidence.items.values() for each in item.citations}
    for source in seen.evidence.of("sources"):
        if source.id not in cited:
            strength = _WORDS[STRENGTH[str(source.fields["kind"])]]
            message = f"nothing cites this source ({strength})"
            remedy = f"name '{source.id}' under 'sources' of what rests on it, or remove it"
            yield seen.told(source, (), message, remedy)
