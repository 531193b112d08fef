"""The page on limits has the numbers that hold, and the codes that tell them."""

import re

import pytest

from auditcheck.cli import stored
from auditcheck.engine import keeping
from auditcheck.engine.ahead import lifting, resting, whatif
from auditcheck.files import beside, folder, refusals, spelling
from auditcheck.files.diagnostic import CODES
from auditcheck.language import absences, lint, measuring, numbers, selections
from auditcheck.loading import folders, pack
from auditcheck.model import packs
from docs.tables import DOCS, tables

PAGE = DOCS / "limits.md"
ROWS = [row for _, _, rows in tables(PAGE) for row in rows]
LIMITS = [
    ("bytes of one file", refusals.MOST_BYTES),
    ("keys and values in one", refusals.MOST_NODES),
    ("mappings and lists", refusals.MOST_DEPTH),
    ("characters", refusals.MOST_CHARACTERS),
    ("digits", refusals.MOST_DIGITS),
    ("digits", refusals.MOST_SIGNIFICANT),
    ("faults", refusals.MOST_FAULTS),
    ("YAML files", folder.MOST_FILES),
    ("files of any kind", folder.MOST_ENTRIES),
    ("bytes of all YAML files", folder.MOST_TOGETHER),
    ("keys and values of all", folders.MOST_VALUES),
    ("bytes of a kept result", stored.MOST_BYTES),
    ("bytes whose digests", beside.MOST_HASHED),
    ("criteria", pack.MOST_CRITERIA),
    ("questions and parts", pack.MOST_PARTS),
    ("criteria that all parts weigh", lint.MOST_WEIGHED),
    ("tests that conditions take over", selections.MOST_BORROWED),
    ("levels of a scale", packs.MOST_LEVELS),
    ("a share", numbers._MOST_WORLDS),
    ("a sum", measuring._MOST_TOTALS),
    ("absences", absences.MOST_COMBINATIONS),
    ("absences", absences._MOST_COMPARED),
    ("what would lift", lifting.MOST_CRITERIA),
    ("what would lift", lifting.MOST_NODES),
    ("the margin", resting.MOST_CRITERIA),
    ("the margin", resting.MOST_NODES),
    ("single items", resting.MOST_LOOKS),
    ("candidates", keeping.MOST),
    ("values found", keeping.MOST_VALUES),
]


@pytest.mark.parametrize(("what", "number"), LIMITS)
def test_a_limit_is_told(what: str, number: int) -> None:
    """The row that begins so has the number."""
    told = next(row[1] for row in ROWS if row[0].startswith(what))
    assert re.search(rf"(?<![\d,]){number:,}(?!\d|,\d)", told)


def test_each_row_is_a_limit() -> None:
    """No row tells a limit that there is not."""
    assert len(ROWS) == len({what for what, _ in LIMITS})


def test_what_stands_in_the_text() -> None:
    """The number of words that a nearest one is sought for."""
    text = PAGE.read_text("utf-8")
    assert f"for {spelling.MOST_SOUGHT:,} different words" in text
    assert f"in JSON the {whatif.MOST_WAYS:,} smallest" in text
    assert f"up to {lifting.MOST_LISTED} sets are told one by one" in text
    assert all(name in CODES for name in re.findall(r"codes/([a-z0-9-]+)\.md", text))
