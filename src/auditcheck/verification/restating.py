"""What a result restates of the rules and the evidence, as their own files have it."""

from collections.abc import Iterable, Mapping
from typing import Any

from auditcheck.model.kinds import DOCUMENTARY, STRENGTH
from auditcheck.verification.world import Data

_GROUPS = ("essential", "supporting", "informing")
_BESIDE = ("sources", "incomplete", "accept", "confidential")
_DATES = ("accessed", "date", "done", "due", "fact_checked", "from", "in_force", "received",
          "until", "updated")  # fmt: skip
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip


def united(documents: Iterable[Mapping[str, Any]]) -> dict[str, Data]:
    """The sections of a folder's files, joined."""
    sections: dict[str, Data] = {}
    for document in documents:
        for section, entries in document.items():
            sections.setdefault(section, {}).update(entries)
    return sections


def _dated(value: Any, key: str = "") -> Any:  # noqa: ANN401  whatever was written
    """What was written, with a year that stands for a date as text."""
    if isinstance(value, dict):
        return {name: _dated(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_dated(each, key) for each in value]
    return str(value) if isinstance(value, int) and key in _DATES else value


def audit_of(sections: Mapping[str, Data], as_of: str) -> Data:
    """The engagement as a result has it, at the day that it was assessed for."""
    audit: Data = _dated(sections["audit"])
    return {key: each for key, each in audit.items() if key != "accept"} | {"as_of": as_of}


def item_of(id_: str, kind: str, sections: Mapping[str, Data]) -> Data:
    """An item as a result has it: its fields, its sources and their strength."""
    written = sections[kind][id_]
    cited = [{"source": each} if isinstance(each, str) else each
             for each in written.get("sources", ())]  # fmt: skip
    sources: list[Data] = [{"quote": None, "page": None} | each for each in cited]
    known = sections.get("sources", {})
    ranks = [STRENGTH[known[each["source"]]["kind"]] for each in sources]
    strength: int | None = max(ranks, default=DOCUMENTARY)
    if kind == "sources":
        strength = STRENGTH[written["kind"]]
    elif kind in ("judgements", "responses"):
        strength = None
    return {
        "id": id_, "kind": kind, "sources": sources, "strength": strength,
        "fields": {key: _dated(each, key) for key, each in written.items() if key not in _BESIDE},
        "incomplete": sorted(written.get("incomplete", ())),
        "confidential": written.get("confidential", False),
    }  # fmt: skip


def pack_of(pack: Mapping[str, Data]) -> Data:
    """The pack's own claims: what it is, its scales, authorities and words."""
    head = pack["pack"]
    scales = ({"scale": pack["scale"]} if "scale" in pack else {}) | pack.get("scales", {})
    named = ("title", "kind", "reference", "in_force", "repealed", "note")
    return {
        "pack": {"language": "sv"} | {k: head[k] for k in ("id", "title", "version")},
        "scales": {
            name: {"levels": each["levels"], "not_evidenced": each.get("not_evidenced", "lowers")}
            for name, each in scales.items()
        },
        "authorities": {
            id_: {"id": id_} | {name: each.get(name) for name in named}
            for id_, each in pack.get("authorities", {}).items()
        },
        "words": {
            name: words if isinstance(words, dict) else dict.fromkeys(words, "")
            for name, words in pack.get("vocabulary", {}).items()
        },
        "renamed": renamed_in(pack),
    }  # fmt: skip


def renamed_in(pack: Mapping[str, Data]) -> Data:
    """What each thing was called before; a part by all that its question was called, too."""
    found: Data = {
        section: {
            id_: _former(each) for id_, each in pack.get(section, {}).items() if "was" in each
        }
        for section in ("criteria", "questions", "recommendations")
    }
    parts: dict[str, list[str]] = {}
    for id_, each in pack.get("questions", {}).items():
        for part, own in (each.get("parts") or {"": {}}).items():
            names = _former(own)
            short = [part, *(name for name in names if "." not in name)]
            full = [
                f"{question}.{name}".removesuffix(".")
                for question in (id_, *_former(each))
                for name in short
            ]
            named = dict.fromkeys([*full, *(name for name in names if "." in name)])
            if len(named) > 1:
                parts[full[0]] = [name for name in named if name != full[0]]
    return found | {"parts": parts}


def _former(written: Data) -> list[str]:
    was = written.get("was") or []
    return [was] if isinstance(was, str) else [*was]


def criterion_of(id_: str, pack: Mapping[str, Data]) -> Data:
    """What a criterion is, as a result has it; not what it came to."""
    written = pack["criteria"][id_]
    authority = pack.get("authorities", {}).get(written.get("authority"), {})
    named = ("title", "authority", "section", "modality", "duty_holder", "due", "note")
    dates = {name: written.get(name) or authority.get(name) for name in ("in_force", "repealed")}
    shown: Data = {name: written.get(name) for name in named}
    plain = {"evidence": written.get("evidence", "any"), "final": written.get("final", False)}
    return {"id": id_} | plain | shown | dates


def says_of(written: Data, outcome: str) -> str:
    """The pack's text for an outcome, with the due date written out."""
    text = str(written.get("says", {}).get(outcome.replace(" ", "_"), ""))
    due = ""
    if written.get("due"):
        year, month, day = map(int, str(written["due"]).split("-"))
        due = f"{day} {_MONTHS[month - 1]} {year}"
    return text.format(due=due)


def conditions_of(written: Data) -> dict[str, tuple[Data, str] | None]:
    """A criterion's conditions, each with its name in the pack; a bare finding brings `partly`."""
    found: dict[str, tuple[Data, str] | None] = {
        name: (written[name], name) if name in written else None
        for name in ("requires", "applies", "partly")
    }
    requires = written["requires"]
    if found["partly"] is None and "finding" in requires and "at_least" not in requires:
        found["partly"] = ({**requires, "at_least": "partly"}, "requires")
    return found


def ladders_of(pack: Mapping[str, Data]) -> dict[tuple[str, str], Data]:
    """The ladder of each part: its own, else its question's, else its scale's."""
    ladders = {}
    for question, written in pack.get("questions", {}).items():
        scale = scale_of(written, pack)
        shared = written.get("levels") or scale.get("ladder") or {}
        for part, own in (written.get("parts") or {"": {}}).items():
            ladders[question, part] = own.get("levels") or shared
    return ladders


def scale_name(written: Data, pack: Mapping[str, Data]) -> str:
    """The name of the scale of a question or of the conclusion."""
    first = "scale" if "scale" in pack else next(iter(pack.get("scales", {})), "")
    return str(written.get("scale") or first)


def scale_of(written: Data, pack: Mapping[str, Data]) -> Data:
    """The scale as the pack has it."""
    name = scale_name(written, pack)
    scale: Data = pack["scale"] if name == "scale" else pack["scales"][name]
    return scale


def questions_of(pack: Mapping[str, Data], audit: Data) -> list[Data]:
    """The questions asked, with their parts and criteria, as a result has them."""
    asked = audit.get("questions")
    return [
        {
            "id": id_, "number": each.get("number"), "asks": each["asks"],
            "open": each.get("open", False),
            "parts": [
                {
                    "id": part, "question": id_, "asks": own.get("asks") or each["asks"],
                    "scale": scale_name(each, pack),
                }
                | {group: own.get(group) or [] for group in _GROUPS}
                for part, own in (each.get("parts") or {"": each}).items()
            ],
        }
        for id_, each in pack.get("questions", {}).items()
        if asked is None or id_ in asked
    ]  # fmt: skip
