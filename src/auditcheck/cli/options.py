"""The options that several commands share, as typer reads them."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        metavar="RULES",
        help="A folder or a shipped pack, instead of what the audit names.",
        readable=False,
    ),
]
TextOrJson = Annotated[Literal["text", "json"], typer.Option("--format", help="How to write it.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="YYYY-MM-DD", help="The day to assess for."),
]
Known = Annotated[
    str | None,
    typer.Option(
        "--known",
        metavar="YYYY-MM-DD",
        help="Count only evidence whose source was received, or else dated, by this day.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is asked for.")]
Language = Annotated[
    Literal["sv", "en"] | None, typer.Option("--language", help="Of the report's fixed texts.")
]
Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="DIR",
        help="A folder with templates of your own, one or all.",
        readable=False,
    ),
]
Template = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help="A Word template of your own, for .docx.",
        readable=False,
    ),
]
Public = Annotated[
    bool, typer.Option("--public", help="Leave out what is confidential, and say how much.")
]
Reports = Annotated[
    list[Path] | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Write a report, outside DIR, that ends in .html, .md, .pdf or .docx; repeatable.",
        readable=False,
    ),
]
Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Write a file that ends in .html, .md, .pdf or .docx; repeatable. "
        "With --fact-check it may be a folder.",
        readable=False,
    ),
]
FactCheck = Annotated[
    str | None,
    typer.Option(
        "--fact-check",
        metavar="ROLE|all",
        help="Instead of the report, what a role or an audited body is to confirm.",
    ),
]
ListTemplates = Annotated[
    bool, typer.Option("--list-templates", help="Only show what each template is for.")
]
Serve = Annotated[
    bool,
    typer.Option(
        "--serve", help="Show the report in a browser, anew at each change, till Ctrl-C."
    ),
]
Port = Annotated[
    int | None,
    typer.Option("--port", metavar="N", min=0, max=65535, help="Where to serve; else a free one."),
]
