"""The rule packs and templates that come with auditcheck: in the wheel, or in the repository."""

from pathlib import Path
from typing import Literal

PACKS = {"brottsforebyggande": "rules", "internkontroll": "packs/internkontroll"}


def shipped(what: Literal["templates"] | str) -> Path:  # noqa: PYI051  the one name it always has
    """The folder that came with the package: `templates`, or the folder of a shipped pack."""
    package = Path(__file__).parent.parent
    packed = package / "shipped" / what
    return packed if packed.is_dir() else package.parent.parent / what
