"""A rule pack as a page to read: its questions with their ladders, its criteria in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from auditcheck.files.characters import harmless
from auditcheck.model.assessments import At
from auditcheck.model.rules import Authority, Criterion, Pack, Part, Question
from auditcheck.model.wording import Rungs, Tests, Tried, Wording
from auditcheck.report import markdown, pretty
from auditcheck.report.grounds import modality
from auditcheck.report.levels import OUTCOMES
from auditcheck.report.names import Piece, say, text
from auditcheck.report.view import View

Node = dict[str, object]
Format = Literal["text", "md", "html"]

_CHAPTERS = ("questions", "recommendations", "authorities")


def render(view: View, templates: Path, format_: Format) -> str:
    """The page in one of its formats."""
    from auditcheck.report.templates import render as fill

    match format_:
        case "html":
            return fill("rules.html.j2", view, templates).lstrip()
        case "md":
            return markdown.tidy(fill("rules.md.j2", view, templates, markdown.escape))
        case "text":
            return fill("rules.txt.j2", view, templates, harmless).strip() + "\n"


def build(
    pack: Pack,
    wording: Wording,
    tests: Tests,
    places: Mapping[str, At],
    folder: str,
    made_by: str,
) -> View:
    """What the page shows; `places` are the criteria's, in the folder as it is shown."""
    book = _Book(pack, wording, tests, places)
    return {
        "language": pack.language,
        "made_by": made_by,
        "folder": folder,
        "pack": {"id": pack.id, "title": pretty.tidy(pack.title), "version": pack.version},
        "scales": [
            {"levels": scale.levels, "policy": say(f"policy.{scale.not_evidenced}")}
            for scale in pack.scales.values()
        ],
        "questions": [book.question(each) for each in pack.questions.values()],
        "others": [book.criterion(pack.criteria[id_]) for id_ in wording.order["", ""]],
        "conclusion": {
            "asks": pretty.tidy(pack.conclusion.asks),
            "ladder": _ladder(wording.conclusion),
            "lowest": pack.scales[pack.conclusion.scale].levels[0],
            "tests": book.tests(tests.conclusion),
        }
        if pack.conclusion
        else {},
        "recommendations": [
            {
                "id": pretty.target("r", each.id),
                "text": pretty.tidy(each.text),
                "to": ", ".join(pack.names.get(f"body.{name}", name) for name in each.to),
                "when": [book.link(id_) for id_ in each.when_not_met],
                "or_not_evidenced": each.or_not_evidenced,
            }
            for each in pack.recommendations.values()
        ],
        "authorities": [book.authority(each) for each in pack.authorities.values()],
        "chapters": [{"id": key, "title": say(f"rules.{key}")} for key in _CHAPTERS],
        "count": len(pack.criteria),
    }


def _ladder(rungs: Rungs) -> list[Node]:
    return [{"level": level, "words": pretty.tidy(words)} for level, words in rungs]


def _part_target(question: str, part: str) -> str:
    return pretty.target("t", f"{question}.{part}".rstrip("."))


