"""The report's content, common to every format: order, numbers, labels and link targets.

A view is plain: dicts, lists, texts and numbers. It holds no fixed words of the report, only their
keys; the templates' texts have the words, in Swedish and in English.
"""

from collections import defaultdict

from auditcheck.model.results import (
    AuthorityResult,
    CriterionResult,
    Noted,
    Plain,
    RecommendationResult,
    Result,
)
from auditcheck.report import pretty
from auditcheck.report.levels import level, potential
from auditcheck.report.listing import Listing
from auditcheck.report.names import Names, Piece, numbered, say, text
from auditcheck.report.questions import Chapters

View = dict[str, object]
Node = dict[str, object]

LANGUAGES = ("sv", "en")
_CRITERION_SIGN = {"sv": "K", "en": "C"}
_TOLD_ELSEWHERE = ("not-weighed", "shortcoming-not-weighed")
_BACKGROUND = ("background", "purpose", "questions", "limits", "criteria", "method")
_ANNEXES = (
    "compliance", "indicators", "gaps", "unweighed", "notes", "evidence", "sources", "inputs",
)  # fmt: skip


def build(result: Result, language: str) -> View:
    """What a report of this result shows, in this language (`sv` or `en`)."""
    shown, places = numbered(result, _CRITERION_SIGN[language])
    names = Names(result, language, shown)
    listing = Listing(result, names)
    chapters = Chapters(result, names, places)
    questions = [chapters.question(q, i) for i, q in enumerate(result.questions, 1)]
    authorities = [a for a in result.authorities.values() if _used(a, result, shown)]
    statutes = _statutes(result, authorities, chapters, shown)
    return {
        "language": language,
        "contents": _contents(questions, statutes),
        **_title(result, names),
        "conclusion": _conclusion(result),
        "questions": questions,
        "recommendations": [_recommendation(r, result, names) for r in result.recommendations],
        "authorities": [_authority(a, result, names) for a in authorities],
        "scales": _scales(result),
        "statutes": statutes,
        "others": chapters.others(),
        "method": listing.by_kind_of_source(),
        "fact_checked": listing.fact_checked(),
        "indicators": listing.indicators(),
        "gaps": [chapters.gap(gap) for gap in result.gaps],
        "shortcomings": [chapters.finding(id_) for id_ in result.shortcomings_not_weighed],
        "not_weighed": names.items(
            tuple(i for i in result.not_weighed if i not in result.shortcomings_not_weighed)
        ),
        "notes": _notes(result, names),
        "evidence": listing.evidence(),
        "sources": listing.sources(),
        "inputs": [
            {"of": of, "files": [{"path": f.path, "sha256": f.sha256} for f in files]}
            for of, files in (("evidence", result.inputs.evidence), ("rules", result.inputs.rules))
        ],
    }


def _contents(questions: list[Node], statutes: list[Node]) -> list[Node]:
    """The chapters with their numbers and targets; those without a text are named by their key."""

    def entry(number: str, key: str, title: Piece | None = None, id_: str = "") -> Node:
        title = title or say(f"chapter.{key}")
        return {"number": number, "key": key, "title": title, "id": id_ or key, "below": []}

    contents = [
        entry(str(number), key)
        for number, key in enumerate(("summary", "about", "law", "findings", "conclusion"), 1)
    ]
    below: dict[str, list[Node]] = {
        "about": [entry(f"2.{n}", key) for n, key in enumerate(_BACKGROUND, 1)],
        "law": [
            entry(f"3.{n}", "statute", text(str(statute["title"])), str(statute["id"]))
            for n, statute in enumerate(statutes, 1)
        ],
        "findings": [
            entry(f"4.{n}", "question", text(str(question["asks"])), str(question["id"]))
            for n, question in enumerate(questions, 1)
        ],
    }
    for chapter in contents:
        chapter["below"] = below.get(str(chapter["key"]), [])
    annexes = [entry(chr(ord("A") + n), key) for n, key in enumerate(_ANNEXES)]
    return contents + [annex | {"annex": True} for annex in annexes]


def _title(result: Result, names: Names) -> Node:
    audit, language = result.audit, names.language
    subject = audit.get("subject")
    subject = subject if isinstance(subject, dict) else {}
    period = audit.get("period")
    scope = audit.get("scope")
    limitations = audit.get("limitations")
    return {
        "title": _text(audit, "title") or result.pack.title,
        "subject": _text(subject, "name"),
        "subject_code": _text(subject, "code"),
        "commissioned_by": _text(audit, "commissioned_by"),
        "auditor": _text(audit, "auditor"),
        "plan_year": str(audit.get("plan_year") or ""),
        "period": names.value("period", period) if period else [],
        "as_of": pretty.date(result.as_of, language),
        "as_of_note": _text(audit, "as_of_note"),
        "background": _paragraphs(_text(audit, "background")),
        "purpose": _paragraphs(_text(audit, "purpose")),
        "methods": [pretty.tidy(m) for m in _list(audit.get("methods")) if isinstance(m, str)],
        "scope": names.items(tuple(s for s in _list(scope) if isinstance(s, str))),
        "collecting": [
            say(f"kind.{kind}", otherwise=str(kind)) for kind in _list(audit.get("collecting"))
        ],
        "limitations": [
            _limitation(entry, result) for entry in _list(limitations) if isinstance(entry, dict)
        ],
        "made_by": result.made_by,
        "pack": {
            "id": result.pack.id,
            "title": result.pack.title,
            "version": result.pack.version,
            "language": result.pack.language,
        },
        "counts": {
            "items": sum(item.kind != "sources" for item in result.items.values()),
            "sources": sum(item.kind == "sources" for item in result.items.values()),
            "criteria": len(names.shown),
        },
    }


