"""The numbers that parts have in reports, by their names."""

from auditcheck.model.results import Result
from auditcheck.report.questions import part_numbers, question_number


def numbers(result: Result) -> dict[str, str]:
    """Each part's number: 1, 1a, 1b."""
    return {
        part.name: number
        for position, question in enumerate(result.questions, 1)
        for part, number in zip(
            question.parts,
            part_numbers(question, question_number(question, position)),
            strict=True,
        )
    }
