"""A pack checked as a whole: circles, what nothing uses, what can never come out."""

from collections.abc import Iterable, Mapping

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.yaml_text import Document
from auditcheck.language.behind import Behind
from auditcheck.language.reach import Degrees, reachable
from auditcheck.language.references import circle_in, conditions_of, refers_to, walk
from auditcheck.language.spans import span_of
from auditcheck.model.conditions import CriterionHolds, Place
from auditcheck.model.rules import Pack, Part, Question, Scale

MOST_WEIGHED = 1_000_000


def lint_pack(pack: Pack, documents: Mapping[str, Document]) -> list[Diagnostic]:
    """What is wrong with a pack that was read without fault."""
    lint = _Lint(pack, documents)
    lint.circles()
    if not lint.found:
        lint.unused()
        lint.parts()
        lint.levels()
        lint.permissions()
        lint.days()
        lint.weighing()
        lint.leaves()
    return lint.found


class _Lint:
    def __init__(self, pack: Pack, documents: Mapping[str, Document]) -> None:
        self.pack = pack
        self.documents = documents
        self.found: list[Diagnostic] = []

    def say(
        self,
        code: str,
        message: str,
        help_: str,
        place: Place,
        *,
        key: bool = True,
    ) -> None:
        spots = self.documents[place.path].spots
        span = spots.key(place.route) if key else spots.value(place.route)
        self.found.append(Diagnostic(code, "fault", message, place.path, span, help_))

    def circles(self) -> None:
        circle = circle_in(self.pack)
        if not circle:
            return
        names = [
            node if isinstance(node, str) else ".".join(filter(None, node)) for node in circle
        ]
        first = next((self.pack.criteria[n].place for n in circle if isinstance(n, str)), None)
        if first is None:
            first = next(self.pack.questions[n[0]].place for n in circle if not isinstance(n, str))
        message = f"these refer to each other in a circle: {' → '.join(names)}"
        self.say("circle", message, "let one of them stand on facts of its own", first)

    def unused(self) -> None:
        used = set(self._used())
        for criterion in self.pack.criteria.values():
            if criterion.id not in used:
                self.say(
                    "unused-criterion", f"nothing uses the criterion '{criterion.id}'",
                    "name it in a question's essential, supporting or informing, or remove it",
                    criterion.place,
                )  # fmt: skip

    def _used(self) -> Iterable[object]:
        questions = self.pack.questions
        for question in questions.values():
            for part in question.parts:
                yield from (*part.essential, *part.supporting, *part.informing)
                for rung in part.ladder:
                    if rung.condition is not None:
                        yield from refers_to(rung.condition, questions)
        for criterion in self.pack.criteria.values():
            for condition in conditions_of(criterion):
                yield from refers_to(condition, questions)
        if self.pack.conclusion is not None:
            for parts_rung in self.pack.conclusion.ladder:
                if parts_rung.condition is not None:
                    yield from refers_to(parts_rung.condition, questions)

    def parts(self) -> None:
        for question, part in self._graded():
            if not part.ladder:
                self.say(
                    "no-ladder", f"nothing says what gives the levels of '{question.id}'",
                    "add a ladder to the scale, or levels to the question", part.place,
                )  # fmt: skip
            elif not part.weighed and not any(rung.condition for rung in part.ladder):
                self.say(
                    "no-criteria", "no criterion decides the level here",
                    "name criteria under essential, or make the question 'open: true'", part.place,
                )  # fmt: skip

    def _graded(self) -> Iterable[tuple[Question, Part]]:
        for question in self.pack.questions.values():
            if not question.open:
                yield from ((question, part) for part in question.parts)

    def levels(self) -> None:
        """A level of a scale that no part on it, and not the conclusion, can come to.

        A pack that is being written has few criteria, so each is taken to come out in any way.
        """
        every = frozenset(self.pack.criteria)
        degrees = Degrees(every, every)
        by_scale: dict[str, list[Part]] = {}
        for question, part in self._graded():
            by_scale.setdefault(question.scale, []).append(part)
        for scale in self.pack.scales.values():
            on_it = by_scale.get(scale.name, [])
            if not on_it or not all(part.ladder for part in on_it):
                continue
            reached = {level for part in on_it for level in reachable(part, scale, degrees)}
            conclusion = self.pack.conclusion
            if conclusion is not None and conclusion.scale == scale.name:
                reached |= {rung.level for rung in conclusion.ladder}
            for index, level in enumerate(scale.levels):
                if level not in reached:
                    place = self._place_of(scale, index)
                    self.say(
                        "unreachable-level", f"no part can ever reach the level '{level}'",
                        "mend the ladders, or take the level out of the scale", place, key=False,
                    )  # fmt: skip

    def _place_of(self, scale: Scale, index: int) -> Place:
        routes: tuple[tuple[str, ...], ...] = (("scale",), ("scales", scale.name))
        holding = (
            Place(path, (*route, "levels", index))
            for path, document in self.documents.items()
            for route in routes
            if route[-1] == scale.name and _holds(document.data, route)
        )
        return next(holding)

    def permissions(self) -> None:
        """A permission is never a shortcoming, so it may not be weighed."""
        said = set()
        for question, part in self._graded():
            for name, place in self._weighed(part):
                if self.pack.criteria[name].modality == "får" and place not in said:
                    said.add(place)
                    self.say(
                        "permission-weighed",
                        f"'{name}' is a permission (får) and is weighed in '{question.id}'",
                        "move it to 'informing'", place, key=False,
                    )  # fmt: skip

    def leaves(self) -> None:
        """Leave to pass over a criterion is only of use where it is final, and is weighed."""
        behind = Behind(self.pack)
        for question in self.pack.questions.values():
            for part in question.parts:
                for index, name in enumerate(part.may_pass_over):
                    weighed = name in behind.weighed_by(part) and not question.open
                    if not (weighed and self.pack.criteria[name].final):
                        what = "is not final" if weighed else "is not weighed here"
                        place = Place(part.place.path, (*part.place.route, "may_pass_over", index))
                        self.say(
                            "idle-leave", f"'{name}' {what}: no leave is needed to pass over it",
                            "remove it, or write 'final: true' with the criterion", place,
                            key=False,
                        )  # fmt: skip

    def _weighed(self, part: Part) -> Iterable[tuple[str, Place]]:
        """The criteria that a part's ladder speaks of, and where each is named."""
        for group in ("essential", "supporting"):
            for index, name in enumerate(getattr(part, group)):
                yield name, Place(part.place.path, (*part.place.route, group, index))
        for rung in part.ladder:
            for each in walk(rung.condition) if rung.condition else ():
                if isinstance(each, CriterionHolds):
                    yield each.criterion, each.place

    def weighing(self) -> None:
        """So many criteria behind so many parts that telling which would fill the memory."""
        behind = Behind(self.pack)
        weighed = 0
        for question in self.pack.questions.values():
            weighed += sum(len(behind.weighed_by(part)) for part in question.parts)
            if weighed > MOST_WEIGHED:
                self.say(
                    "too-many-rules",
                    f"the questions up to '{question.id}' weigh more than {MOST_WEIGHED:,} "
                    "criteria, those that others rest on counted in each part",
                    "let fewer parts rest on the same criteria, or divide the pack",
                    question.place,
                )  # fmt: skip
                return

    def days(self) -> None:
        """A criterion that is repealed by the day on which it comes into force."""
        for criterion in self.pack.criteria.values():
            days = span_of(criterion, self.pack.authorities)
            name = "repealed" if criterion.repealed else "in_force"
            if days.empty and (criterion.in_force or criterion.repealed):
                place = Place(criterion.place.path, (*criterion.place.route, name))
                self.say(
                    "never-in-force",
                    f"'{criterion.id}' begins {days.first} and ends {days.last}: never in force",
                    "correct one of the two days, here or of its authority", place, key=False,
                )  # fmt: skip


def _holds(data: Mapping[str, object], route: tuple[str, ...]) -> bool:
    first, *inner = route
    within = data.get(first)
    return within is not None and all(isinstance(within, dict) and k in within for k in inner)
