"""The commands that look ahead from an audit as it is: what would change its levels."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from auditcheck.cli.options import AsOf, Known, Public, Rules


def whatif(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="The folder with the audit's evidence.", readable=False
        ),
    ],
    question: Annotated[
        str,
        typer.Option("--question", metavar="QUESTION[.PART]", help="Which part of the audit."),
    ],
    reach: Annotated[
        str, typer.Option("--reach", metavar="LEVEL", help="The level that it is to reach.")
    ],
    rules: Rules = None,
    as_of: AsOf = None,
    known: Known = None,
    format: Annotated[  # noqa: A002  the option's name
        Literal["text", "json", "md"], typer.Option("--format", help="How to write it.")
    ] = "text",
    public: Public = False,
) -> int:
    """Tell which smallest sets of criteria, and which facts, would lift a part to a level."""
    from auditcheck.cli.lifting import run_whatif

    return run_whatif(folder, rules, as_of, (question, reach), format, public=public, known=known)
