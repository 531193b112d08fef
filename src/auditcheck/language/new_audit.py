"""A new audit to fill in: the texts of its files, made from the pack that it is to be tried by.

What is to be filled in is commented out: a comment is no evidence, and breaks nothing. Words to
the auditor have two signs, so that a block whose comments an editor takes away stays YAML.
"""

from collections.abc import Iterable
from datetime import date
from textwrap import wrap

from auditcheck.files.yaml_out import WIDE, block, flow, scalar
from auditcheck.language.blanks import BLANK, Fields, as_id
from auditcheck.language.schema import SECTIONS
from auditcheck.language.sentences import demand
from auditcheck.language.skeletons import Skeleton, skeletons_of
from auditcheck.language.wording import titles_in
from auditcheck.model.kinds import DEMANDABLE
from auditcheck.model.rules import Pack

SCHEMA = "evidence.schema.json"
_SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA}"
_UNBROKEN = BLANK.replace(" ", "\N{NO-BREAK SPACE}")
_HOW = (
    "Ta bort brädgården framför det som finns, också framför raden med slagets namn, och ersätt "
    f"{BLANK}. Värdena är de som kraven frågar efter: ändra dem som inte stämmer, ta bort dem som "
    "inte är kända. Det som står kvar som kommentar räknas som inte belagt."
)
_GIVEN = ("title", "subject", "as_of", "rules", "language", "questions", "bodies")
_SOURCES: dict[str, Fields] = {
    "protokoll": {"kind": "minutes", "title": BLANK, "date": f"{BLANK} (ÅÅÅÅ-MM-DD)"},
    "dokument": {"kind": "document", "title": BLANK, "file": BLANK},
    "intervju": {"kind": "interview", "role": BLANK, "date": f"{BLANK} (ÅÅÅÅ-MM-DD)"},
}
_AUDIT: Fields = {
    "commissioned_by": BLANK,
    "auditor": BLANK,
    "plan_year": BLANK,
    "period": {"from": f"{BLANK} (ÅÅÅÅ-MM-DD)", "until": f"{BLANK} (ÅÅÅÅ-MM-DD)"},
    "purpose": BLANK,
    "background": BLANK,
    "methods": [BLANK],
    "collecting": ["documents"],
    "limitations": [{"what": BLANK, "why": BLANK}],
}


def files_of(pack: Pack, rules: str, as_of: date) -> dict[str, str]:
    """The files of a new audit by name; `rules` is what the audit names as its rules."""
    made, facts = skeletons_of(pack, _SOURCES)
    files = {
        "audit.yaml": _audit(pack, rules, as_of, facts),
        "sources.yaml": _text(
            "sources",
            ["Källor. Den som intervjuas anges med sin roll, aldrig med sitt namn.", _HOW],
            block(_SOURCES, 1),
        ),
    }
    titles = titles_in(pack)
    for kind in DEMANDABLE:
        if made[kind]:
            lines = (line for each in made[kind] for line in _item(each, pack, titles))
            files[f"{kind}.yaml"] = _text(kind, [SECTIONS[kind], _HOW], lines)
    absences = [*_absences(made)]
    if absences:
        what = (
            "Det som har eftersökts och inte finns. En avsaknad är belagd; det som bara fattas "
            "bland bevisen är det inte."
        )
        files["absences.yaml"] = _text("absences", [what, _HOW], absences)
    return files


def _text(section: str, about: list[str], lines: Iterable[str]) -> str:
    head = [_SCHEMA_LINE, *(line for each in about for line in _said(each)), ""]
    return "\n".join([*head, f"# {section}:", *(_hidden(line) for line in lines)]) + "\n"


def _hidden(line: str) -> str:
    return f"# {line}" if not line.startswith("#") else line


def _said(text: str) -> list[str]:
    """Words to the auditor, as comments that stay comments."""
    kept = text.replace(BLANK, _UNBROKEN)
    lines = wrap(kept, WIDE, break_long_words=False, break_on_hyphens=False)
    return [f"## {line.replace(_UNBROKEN, BLANK)}" for line in lines]


def _item(skeleton: Skeleton, pack: Pack, titles: dict[str, str]) -> Iterable[str]:
    """One thing sought: what asks for it, and the item to fill in."""
    yield "##"
    if not skeleton.asked_by:
        yield from _said(f"{skeleton.id}: den som har rollen {skeleton.id} i reglerna.")
    for id_ in skeleton.asked_by:
        asked = demand(pack.criteria[id_].requires, titles)
        yield from _said(f"{id_}: {asked}")
    yield from block({skeleton.id: skeleton.fields}, 1)


def _absences(made: dict[str, list[Skeleton]]) -> Iterable[str]:
    for kind, skeletons in made.items():
        for each in skeletons:
            where = dict(each.sought)
            if kind != "observations" and where and "id" not in where:
                fields: Fields = {"of": kind, "where": where, "sources": [BLANK]}
                yield from block({f"no-{each.id}": fields}, 1)


def _audit(pack: Pack, rules: str, as_of: date, facts: Fields) -> str:
    lines = [
        _SCHEMA_LINE,
        *_said(
            "Granskningen. Bevisen fylls i i filerna bredvid: auditcheck check visar vad som är "
            "fel, auditcheck gaps vad som återstår att inhämta."
        ),
        "",
        "audit:",
        f"  title: {scalar(pack.title)}",
        f"  subject: {flow({'name': 'Kommunen'})}  # {BLANK}: den granskades namn",
        f"  as_of: {as_of.isoformat()}  # dagen som bedömningen gäller",
        f"  rules: {scalar(rules)}",
        f"  language: {pack.language}",
        "  questions:",
        *(f"    - {each.id}  # {_one_line(each.asks)}" for each in pack.questions.values()),
    ]
    if pack.bodies:
        lines += _said("Vem som är vad i reglerna: id på en aktör (actors.yaml) eller ett forum.")
        lines += map(_hidden, block({"bodies": {name: as_id(name) for name in pack.bodies}}, 1))
    lines += _said("Om uppdraget.")
    own = {name: value for name, value in facts.items() if name not in _GIVEN}
    lines += map(_hidden, block(_AUDIT | own, 1))
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
