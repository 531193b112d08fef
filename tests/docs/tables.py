"""The tables of a Markdown page, and what the tables of kinds and fields must hold."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from auditcheck.language.fields import FieldType, fields_of, record_fields
from auditcheck.model.engagement import Audit
from auditcheck.model.kinds import KINDS

DOCS = Path(__file__).parents[2] / "docs"
COMMON = ("sources", "note", "confidential", "aliases", "incomplete", "accept")
SOUGHT = ("where", "a mapping from fields to values")  # of any type, which no field type tells


def tables(path: Path) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Each table of a page: the heading it stands under, its header and its rows."""
    heading, rows = "", list[list[str]]()
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            yield heading, rows[0], rows[2:]
            rows = []
        if line.startswith("#"):
            heading = line.lstrip("# ")


def code(cell: str) -> str:
    """What stands between a cell's backticks."""
    return cell.replace("`", "")


def rows_of(kind: str) -> Iterator[tuple[str, str]]:
    """What the table of a kind must say: each field as it is written, and what it holds."""
    model = Audit if kind == "audit" else KINDS[kind]
    own = {name: field for name, field in fields_of(kind).items() if name not in COMMON}
    for row in _rows(own, model, ""):
        yield SOUGHT if kind == "absences" and row[0] == "where" else row


def _rows(
    fields: Mapping[str, FieldType], model: type[BaseModel], prefix: str
) -> Iterator[tuple[str, str]]:
    required = {
        info.alias or name for name, info in model.model_fields.items() if info.is_required()
    }
    for name, field in fields.items():
        yield f"{prefix}{name}{'*' if name in required else ''}", holds(field)
        inside, more = (field.element, "NAME.") if field.element else (field, "")
        if inside.record is not None and inside.shape in ("record", "check"):
            yield from _rows(record_fields(inside), inside.record, f"{prefix}{name}.{more}")


def holds(field: FieldType) -> str:
    """What a field holds, in the words of the page."""
    if field.element is not None:
        return f"a mapping from names to {_many(field.element)}"
    return f"list of {_many(field)}" if field.many else _one(field)


def _one(field: FieldType) -> str:
    match field.shape:
        case "word" if field.words:
            return " · ".join(f"`{word}`" for word in field.words)
        case "word":
            return "word of the pack"
        case "reference":
            return f"id of {_kinds(field)}"
        case "flag":
            return "`true` · `false`"
        case shape:
            return shape


def _many(field: FieldType) -> str:
    match field.shape:
        case "word" if field.words:
            return "kinds"
        case "word":
            return "words of the pack"
        case "reference":
            return f"ids of {_kinds(field)}"
        case shape:
            return f"{shape}s"


def _kinds(field: FieldType) -> str:
    return " or ".join(field.kinds) or "any item"
