"""The check of a result: every claim made anew, and each that stands otherwise told by its path.

With the evidence and the rules every condition is asked again as the pack writes it, of every
item there is. Without the rules the traces are taken to ask what they say they ask; without the
evidence, the items to be what the result says they are.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from auditcheck.verification.asking import Asking
from auditcheck.verification.behind import Behind, seen
from auditcheck.verification.comparing import Difference, compared, partly, traced
from auditcheck.verification.conditions import Conditions
from auditcheck.verification.knowing import known_by
from auditcheck.verification.levels import Levels
from auditcheck.verification.outcomes import PARTS, outcome
from auditcheck.verification.restating import (
    audit_of,
    conditions_of,
    criterion_of,
    item_of,
    pack_of,
    questions_of,
    renamed_in,
    says_of,
    scale_name,
    united,
)
from auditcheck.verification.values import UNKNOWN
from auditcheck.verification.world import Data, World

Documents = Iterable[Mapping[str, Any]] | None


def differences(result: Data, evidence: Documents, rules: Documents) -> Iterator[Difference]:
    """Every claim of the result that the evidence and the rules do not bear out."""
    if evidence is not None:
        yield from _followed("items", _of_evidence(result, united(evidence)))
    yield from _followed("the result", _of_claims(result, rules))


def _of_claims(result: Data, rules: Documents) -> Iterator[Difference]:
    world = World(result)
    pack = None if rules is None else united(rules)
    if pack is not None:
        yield from _of_pack(result, pack)
    conditions = Conditions(world)
    asking = None if pack is None else Asking(pack, world)
    behind = None if pack is None else Behind(pack, world)
    levels = Levels(conditions, asking.condition if asking else None)
    if asking and behind:
        _lend_parts(asking, levels, behind)
    yield from _of_criteria(result, pack, conditions, asking, behind)
    yield from _of_levels(result, levels, behind)
    yield from _of_gaps(result, world, behind)


def _followed(path: str, found: Iterator[Difference]) -> Iterator[Difference]:
    """The differences; a claim that leads nowhere, or is of no sort known here, is one too."""
    try:
        yield from found
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError) as error:
        yield Difference(path, f"what cannot be followed ({error})", "what is there")


def _lend_parts(asking: Asking, levels: Levels, behind: Behind) -> None:
    """Let conditions ask for the level of a question that the audit itself does not ask."""

    def parts(name: str) -> list[Data]:
        keys = [k for k in behind.refers({"question": name}) if isinstance(k, tuple)]
        return [
            behind.parts[key]
            | levels.part(
                behind.parts[key],
                behind.ladders[key],
                is_open=behind.pack["questions"][key[0]].get("open", False),
            )
            for key in keys
        ]

    asking.parts = levels.unasked = parts


def _of_evidence(result: Data, sections: Mapping[str, Data]) -> Iterator[Difference]:
    known, aside = sections, dict[str, str]()
    if result["known"] is not None:
        known, aside = known_by(sections, result["known"])
    yield from compared("audit", result["audit"], audit_of(known, result["as_of"]))
    ids = {id_: kind for kind, each in known.items() if kind != "audit" for id_ in each}
    yield from compared("items", sorted(result["items"]), sorted(ids))
    for id_, kind in ids.items():
        if id_ in result["items"]:
            should = item_of(id_, kind, known)
            yield from partly(f"items.{id_}", _unread(result["items"][id_]), should)
    given = result["set_aside"]
    yield from compared("set_aside", {id_: each["why"] for id_, each in given.items()}, aside)
    kinds = {id_: kind for kind, each in sections.items() for id_ in each}
    for id_ in aside.keys() & given.keys():
        should = item_of(id_, kinds[id_], sections) | {"read_by": []}
        yield from partly(f"set_aside.{id_}.item", _unread(given[id_]["item"]), should)


def _unread(item: Data) -> Data:
    """An item without what became of its quotes: for that the sources' files are read again."""
    cited = [{k: v for k, v in each.items() if k != "verification"} for each in item["sources"]]
    return {**item, "sources": cited}


def _of_pack(result: Data, pack: Mapping[str, Data]) -> Iterator[Difference]:
    for name, should in pack_of(pack).items():
        yield from compared(name, result.get(name, renamed_in({})), should)
    yield from compared("criteria", [*result["criteria"]], [*pack["criteria"]])
    for id_ in pack["criteria"]:
        if id_ in result["criteria"]:
            given = result["criteria"][id_]
            yield from partly(f"criteria.{id_}", given, criterion_of(id_, pack))
    asked = questions_of(pack, result["audit"])
    for name in ("id", "number", "asks", "open"):
        given = [each[name] for each in result["questions"]]
        yield from compared(f"questions.*.{name}", given, [each[name] for each in asked])
    for at, (given, should) in enumerate(zip(result["questions"], asked, strict=False)):
        yield from compared(f"questions[{at}].parts", len(given["parts"]), len(should["parts"]))
        pairs = zip(given["parts"], should["parts"], strict=False)
        for number, (part, made) in enumerate(pairs):
            yield from partly(f"questions[{at}].parts[{number}]", part, made)


