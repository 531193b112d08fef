"""What can never hold, refused as it is read."""

from auditcheck.language.logic.plain import plain_compare, plain_tests
from auditcheck.language.logic.ranges import Numbers, numbers
from auditcheck.language.logic.tests import clash
from auditcheck.language.scribe import Written
from auditcheck.model.conditions import Compare, FieldTest, Matcher, Tests


def refuse_matchers(
    written: Written, path: tuple[str, ...], matchers: tuple[Matcher, ...]
) -> None:
    """A fault where nothing fits all the matchers, at the first that those before it exclude."""
    operators = written.value if isinstance(written.value, dict) else {}
    for number, name in enumerate(operators, 1):
        tests = (FieldTest(path, matchers[:number], written.place),)
        if clash(plain_tests(tests)):
            said = f"no value of '{'.'.join(path)}' fits this"
            if number > 1:
                said += " and what stands before it"
            help_ = "mend the one or the other: all that stands here must hold at once"
            written.at(name, None).fault("never-holds", said, help_, at_key=True)
            return


def refuse_items(written: Written, kind: str, tests: Tests) -> None:
    """A fault where no item can have all that is asked of it."""
    if clash(plain_tests(tests)):
        message = f"no item of {kind} can be all that is asked here"
        written.fault("never-holds", message, "mend 'where' or 'has': an item must fit both")


def refuse_number(written: Written, compares: tuple[Compare, ...], among: Numbers) -> None:
    """A fault where no number, of those that it can be, fits all the comparisons."""
    if numbers(map(plain_compare, compares), among).empty:
        help_ = "mend the limits: all that stands here must hold at once"
        written.fault("never-holds", "no number fits this", help_)