def _text(fields: dict[str, Plain], name: str) -> str:
    value = fields.get(name)
    return pretty.tidy(value) if isinstance(value, str) else ""


def _list(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []


def _paragraphs(written: str) -> list[str]:
    return [part.strip() for part in written.split("\n\n") if part.strip()]


def _limitation(entry: dict[str, Plain], result: Result) -> Node:
    asked = {question.id: question for question in result.questions}
    affects = [asked[q] for q in _list(entry.get("affects")) if isinstance(q, str) and q in asked]
    return {
        "what": _text(entry, "what"),
        "why": _text(entry, "why"),
        "affects": [text(pretty.tidy(q.asks), pretty.target("q", q.id)) for q in affects],
    }


def _scales(result: Result) -> list[list[Node]]:
    """The levels of each scale in use, lowest first."""
    used = dict.fromkeys(part.scale for q in result.questions for part in q.parts)
    return [
        [level(result, name, word) for word in result.scales[name].levels]
        for name in used
        if name in result.scales
    ]


def _conclusion(result: Result) -> Node:
    concluded = result.conclusion
    if concluded is None:
        return {}
    return {
        "asks": pretty.tidy(concluded.asks),
        "level": level(result, concluded.scale, concluded.assessment, concluded.state),
        "potential": potential(result, concluded.scale, concluded.assessment, concluded.potential),
    }


def _recommendation(made: RecommendationResult, result: Result, names: Names) -> Node:
    bodies = result.audit.get("bodies")
    bodies = bodies if isinstance(bodies, dict) else {}
    to = [names.item(str(bodies.get(body, body))) for body in made.to]
    asked = {question.id: question for question in result.questions}
    responses = [result.items[id_].fields for id_ in made.responses if id_ in result.items]
    return {
        "id": pretty.target("r", made.id),
        "text": pretty.tidy(made.text),
        "to": to,
        "because_of": names.criteria(made.because_of),
        "questions": [
            text(pretty.tidy(asked[q].asks), pretty.target("q", q))
            for q in made.questions
            if q in asked
        ],
        "responses": [
            [
                {"label": say(f"field.{name}", otherwise=name), "value": names.value(name, value)}
                for name, value in fields.items()
                if name not in ("recommendation", "confidential", "sources")
            ]
            for fields in responses
        ],
    }


def _used(authority: AuthorityResult, result: Result, shown: dict[str, str]) -> bool:
    return any(result.criteria[id_].authority == authority.id for id_ in shown)


def _authority(authority: AuthorityResult, result: Result, names: Names) -> Node:
    rests = [id_ for id_ in names.shown if result.criteria[id_].authority == authority.id]
    return {
        "id": pretty.target("a", authority.id),
        "title": pretty.tidy(authority.title),
        "kind": say(f"authority.{authority.kind}", otherwise=authority.kind),
        "reference": pretty.tidy(authority.reference or ""),
        "in_force": pretty.date(authority.in_force or "", names.language),
        "repealed": pretty.date(authority.repealed or "", names.language),
        "note": pretty.tidy(authority.note or ""),
        "count": len(rests),
    }


def _statutes(
    result: Result, authorities: list[AuthorityResult], chapters: Chapters, shown: dict[str, str]
) -> list[Node]:
    """Each statute with its criteria by section."""
    by_authority: dict[str, list[CriterionResult]] = defaultdict(list)
    for id_ in shown:
        by_authority[result.criteria[id_].authority or ""].append(result.criteria[id_])
    return [
        {
            "id": pretty.target("l", authority.id),
            "title": pretty.tidy(authority.title),
            "reference": pretty.tidy(authority.reference or ""),
            "in_force": pretty.date(authority.in_force or "", chapters.language),
            "repealed": pretty.date(authority.repealed or "", chapters.language),
            "note": pretty.tidy(authority.note or ""),
            "rows": [
                chapters.row(criterion)
                for criterion in sorted(
                    by_authority[authority.id],
                    key=lambda criterion: pretty.section_order(criterion.section or ""),
                )
            ],
        }
        for authority in authorities
        if authority.kind == "statute"
    ]


def _notes(result: Result, names: Names) -> list[Node]:
    """The diagnostics by code, warnings first; those that another annex tells are left to it."""
    by_code: dict[tuple[bool, str], list[Noted]] = defaultdict(list)
    for noted in result.diagnostics:
        if noted.code not in _TOLD_ELSEWHERE:
            by_code[noted.severity != "warning", noted.code].append(noted)
    return [
        {
            "code": code,
            "title": say(f"diagnostic.{code}", otherwise=code),
            "severity": say(f"severity.{noted[0].severity}"),
            "brief": is_note,
            "entries": [
                {
                    "message": each.message,
                    "help": each.help,
                    "about": names.items(each.items),
                    "at": f"{each.at.path}:{each.at.line}" if each.at else "",
                }
                for each in noted
            ],
        }
        for (is_note, code), noted in sorted(by_code.items(), key=lambda group: group[0][0])
    ]
