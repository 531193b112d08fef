"""An audit with a secret planted in every field that an auditor can write, and what may be seen.

Of each kind there is a hidden item, `dold-…`, whose every text, word, number and date is a secret
found nowhere else, and an open one, whose texts must all come out and which names hidden items
wherever a field can name anything.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from auditcheck.language.fields import FieldType, fields_of, record_fields
from auditcheck.model.kinds import DEMANDABLE, KINDS

HIDDEN = {kind: f"dold-{sha256(kind.encode()).hexdigest()[:8]}" for kind in KINDS}
OPEN = {kind: f"public-{kind}" for kind in KINDS}
EITHER = ("actors", "forums")
FIXED: dict[str, dict[str, Any]] = {
    "sources": {"sha256": None, "file": None, "kind": "interview"},
    "absences": {"of": "documents", "where": None},
    "judgements": {"question": "q", "part": "a", "level": "Nej", "until": None},
    "responses": {"recommendation": "r"},
    "observations": {"topic": "styrning", "holds": "no"},
}


@dataclass
class Garden:
    """What has been planted, and what of it stands beside a reference in a record."""

    name: str
    refer: Mapping[str, str]
    texts: list[str] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def text(self) -> str:
        """A text that stands nowhere else."""
        made = sha256(f"{self.name}{next(self.numbers)}".encode()).hexdigest()[:12]
        self.texts.append(f"{self.name}{made}")
        return self.texts[-1]

    def number(self) -> int:
        """A number that stands nowhere else."""
        number = 10**9 + int(sha256(self.text().encode()).hexdigest()[:6], 16)
        self.texts[-1] = str(number)
        return number

    def date(self) -> str:
        """A day of a year that stands nowhere else."""
        year = (1200 if self.name == "secret" else 1600) + next(self.numbers)
        self.texts.append(str(year))
        return f"{year}-05-07"

    def item(self, kind: str, id_: str) -> dict[str, Any]:
        """An item with every field that its kind has."""
        fixed = FIXED.get(kind, {})
        made = fixed | {
            name: self.value(of) for name, of in fields_of(kind).items() if name not in fixed
        }
        if kind == "observations":
            made["about"] = self.refer["decisions"]
        if kind == "absences":
            made["where"] = {"title": self.text(), "owner": self.refer["actors"]}
        made["confidential"] = id_ == HIDDEN[kind]
        return {name: value for name, value in made.items() if value is not None}

    def value(self, of: FieldType) -> Any:
        """A value of a type."""
        if of.many:
            return [self.one(of)]
        return self.one(of)

    def one(self, of: FieldType) -> Any:
        """One value of a type, whether or not the field is a list."""
        if of.element is not None:
            return {self.text(): self.one(of.element)}
        if of.shape == "check":
            return {"passed": 1, "partly": 1, "of": 3}
        if of.record is not None:
            fields, before = record_fields(of), len(self.texts)
            made = {name: self.value(type_) for name, type_ in fields.items()}
            if any(each.shape == "reference" for each in fields.values()):
                self.beside |= set(self.texts[before:])
            return made
        match of.shape:
            case "text":
                return self.text()
            case "word":
                return of.words[0] if of.words else self.text()
            case "reference":
                return self.refer[of.kinds[0] if of.kinds else "actors"]
            case "number":
                return 1999 if of.lowest == 1 else self.number()
            case "flag":
                return True
            case _:
                return self.date()


PACK = {
    "pack": {"id": "p", "title": "Provpaket", "version": "1.0.0"},
    "scale": {
        "levels": ["Nej", "Delvis", "Ja"],
        "ladder": {
            "Ja": {"essential": "all"},
            "Delvis": {"some": "decisions", "where": {"body": "$body.board"}},
        },
    },
    "vocabulary": {"observations.topic": {"styrning": "Arbetet styrs"}},
    "recommendations": {"r": {"text": "Gör mer.", "to": ["board"], "when_not_met": ["finding"]}},
}


def _criteria() -> dict[str, Any]:
    """Demands that read every kind in every way that leaves something in a trace."""
    demands: dict[str, Any] = {
        "finding": {"finding": "styrning"},
        "finding-about": {
            "finding": "styrning",
            "about": {"where": {"amount": {"given": True}, "date": {"given": True}}},
        },
        "board": {"some": "decisions", "where": {"body": "$body.board"}},
        "sum": {"sum": "decisions.amount", "is": {"at_least": 10**11}},
        "parts": {
            "any": [
                {
                    "no": "documents",
                    "has": {"presented_to": {"some": {"has": {"to": "$body.board"}}}},
                },
                {"not": {"audit": {"scope": {"includes": "$body.board"}}}},
            ]
        },
        "follow": {"every": "activities", "has": {"planned_in": {"where": {"title": "x"}}}},
        "back": {"every": "documents", "has": {"based_on": {"every": {"where": {"title": "x"}}}}},
        "when": {"every": "documents", "has": {"updated": {"within": "2 years"}}},
        "record": {
            "every": "forums",
            "has": {"members": {"every": {"has": {"role": {"is": "x"}, "actor": "$body.board"}}}},
        },
    }
    for kind in DEMANDABLE:
        texts = [
            name for name, of in fields_of(kind).items() if of.shape == "text" and not of.many
        ]
        refs = [name for name, of in fields_of(kind).items() if of.shape == "reference"]
        asked: dict[str, Any] = {name: {"contains_text": "x"} for name in texts}
        for name in refs:
            many = fields_of(kind)[name].many
            asked[name] = {"includes" if many else "is": "$body.board"}
            if not fields_of(kind)[name].kinds or "actors" not in fields_of(kind)[name].kinds:
                asked.pop(name)
        demands[f"every-{kind}"] = {"every": kind, "has": asked}
        demands[f"no-{kind}"] = {"no": kind, "has": {"note": {"given": True}}}
        demands[f"count-{kind}"] = {"count": kind, "is": {"at_least": 5}}
        demands[f"share-{kind}"] = {
            "share": kind,
            "has": {"note": {"given": False}},
            "is": {"at_least": "50 %"},
        }
    return {
        name: {"title": f"Krav {name}", "requires": demand, "evidence": "documentary"}
        for name, demand in demands.items()
    }


def plant(folder: Path) -> tuple[Path, list[str], list[str]]:
    """Write the audit and its rules; gives its folder, the secrets, and what must be seen."""
    secret, seen = Garden("secret", OPEN), Garden("open", HIDDEN)
    evidence: dict[str, Any] = {}
    for kind in KINDS:
        hidden, open_ = secret.item(kind, HIDDEN[kind]), seen.item(kind, OPEN[kind])
        if "sources" in KINDS[kind].model_fields:
            cite = {"source": OPEN["sources"], "quote": secret.text(), "page": 3}
            hidden["sources"] = [cite, {"source": HIDDEN["sources"], "quote": secret.text()}]
            open_["sources"] = [
                {"source": OPEN["sources"], "quote": f"{seen.text()}, {HIDDEN['forums']}"},
                {"source": HIDDEN["sources"], "quote": secret.text()},
            ]
        open_["note"] += f" se {HIDDEN[kind]} och ”{hidden['note']}”"
        evidence[kind] = {HIDDEN[kind]: hidden, OPEN[kind]: open_}
    evidence["observations"]["resting"] = {
        "topic": "styrning", "holds": "yes", "says": secret.text(), "sources": [HIDDEN["sources"]],
    }  # fmt: skip
    files_of = {f"{secret.text()}.txt": HIDDEN["sources"], "public.txt": OPEN["sources"]}
    near = "Planen gäller hela kommunen under alla åren och"
    written = {name: f"{near} {secret.text()}.\n" for name in files_of}
    for name, id_ in files_of.items():
        digest = sha256(name.encode()).hexdigest()  # another than it has, so that it is suspect
        evidence["sources"][id_] |= {"file": name, "sha256": digest}
        if id_ == HIDDEN["sources"]:
            secret.texts += [digest, sha256(written[name].encode()).hexdigest()]
    evidence["documents"][HIDDEN["documents"]]["sources"].append(
        {"source": HIDDEN["sources"], "quote": f"{near} annat"}
    )
    evidence["documents"]["quoting"] = {
        "type": "plan",
        "note": seen.text(),
        "sources": [{"source": OPEN["sources"], "quote": f"{near} annat"}],
    }
    evidence["sources"]["serving"] = {"kind": "minutes", "title": secret.text()}
    evidence["documents"][HIDDEN["documents"]]["sources"].append("serving")
    evidence["audit"] = {
        "title": seen.text(),
        "subject": {"name": seen.text()},
        "as_of": "2024-03-31",
        "rules": "../rules",
        "scope": [HIDDEN["actors"], OPEN["actors"]],
        "bodies": {"board": HIDDEN["actors"]},
        "purpose": f"{seen.text()} {HIDDEN['documents']}",
        "limitations": [
            {"what": f"{seen.text()} {evidence['documents'][HIDDEN['documents']]['title']}"}
        ],
        "requests": [
            {"criterion": "every-documents", "to": HIDDEN["actors"], "sent": "2024-02-12"},
            {
                "criterion": "every-documents",
                "to": OPEN["actors"],
                "sent": "2024-02-12",
                "what": f"{seen.text()} {evidence['documents'][HIDDEN['documents']]['title']}",
            },
        ],
        "accept": [{"code": "oral-only", "because": f"om {HIDDEN['samples']}"}],
    }
    criteria = _criteria()
    pack = PACK | {
        "criteria": criteria,
        "questions": {
            "q": {
                "asks": "Frågas det?",
                "parts": {
                    "a": {"asks": "A?", "essential": [*criteria]},
                    "b": {"asks": "B?", "essential": ["finding"]},
                },
            }
        },
    }
    evidence["judgements"][OPEN["judgements"]]["part"] = "b"
    evidence["judgements"][OPEN["judgements"]]["reason"] += f" och {HIDDEN['documents']}"
    hidden_file = {kind: {HIDDEN[kind]: evidence[kind].pop(HIDDEN[kind])} for kind in ("samples",)}
    files = {
        "rules/a.yaml": pack,
        "evidence/a.yaml": evidence,
        f"evidence/{secret.text()}.yaml": hidden_file,
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    for name, text in written.items():
        (folder / "evidence" / name).write_text(text, "utf-8")
    secrets = [*secret.texts, *HIDDEN.values(), "resting", "serving"]
    return folder / "evidence", secrets, [each for each in seen.texts if each not in seen.beside]
