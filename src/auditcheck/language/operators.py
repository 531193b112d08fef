"""The operators in one table: which shape of field each fits."""

from auditcheck.language.fields import FieldType
from auditcheck.model.conditions import Operator

SCALARS = ("text", "word", "reference", "number", "flag")
NUMBERS, DATES, PERIODS = ("number",), ("date",), ("period",)
SHAPES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("is", "is_not", "one_of", "none_of"), SCALARS),
    **dict.fromkeys(("at_least", "at_most", "above", "below", "between"), NUMBERS),
    **dict.fromkeys(("before", "after", "on_or_before", "on_or_after"), DATES),
    **dict.fromkeys(("within", "older_than"), DATES),
    "in_period": (*DATES, *PERIODS),
    "overlaps": PERIODS,
    **dict.fromkeys(("contains_text", "starts_with", "ends_with"), ("text", "word")),
}
OF_LISTS = ("includes", "includes_any", "excludes")
OF_RECORDS = ("some", "every", "no", "latest")
IN_A_LIST: dict[str, Operator] = {
    "is": "includes",
    "is_not": "excludes",
    "one_of": "includes_any",
    "none_of": "excludes",
}


def operators_of(field: FieldType) -> list[str]:
    """The operators that a field of this type takes, in the order of the documentation."""
    if field.many:
        if field.shape in ("record", "reference"):
            lists = [] if field.shape == "record" else [*IN_A_LIST, *OF_LISTS]
            latest = OF_RECORDS if field.shape == "record" else OF_RECORDS[:-1]
            return [*lists, *latest, "count", "given"]
        if field.shape == "date":
            return [
                *(name for name, shapes in SHAPES.items() if "date" in shapes),
                "count",
                "given",
            ]
        return [*IN_A_LIST, *OF_LISTS, "count", "given"]
    names = [name for name, shapes in SHAPES.items() if field.shape in shapes]
    if field.shape == "reference":
        names.append("where")
    if field.shape == "check":
        names.append("share")
    return [*names, "given"]
