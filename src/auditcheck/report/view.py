"""The report's content, common to every format: order, numbers, labels and link targets.

A view is plain: dicts, lists, texts and numbers. It holds no fixed words of the report, only their
keys; the templates' texts have the words, in Swedish and in English.
"""

from collections import defaultdict
from collections.abc import Mapping

from auditcheck.model.assessments import QuestionResult, RecommendationResult
from auditcheck.model.results import AuthorityResult, Result
from auditcheck.model.traces import Plain
from auditcheck.report import pretty
from auditcheck.report.contents import contents, numbers_of
from auditcheck.report.criteria import called_by
from auditcheck.report.due import due
from auditcheck.report.figures.strengths import strengths
from auditcheck.report.figures.strip import Graded, strips
from auditcheck.report.figures.ways import ways
from auditcheck.report.knowing import known
from auditcheck.report.levels import level, potential, rungs
from auditcheck.report.limits import limitations
from auditcheck.report.listing import Listing
from auditcheck.report.names import Names, Piece, numbered, say, text
from auditcheck.report.notes import notes
from auditcheck.report.places import places as places_of
from auditcheck.report.questions import Chapters
from auditcheck.report.reasons import reason
from auditcheck.report.responses import responses
from auditcheck.report.statutes import statutes
from auditcheck.report.unadvised import unadvised
from auditcheck.report.unweighed import unweighed
from auditcheck.report.waiting import waiting

View = dict[str, object]
Node = dict[str, object]

LANGUAGES = ("sv", "en")
_CRITERION_SIGN = {"sv": "K", "en": "C"}


def build(result: Result, language: str) -> View:
    """What a report of this result shows, in this language (`sv` or `en`)."""
    shown, places = numbered(result, _CRITERION_SIGN[language])
    names = Names(result, language, shown)
    listing = Listing(result, names)
    chapters = Chapters(result, names, places)
    questions = [chapters.question(q, i) for i, q in enumerate(result.questions, 1)]
    resting: dict[str, list[str]] = defaultdict(list)  # the criteria that rest on each authority
    for id_ in shown:
        resting[result.criteria[id_].authority or ""].append(id_)
    conclusion = _conclusion(result, names)
    authorities = [each for each in result.authorities.values() if each.id in resting]
    asked = {question.id: question for question in result.questions}
    view = {
        "language": language,
        **_title(result, names),
        "version": version_of(result),
        "known": known(result, names),
        "conclusion": conclusion,
        "strips": _strips(result, questions, conclusion),
        "may_change": _may_change(result),
        "questions": questions,
        "recommendations": [
            _recommendation(r, result, asked, names, chapters) for r in result.recommendations
        ],
        "advised": _advised(result, names),
        "unadvised": unadvised(result, names),
        "authorities": [_authority(a, resting[a.id], names) for a in authorities],
        "scales": _scales(result),
        "statutes": statutes(result, authorities, chapters.criteria, names),
        "others": chapters.others(),
        "ways": ways(result, names),
        "strengths": strengths(result, [str(question["number"]) for question in questions]),
        "method": listing.by_kind_of_source(),
        "fact_checked": listing.fact_checked(),
        "indicators": listing.indicators(),
        "gaps": chapters.gaps(),
        "unanswered": waiting(result, names),
        "shortcomings": unweighed(result, names),
        "not_weighed": names.items(
            tuple(i for i in result.not_weighed if i not in result.shortcomings_not_weighed)
        ),
        "notes": notes(result, names),
        "evidence": listing.evidence(),
        "sources": listing.sources(),
        "places": places_of(result, names),
        "inputs": [
            {"of": of, "files": [{"path": f.path, "sha256": f.sha256} for f in files]}
            for of, files in (
                ("evidence", result.inputs.evidence),
                ("sources", result.inputs.sources),
                ("rules", result.inputs.rules),
            )
            if files
        ],
    }
    chaptered = contents(view)
    numbers = numbers_of(chaptered)
    return view | {"contents": chaptered, "at": numbers}


def _title(result: Result, names: Names) -> Node:
    audit, language = result.audit, names.language
    subject = audit.get("subject")
    subject = subject if isinstance(subject, dict) else {}
    period = audit.get("period")
    scope = audit.get("scope")
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
        "notice": _text(audit, "notice"),
        "background": _paragraphs(_text(audit, "background")),
        "purpose": _paragraphs(_text(audit, "purpose")),
        "methods": [pretty.tidy(m) for m in _list(audit.get("methods")) if isinstance(m, str)],
        "scope": names.items(tuple(s for s in _list(scope) if isinstance(s, str))),
        "collecting": [
            say(f"kind.{kind}", otherwise=str(kind)) for kind in _list(audit.get("collecting"))
        ],
        "limitations": limitations(result),
        "made_by": result.made_by,
        "pack": {
            "id": result.pack.id,
            "title": result.pack.title,
            "version": result.pack.version,
            "language": result.pack.language,
        },
        "counts": {
            "items": sum(item.kind != "sources" for item in result.items.values()),
            "tested": sum(
                item.kind != "sources" and any(id_ in names.shown for id_ in item.read_by)
                for item in result.items.values()
            ),
            "sources": sum(item.kind == "sources" for item in result.items.values()),
            "criteria": len(names.shown),
        },
    }


