"""The page on rules has every section and every key that a pack may hold, and no other."""

import pytest
from pydantic import BaseModel

from auditcheck.loading.pack import ALONE, SECTIONS
from auditcheck.model.packs import (
    AuthorityText,
    ConclusionText,
    CriterionText,
    PackHead,
    PartText,
    QuestionText,
    RecommendationText,
    SaysText,
    ScaleText,
)
from docs.tables import DOCS, code, tables

TABLES = {heading.strip("`"): rows for heading, header, rows in tables(DOCS / "rules.md")
          if header[0] == "key"}  # fmt: skip
MODELS: dict[str, tuple[type[BaseModel], ...]] = {
    "pack": (PackHead,),
    "authorities": (AuthorityText,),
    "criteria": (CriterionText,),
    "scale": (ScaleText,),
    "questions": (QuestionText, PartText),
    "conclusion": (ConclusionText,),
    "recommendations": (RecommendationText,),
}


def test_every_section_is_there() -> None:
    """The table of sections is what the loader takes."""
    (rows,) = [r for _, header, r in tables(DOCS / "rules.md") if header[0] == "section"]
    assert sorted(code(row[0]) for row in rows) == sorted((*ALONE, *SECTIONS))


@pytest.mark.parametrize("section", MODELS)
def test_the_table_of_a_section_is_its_model(section: str) -> None:
    """The same keys, the starred ones starred."""
    first, *_ = MODELS[section]
    fields = {name for model in MODELS[section] for name in model.model_fields}
    written = {code(row[0]) for row in TABLES[section]}
    assert {name.rstrip("*") for name in written} == fields
    required = {name for name, info in first.model_fields.items() if info.is_required()}
    assert {name.rstrip("*") for name in written if name.endswith("*")} == required


def test_every_outcome_has_its_text() -> None:
    """Each key of `says` is named on the page."""
    text = (DOCS / "rules.md").read_text("utf-8")
    assert all(f"`{name}`" in text for name in SaysText.model_fields)
