"""The commands for a result that is there: verified, signed, taken elsewhere."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from auditcheck.cli.answer import named
from auditcheck.cli.options import Quiet

Result = Annotated[
    Path,
    typer.Argument(
        metavar="RESULT", help="A result.json that 'evaluate --result' kept.", readable=False
    ),
]


def verify(
    result: Result,
    evidence: Annotated[
        Path | None,
        typer.Argument(
            metavar="[EVIDENCE]", help="The folder that it was made from.", readable=False
        ),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Argument(
            metavar="[RULES]",
            help="Its rules: a folder or a shipped pack; else the audit's own.",
            readable=False,
        ),
    ] = None,
    attestation: Annotated[
        Path | None,
        typer.Option(
            "--attestation", metavar="FILE", help="What 'attest' wrote of it.", readable=False
        ),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key", metavar="PUB.pem", help="The public key of who attested it.", readable=False
        ),
    ] = None,
    quiet: Quiet = False,
) -> int:
    """Check a result: the files it names, and each claim made anew by a checker of its own."""
    from auditcheck.cli.verifying import run_verify

    return run_verify(result, evidence, rules, (attestation, key), quiet)


def attest(
    result: Result,
    key: Annotated[
        Path,
        typer.Option(
            "--key",
            metavar="KEY.pem",
            help="Your private Ed25519 key, PEM (PKCS8).",
            readable=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write it here, not to stdout.", readable=False
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="YYYY-MM-DD", help="Say which day it was attested."),
    ] = None,
    quiet: Quiet = False,
) -> int:
    """Sign a result: an in-toto statement of it in a DSSE envelope, with your own key."""
    from auditcheck.cli.attesting import run_attest

    return run_attest(result, key, named(output), at, quiet)


def export(
    result: Result,
    format: Annotated[  # noqa: A002  the option's name
        Literal["csv", "parquet", "oscal"], typer.Option("--format", help="What to write.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="A folder for tables; a file for OSCAL.",
            readable=False,
        ),
    ] = None,
    quiet: Quiet = False,
) -> int:
    """Take a result elsewhere: flat tables (CSV, Parquet), or OSCAL assessment results."""
    from auditcheck.cli.exporting import run_export

    return run_export(result, format, named(output), quiet)
