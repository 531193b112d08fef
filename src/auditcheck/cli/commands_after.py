"""The commands for what is there: results verified, signed, taken elsewhere; audits compared."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from auditcheck.cli.answer import named
from auditcheck.cli.options import Language, Public, Quiet, Rules, Templates, TextOrJson

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


def diff(
    old: Annotated[
        Path,
        typer.Argument(
            metavar="OLD", help="The earlier audit: its folder, or a result.", readable=False
        ),
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="The audit that follows it up.", readable=False)
    ],
    newer: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="NEWER", help="Later ones, each compared with the last.", readable=False
        ),
    ] = None,
    rules: Rules = None,
    format: TextOrJson = "text",  # noqa: A002  the option's name
    report: Annotated[
        list[Path] | None,
        typer.Option(
            "--report",
            metavar="FILE",
            help="Write a follow-up report that ends in .html or .md; repeatable.",
            readable=False,
        ),
    ] = None,
    language: Language = None,
    templates: Templates = None,
    public: Public = False,
    fail_on_worse: Annotated[
        bool, typer.Option("--fail-on-worse", help="Exit 1 if something is worse in the last.")
    ] = False,
    quiet: Quiet = False,
) -> int:
    """Compare audits: what was mended, remains or is worse, and what made the difference."""
    from auditcheck.cli.following import Wanted, run_diff

    wanted = Wanted(format, report or [], language, templates, public, fail_on_worse, quiet)
    return run_diff([old, new, *(newer or [])], rules, wanted)