class _Book:
    """The pack's criteria with their numbers, where they stand and what they call for."""

    def __init__(
        self, pack: Pack, wording: Wording, tests: Tests, places: Mapping[str, At]
    ) -> None:
        self._pack = pack
        self._wording = wording
        self._tests = tests
        self._places = places
        ordered = [id_ for ids in wording.order.values() for id_ in ids]
        self._numbers = {id_: f"K{number}" for number, id_ in enumerate(ordered, 1)}
        self._questions = {
            id_: str(position if question.number is None else question.number)
            for position, (id_, question) in enumerate(pack.questions.items(), 1)
        }
        self._calls: Mapping[str, list[Piece]] = defaultdict(list)
        for each in pack.recommendations.values():
            for id_ in each.when_not_met:
                piece = text(pretty.tidy(each.text), pretty.target("r", each.id))
                self._calls[id_].append(piece)

    def link(self, id_: str) -> Piece:
        """A criterion by its number and title."""
        title = pretty.tidy(self._pack.criteria[id_].title)
        return text(title, pretty.target("k", id_)) | {"ref": self._numbers[id_]}

    def question(self, question: Question) -> Node:
        """A question: what it asks, and its parts."""
        return {
            "id": pretty.target("q", question.id),
            "key": question.id,
            "number": self._questions[question.id],
            "asks": pretty.tidy(question.asks),
            "open": question.open,
            "parts": [self._part(part, question) for part in question.parts],
        }

    def _part(self, part: Part, question: Question) -> Node:
        groups = (
            ("essential", part.essential),
            ("supporting", part.supporting),
            ("informing", part.informing),
            ("may_pass_over", part.may_pass_over),
        )
        ladder = () if question.open else self._wording.ladders[question.id, part.id]
        first_used = self._wording.order[question.id, part.id]
        return {
            "asks": pretty.tidy(part.asks),
            "repeats": part.asks == question.asks,
            "ladder": _ladder(ladder),
            "lowest": self._pack.scales[question.scale].levels[0],
            "id": _part_target(question.id, part.id),
            "tests": self.tests(self._tests.parts[question.id, part.id]),
            "groups": [
                {"weight": say(f"weight.{weight}"), "criteria": [self.link(id_) for id_ in ids]}
                for weight, ids in groups
                if ids
            ],
            "criteria": [self.criterion(self._pack.criteria[id_]) for id_ in first_used],
        }

    def criterion(self, criterion: Criterion) -> Node:
        """A criterion: its demand in words, what it rests on, and what it leads to."""
        authority = self._pack.authorities.get(criterion.authority or "")
        demanded = self._wording.criteria[criterion.id]
        at = self._places[criterion.id]
        return {
            "criterion": self.link(criterion.id),
            "id": pretty.target("k", criterion.id),
            "key": criterion.id,
            "demand": pretty.tidy(demanded.requires),
            "applies": pretty.tidy(demanded.applies or ""),
            "partly": pretty.tidy(demanded.partly or ""),
            "authority": self._called(authority) if authority else {},
            "section": pretty.tidy(criterion.section or ""),
            "modality": modality(criterion.modality, final=criterion.final),
            "duty_holder": criterion.duty_holder or "",
            "due": self._date(criterion.due),
            "in_force": self._date(criterion.in_force),
            "repealed": self._date(criterion.repealed),
            "evidence": say(f"evidence.{criterion.evidence}")
            if criterion.evidence != "any"
            else {},
            "says": self._says(criterion),
            "recommendations": self._calls.get(criterion.id, []),
            "tests": self.tests(self._tests.criteria[criterion.id]),
            "tests_id": pretty.target("c", criterion.id),
            "levels": self._levels(criterion),
            "note": pretty.tidy(criterion.note or ""),
            "at": f"{at.path}:{at.line}",
        }

    def tests(self, cases: Iterable[Tried]) -> list[Node]:
        """Cases with what each expects, and where it stands."""
        return [
            {
                "case": each.case,  # as it is written: `test --only` finds it
                "expects": [p for what, values in each.expects for p in self._came(what, values)],
                "at": f"{each.at.path}:{each.at.line}",
            }
            for each in cases
        ]

    def _came(self, what: str, values: tuple[str, ...]) -> Iterator[Piece]:
        """What is expected to come, each as something to say."""
        match what:
            case "outcome":
                yield from (say(f"outcome.{word}") for word in values)
            case "because":
                yield say("rules.rests_on", items=", ".join(values) or say("criterion.nothing"))
            case "potential":
                yield from (say("rules.reaches", level=self._level(word)) for word in values)
            case _:
                yield from map(self._level, values)

    def _level(self, word: str) -> Piece:
        """A level by its word, or why there is none."""
        levels = (level for scale in self._pack.scales.values() for level in scale.levels)
        return text(word) if word in levels else say(f"state.{word}")

    def _levels(self, criterion: Criterion) -> list[Piece]:
        """The parts whose level rests on a criterion, each with how many cases are about it."""
        return [
            say("rules.level_tests", n=len(self._tests.parts[place]), part=self._named(*place))
            | {"to": _part_target(*place)}
            for place, weighed in self._wording.weighed.items()
            if criterion.id in weighed
        ]

    def _named(self, question: str, part: str) -> str:
        """A part by its question's number, and by what it asks where there are several."""
        asked = self._pack.questions[question]
        asks = [each.asks for each in asked.parts if each.id == part and each.asks != asked.asks]
        return ", ".join([self._questions[question], *map(pretty.tidy, asks)])

    def _says(self, criterion: Criterion) -> list[Node]:
        due = self._date(criterion.due)
        return [
            {
                "outcome": {
                    "key": outcome.value.replace(" ", "_"),
                    "word": say(f"outcome.{outcome.value}"),
                },
                "text": pretty.tidy(criterion.says[outcome].replace("{due}", due)),
            }
            for outcome in OUTCOMES
            if criterion.says and outcome in criterion.says
        ]

    def _date(self, day: date | None) -> str:
        return pretty.date(day.isoformat(), self._pack.language) if day else ""

    def _called(self, authority: Authority) -> Piece:
        name = authority.reference or authority.title
        return text(pretty.tidy(name), pretty.target("a", authority.id))

    def authority(self, authority: Authority) -> Node:
        """What criteria rest on."""
        return {
            "id": pretty.target("a", authority.id),
            "title": pretty.tidy(authority.title),
            "kind": say(f"authority.{authority.kind}"),
            "reference": pretty.tidy(authority.reference or ""),
            "in_force": self._date(authority.in_force),
            "repealed": self._date(authority.repealed),
            "note": pretty.tidy(authority.note or ""),
        }
