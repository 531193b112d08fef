"""A pack in words: each criterion's demand, what gives each level, and in which order to read."""

from auditcheck.language.behind import Behind
from auditcheck.language.rungs import parts_rung, rung
from auditcheck.language.sentences import demand
from auditcheck.model.conditions import Condition
from auditcheck.model.rules import Pack, Rung
from auditcheck.model.wording import Demanded, Rungs, Wording


def wording_of(pack: Pack) -> Wording:
    """The pack's demands and ladders as sentences."""
    titles, behind = titles_in(pack), Behind(pack)

    def said(condition: Condition | None) -> str | None:
        return None if condition is None else demand(condition, titles)

    def ladder(rungs: tuple[Rung, ...]) -> Rungs:
        return tuple(
            (
                each.level,
                rung(each.essential, each.supporting, each.counting, said(each.condition)),
            )
            for each in rungs
        )

    return Wording(
        {
            criterion.id: Demanded(
                demand(criterion.requires, titles), said(criterion.applies), said(criterion.partly)
            )
            for criterion in pack.criteria.values()
        },
        {
            (question.id, part.id): ladder(part.ladder)
            for question in pack.questions.values()
            for part in question.parts
        },
        tuple(
            (each.level, parts_rung(each.parts, each.reaches, said(each.condition)))
            for each in (pack.conclusion.ladder if pack.conclusion else ())
        ),
        _order(pack),
        {
            (question.id, part.id): tuple(behind.weighed_by(part))
            for question in pack.questions.values()
            for part in question.parts
        },
    )


def titles_in(pack: Pack) -> dict[str, str]:
    """What sentences call the pack's criteria, questions, parts, topics, bodies and parameters."""
    titles = {criterion.id: criterion.title for criterion in pack.criteria.values()}
    for question in pack.questions.values():
        titles[f"question:{question.id}"] = question.asks
        titles |= {f"question:{question.id}.{part.id}": part.asks for part in question.parts}
    for topic, says in pack.vocabulary.get("observations.topic", {}).items():
        titles[f"topic:{topic}"] = says
    for name, called in pack.names.items():
        titles[name.replace(".", ":", 1)] = called
    return titles


def _order(pack: Pack) -> dict[tuple[str, str], tuple[str, ...]]:
    behind = Behind(pack)
    groups: dict[tuple[str, str], tuple[str, ...]] = {
        (question.id, part.id): (*behind.weighed_by(part), *part.informing)
        for question in pack.questions.values()
        for part in question.parts
    }
    groups["", ""] = tuple(pack.criteria)
    order: dict[tuple[str, str], tuple[str, ...]] = {}
    seen: set[str] = set()
    for place, names in groups.items():
        order[place] = tuple(n for n in behind.criteria(names) if n not in seen)
        seen.update(order[place])
    return order
