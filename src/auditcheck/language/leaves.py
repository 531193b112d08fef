"""The words and references that stand in an item, with the types of their fields."""

from collections.abc import Iterator, Mapping

from auditcheck.files.place import Route
from auditcheck.language.fields import FieldType, record_fields

Leaf = tuple[Route, FieldType, str]
_HOLDING = ("reference", "record", "map")  # what is a reference, or has some inside


def leaves(
    fields: Mapping[str, FieldType], written: Mapping[str, object], route: Route
) -> Iterator[Leaf]:
    """Every word of the vocabulary and reference that is written, with its route and type."""
    for name, value in written.items():
        field = fields.get(name)
        if field is not None and (field.vocabulary or field.shape in _HOLDING):
            elements = enumerate(value) if isinstance(value, tuple) else [(None, value)]
            for index, element in elements:
                at = (*route, name) if index is None else (*route, name, index)
                yield from _leaves_of(field, element, at)


def _leaves_of(field: FieldType, value: object, at: Route) -> Iterator[Leaf]:
    if isinstance(value, dict):
        if field.element is not None:
            for key, inner in value.items():
                yield from _leaves_of(field.element, inner, (*at, key))
        elif field.record is not None:
            yield from leaves(record_fields(field), value, at)
    elif isinstance(value, str):
        yield at, field, value