def _of_criteria(
    result: Data,
    pack: Mapping[str, Data] | None,
    conditions: Conditions,
    asking: Asking | None,
    behind: Behind | None,
) -> Iterator[Difference]:
    weighed, informing = (behind.weighed(), behind.informing()) if behind else ({}, {})
    readers: dict[str, list[str]] = {}
    for id_, given in result["criteria"].items():
        if id_ != given["id"]:
            yield Difference(f"criteria.{id_}.id", given["id"], id_)
        asked = {name: given[name] for name in PARTS}
        if pack is not None and asking is not None and id_ in pack["criteria"]:
            written = conditions_of(pack["criteria"][id_])
            asked = {
                name: each and asking.condition(each[0], f"criteria/{id_}/{each[1]}")
                for name, each in written.items()
            }
        made = outcome(given, asked, conditions)
        claims = dict(made.claims)
        if pack is not None and behind is not None and id_ in pack["criteria"]:
            claims["says"] = says_of(pack["criteria"][id_], made.claims["outcome"])
            refers = [each for each in behind.criterion(id_) if isinstance(each, str)]
            claims["refers_to"] = list(dict.fromkeys(refers))
            claims["weighed_in"] = weighed.get(id_, [])
            claims["informs"] = informing.get(id_, [])
        yield from partly(f"criteria.{id_}", given, claims)
        for name, trace in made.traces.items():
            yield from traced(f"criteria.{id_}.{name}", given[name], trace)
        for each in set().union(*map(seen, made.traces.values())) & {*result["items"]}:
            readers.setdefault(each, []).append(id_)
    if behind is not None:
        for id_, item in result["items"].items():
            yield from compared(f"items.{id_}.read_by", item["read_by"], readers.get(id_, []))
        names = ("shortcomings_not_weighed", "not_weighed")
        for name, should in zip(names, behind.not_weighed(readers), strict=True):
            yield from compared(name, result[name], should)


def _of_levels(result: Data, levels: Levels, behind: Behind | None) -> Iterator[Difference]:
    for at, question in enumerate(result["questions"]):
        for number, part in enumerate(question["parts"]):
            path = f"questions[{at}].parts[{number}]"
            key = (part["question"], part["id"])
            ladder = behind.ladders.get(key) if behind else None
            made = levels.part(part, ladder, is_open=question["open"])
            yield from partly(path, part, made)
    yield from compared("judgements", result["judgements"], levels.judgements())
    given = result["conclusion"]
    ladder = behind.pack.get("conclusion", {}).get("levels") if behind else None
    if behind is not None:
        yield from compared("conclusion", given is not None, bool(ladder))
    if behind is not None and given is not None:
        written = behind.pack["conclusion"]
        own = {"asks": written["asks"], "scale": scale_name(written, behind.pack)}
        yield from partly("conclusion", given, own)
    if given is not None:
        yield from partly("conclusion", given, levels.conclusion(given, ladder))
    if behind is not None:
        made_ = behind.recommendations()
        yield from compared("recommendations", result["recommendations"], made_)
        for at, question in enumerate(result["questions"]):
            should = [each["id"] for each in made_ if question["id"] in each["questions"]]
            given_ = question["recommendations"]
            yield from compared(f"questions[{at}].recommendations", given_, should)


def _of_gaps(result: Data, world: World, behind: Behind | None) -> Iterator[Difference]:
    """What is asked for is of criteria that are open, and names the parts that it bears on."""
    open_ = {id_ for id_, each in result["criteria"].items()
             if each["outcome"] == "not evidenced"}  # fmt: skip
    for at, gap in enumerate(result["gaps"]):
        wanted = [id_ for id_ in dict.fromkeys(gap["criteria"]) if id_ in open_]
        if gap["criteria"] != wanted or not wanted:
            yield Difference(f"gaps[{at}].criteria", gap["criteria"], "some not evidenced")
        if gap in result["gaps"][:at]:
            yield Difference(f"gaps[{at}]", "the same as one before it", "named once")
        for id_ in gap["items"]:
            if id_ not in world.items:
                yield Difference(f"gaps[{at}].items", id_, "an item")
        if gap["to"] is not None and world.name(gap["to"]) != gap["of"]:
            yield Difference(f"gaps[{at}].to", gap["to"], f"the id of '{gap['of']}'")
        if {*gap["settles"]} - {*gap["parts"]}:
            yield Difference(f"gaps[{at}].settles", gap["settles"], "some of its parts")
    order = [(-len(gap["settles"]), -len(gap["parts"])) for gap in result["gaps"]]
    yield from compared("gaps", order, sorted(order))
    if behind is None:
        return
    parts = [
        f"{p['question']}.{p['id']}".removesuffix(".")
        for question in result["questions"] for p in question["parts"]
        if p["assessment"] != p["potential"]
    ]  # fmt: skip
    weighed = behind.weighed()
    for at, gap in enumerate(result["gaps"]):
        bears = {part for name in gap["criteria"] for part in weighed.get(name, ())}
        should = [part for part in parts if part in bears]
        yield from compared(f"gaps[{at}].parts", gap["parts"], should)
    asked_for = {name for gap in result["gaps"] for name in gap["criteria"]}
    for id_ in behind.all():
        criterion = result["criteria"][id_]
        if id_ in open_ - asked_for and (criterion["weak"] or _asks(criterion)):
            yield Difference("gaps", f"nothing for {id_}", "what is missing for it")


def _asks(criterion: Data) -> bool:
    """Whether something is open in a criterion itself, not only in others that it refers to."""
    if criterion["reason"] == "unknown whether it applies":
        return _is_open(criterion["applies"])
    return _is_open(criterion["requires"]) or _is_open(criterion["partly"])


def _is_open(trace: Data | None) -> bool:
    if trace is None or trace["truth"] != UNKNOWN or trace["left_out"]:
        return False
    refers = trace["form"] in ("criterion", "question")
    return any(map(_is_open, trace["parts"])) if trace["parts"] else not refers