def head_of(result: Result, language: str) -> View:
    """What stands at the head of all that is made of a result, other than the report itself."""
    subject = result.audit.get("subject")
    return {
        "language": language,
        "title": pretty.tidy(str(result.audit.get("title") or result.pack.title)),
        "subject": _text(subject, "name") if isinstance(subject, dict) else "",
        "as_of": pretty.date(result.as_of, language),
        "made_by": result.made_by,
    }


def version_of(result: Result) -> Node:
    """Whether the report is for the public, and what it leaves out or holds for that."""
    public = result.public
    if public is None:
        confidential = sum(item.confidential for item in result.items.values())
        return {"public": False, "holds": confidential}
    items, sources = (
        say(f"summary.{of}", n=number)
        for of, number in (("items", public.items), ("sources", public.sources))
    )
    said = say("version.left_out", items=items, sources=sources)
    left_out = public.items or public.sources
    return {"public": True, "left_out": said if left_out else say("version.whole")}


def _text(fields: dict[str, Plain], name: str) -> str:
    value = fields.get(name)
    return pretty.tidy(value) if isinstance(value, str) else ""


def _list(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []


def _paragraphs(written: str) -> list[str]:
    return [part.strip() for part in written.split("\n\n") if part.strip()]


def _scales(result: Result) -> list[list[Node]]:
    """The levels of each scale in use, lowest first."""
    used = dict.fromkeys(part.scale for q in result.questions for part in q.parts)
    return [
        [level(result, name, word) for word in result.scales[name].levels]
        for name in used
        if name in result.scales
    ]


def _conclusion(result: Result, names: Names) -> Node:
    concluded = result.conclusion
    if concluded is None:
        return {}
    return {
        "asks": pretty.tidy(concluded.asks),
        "level": level(result, concluded.scale, concluded.assessment, concluded.state),
        "potential": potential(result, concluded.scale, concluded.assessment, concluded.potential),
        "rungs": rungs(result, concluded.scale, concluded.rungs),
        "reason": reason(concluded.assessment, concluded.rungs),
        "suspect": names.items(concluded.suspect),
    }


def _strips(result: Result, questions: list[Node], conclusion: Node) -> list[Node]:
    """The levels of all parts, and of the whole, as strips."""
    graded = []
    for question, node in zip(result.questions, questions, strict=True):
        shown = node["parts"]
        assert isinstance(shown, list)  # noqa: S101  made by the chapters
        for part, told in zip(question.parts, shown, strict=True):
            then = part.potential if told["potential"] else None
            label = text(told["number"])
            graded.append(Graded(label, part.scale, part.level, then, told["level"]))
    if (whole := result.conclusion) is not None:
        then = whole.potential if conclusion["potential"] else None
        level_ = conclusion["level"]
        assert isinstance(level_, dict)  # noqa: S101  made above
        label = say("strip.whole")
        graded.append(Graded(label, whole.scale, whole.assessment, then, level_, True))
    return strips(result, graded)


def _may_change(result: Result) -> bool:
    """Whether open evidence can change any level: what is open must then be told."""
    graded = [(part.assessment, part.potential) for q in result.questions for part in q.parts]
    if result.conclusion:
        graded.append((result.conclusion.assessment, result.conclusion.potential))
    return any(potential not in (None, assessment) for assessment, potential in graded)


def _to(made: RecommendationResult, result: Result, names: Names) -> list[Piece]:
    bodies = result.audit.get("bodies")
    bodies = bodies if isinstance(bodies, dict) else {}
    return [names.item(str(bodies.get(body, body))) for body in made.to]


def _advised(result: Result, names: Names) -> list[Node]:
    """The recommendations by whom they are to, each with its number among all of them."""
    groups: dict[tuple[str, ...], list[tuple[int, RecommendationResult]]] = defaultdict(list)
    for number, made in enumerate(result.recommendations, 1):
        groups[made.to].append((number, made))
    return [
        {
            "to": _to(group[0][1], result, names),
            "recommendations": [
                {"number": number, "due": due(made, result, names), **called_by(made)}
                for number, made in group
            ],
        }
        for group in groups.values()
    ]


def _recommendation(
    made: RecommendationResult,
    result: Result,
    asked: Mapping[str, QuestionResult],
    names: Names,
    chapters: Chapters,
) -> Node:
    return {
        "id": pretty.target("r", made.id),
        "text": pretty.tidy(made.text),
        "to": _to(made, result, names),
        "because_of": [
            chapters.criteria.sentence(result.criteria[id_])
            for id_ in made.because_of
            if id_ in names.shown
        ],
        "questions": [
            text(pretty.tidy(asked[q].asks), pretty.target("q", q))
            for q in made.questions
            if q in asked
        ],
        "due": due(made, result, names),
        "responses": responses(made, result, names),
    }


def _authority(authority: AuthorityResult, rests: list[str], names: Names) -> Node:
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
