"""The commands for rules, and for an audit that is only to begin: read, begun with, proven."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from auditcheck.cli.options import AsOf, Quiet


def rules(
    rules: Annotated[
        str, typer.Argument(metavar="RULES", help="A folder with rules, or a shipped pack.")
    ] = "brottsforebyggande",
    format: Annotated[  # noqa: A002  the option's name
        Literal["text", "md", "html"], typer.Option("--format", help="How to write it.")
    ] = "text",
) -> int:
    """Read a rule pack: each question's ladder and each criterion's demand, in words."""
    from auditcheck.cli.rulebook import run_rules

    return run_rules(rules, format)


def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="The folder to make: new, or empty.", readable=False),
    ],
    rules: Annotated[
        str, typer.Option("--rules", help="A folder with rules, or a pack that is shipped.")
    ] = "brottsforebyggande",
    as_of: AsOf = None,
    quiet: Quiet = False,
) -> int:
    """Begin a new audit: files to fill in with the evidence that a rule pack asks for."""
    from auditcheck.cli.beginning import run_init

    return run_init(folder, rules, as_of, quiet)


def prove(
    rules: Annotated[
        str,
        typer.Argument(
            metavar="RULES",
            help="A folder with rules and, beside them, *.test.yaml, or a shipped pack.",
        ),
    ] = "rules",
    only: Annotated[
        str | None, typer.Option("--only", metavar="NAME", help="Cases whose name holds this.")
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Say what of the rules no case has seen.")
    ] = False,
    fail_under: Annotated[
        float | None,
        typer.Option("--fail-under", metavar="PERCENT", help="Exit 1 if coverage is lower."),
    ] = None,
    mutate: Annotated[
        bool,
        typer.Option(
            "--mutate", help="Change the rules, one thing at a time; say what no case notices."
        ),
    ] = False,
    format: Annotated[  # noqa: A002  the option's name
        Literal["text", "json", "junit"], typer.Option("--format", help="How to write it.")
    ] = "text",
    quiet: Quiet = False,
) -> int:
    """Run the cases beside the rules: do they come out as the cases say?"""
    from auditcheck.cli.testing import Asked, run_test

    return run_test(rules, Asked(only, format, coverage, fail_under, mutate, quiet))
