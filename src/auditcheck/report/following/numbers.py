"""The numbers that parts have in reports: 1, 1a, 1b."""

from auditcheck.model.results import Result
from auditcheck.report.questions import letter


def numbers(result: Result) -> dict[str, str]:
    """Each part's number, by the part's name."""
    return {
        part.name: number if len(question.parts) == 1 else f"{number}{letter(place)}"
        for position, question in enumerate(result.questions, 1)
        for number in [str(position if question.number is None else question.number)]
        for place, part in enumerate(question.parts)
    }
