"""The commands with their options, as typer reads them; each does its work in its own module."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer.exceptions import TyperException

from auditcheck.cli.answer import Code, tell
from auditcheck.cli.commands_after import attest, diff, export, verify
from auditcheck.cli.commands_ahead import whatif
from auditcheck.cli.commands_rules import init, prove, rules
from auditcheck.cli.options import (
    AsOf,
    FactCheck,
    Files,
    Known,
    Language,
    ListTemplates,
    Port,
    Public,
    Quiet,
    Reports,
    Rules,
    Serve,
    Template,
    Templates,
    TextOrJson,
)
from auditcheck.cli.wrong_use import in_one_line

if TYPE_CHECKING:
    from auditcheck.cli.kept import Kept

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn evidence about a municipality and rules into assessments, each explained.",
    epilog=(
        "Exit codes: 0 done and well · 1 done, and the answer is no · 2 used wrongly · "
        "3 the input cannot be assessed · 4 a fault of auditcheck's own."
    ),
)

Folder = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="The folder with the audit's evidence.", readable=False),
]
CheckFormat = Literal["text", "json", "sarif", "github", "gitlab", "junit"]


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Show the version where it is asked for beside other options."""
    if version:
        from auditcheck import __version__
        from auditcheck.cli.answer import out

        out(f"auditcheck {__version__}")
        raise typer.Exit(Code.DONE)


@app.command()
def evaluate(
    folder: Folder,
    rules: Rules = None,
    as_of: AsOf = None,
    known: Known = None,
    report: Reports = None,
    result: Annotated[
        Path | None,
        typer.Option(
            "--result", metavar="FILE", help="Keep the result in this JSON file.", readable=False
        ),
    ] = None,
    fail_below: Annotated[
        str | None,
        typer.Option("--fail-below", metavar="LEVEL", help="Exit 1 if a level is lower."),
    ] = None,
    format: TextOrJson = "text",  # noqa: A002  the option's name
    language: Language = None,
    templates: Templates = None,
    template: Template = None,
    public: Public = False,
    quiet: Quiet = False,
    serve: Serve = False,
    port: Port = None,
) -> int:
    """Assess an audit: levels on the terminal, the result, and the reports asked for."""
    from auditcheck.cli.evaluating import Wanted, run_evaluate

    wanted = Wanted(
        report or [], result, fail_below, format, language, templates, template, public, quiet
    )
    if serve:
        from auditcheck.cli.previewing import run_serve

        return run_serve(folder, rules, as_of, wanted, port or 0, known=known)
    if port is not None:
        tell("error: --port is where to --serve\n  help: give both, or neither")
        return Code.USAGE
    return run_evaluate(folder, rules, as_of, wanted, known=known)


@app.command()
def check(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="The audit's evidence, or a folder of rules.", readable=False
        ),
    ],
    rules: Rules = None,
    as_of: AsOf = None,
    format: Annotated[  # noqa: A002  the option's name
        CheckFormat, typer.Option("--format", help="How to write it.")
    ] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODE", help="Tell this code alone; repeatable."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODE", help="Do not tell this code; repeatable."),
    ] = None,
    fail_on: Annotated[
        Literal["fault", "warning", "note"],
        typer.Option("--fail-on", help="Exit 1 for what weighs as much, or more."),
    ] = "fault",
    quiet: Quiet = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again at each change, until Ctrl-C.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither use nor keep an answer of before.")
    ] = False,
) -> int:
    """Look for everything that is wrong with an audit and its rules, or with a rule pack."""
    from auditcheck.cli.checking import Wanted, run_check

    wanted = Wanted(format, select or [], ignore or [], fail_on, quiet)
    if watch:
        from auditcheck.cli.watching import run_watch

        return run_watch(folder, rules, as_of, wanted)
    return run_check(folder, rules, as_of, wanted, None if no_cache else context.obj)


@app.command()
def explain(
    folder: Folder,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION|CRITERION",
            help="A question, QUESTION.PART, or a criterion.",
        ),
    ] = None,
    rules: Rules = None,
    as_of: AsOf = None,
    known: Known = None,
    format: Annotated[  # noqa: A002  the option's name
        Literal["text", "json", "mermaid"], typer.Option("--format", help="How to write it.")
    ] = "text",
    public: Public = False,
) -> int:
    """Show what was demanded, what was found where, what was missing, and the nearest miss."""
    from auditcheck.cli.explaining import run_explain

    return run_explain(folder, name, rules, as_of, format, public=public, known=known)


@app.command()
def gaps(
    folder: Folder,
    rules: Rules = None,
    as_of: AsOf = None,
    known: Known = None,
    format: Annotated[  # noqa: A002  the option's name
        Literal["text", "json", "md", "csv"], typer.Option("--format", help="How to write it.")
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write a list that ends in .md, .csv or .docx.",
            readable=False,
        ),
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="BODY", help="Only what is asked of this body.")
    ] = None,
    language: Language = None,
    public: Public = False,
    quiet: Quiet = False,
) -> int:
    """List the open evidence: what to ask for, of whom; what settles most comes first."""
    from auditcheck.cli.gaps import Wanted, run_gaps

    wanted = Wanted(format, output, to, language, public, quiet)
    return run_gaps(folder, rules, as_of, wanted, known=known)


@app.command()
def render(
    result: Annotated[
        Path | None,
        typer.Argument(
            metavar="RESULT", help="A kept result.json, or - for stdin.", readable=False
        ),
    ] = None,
    report: Files = None,
    format: Annotated[  # noqa: A002  the option's name
        Literal["html", "md"], typer.Option("--format", help="What to write to stdout.")
    ] = "md",
    language: Language = None,
    templates: Templates = None,
    template: Template = None,
    quiet: Quiet = False,
    public: Public = False,
    fact_check: FactCheck = None,
    list_templates: ListTemplates = False,
) -> int:
    """Make reports from a kept result, without the evidence."""
    from auditcheck.cli import rendering, templating

    if list_templates:
        return templating.list_templates(templates)
    if result is None:
        tell("error: render needs a RESULT\n  help: make one with 'auditcheck evaluate --result'")
        return Code.USAGE
    asked = rendering.Asked(
        report or [], format, language, templates, template, public, fact_check, quiet
    )
    return rendering.run_render(result, asked)


@app.command()
def schema(
    what: Annotated[
        Literal["evidence", "rules", "result", "diff"],
        typer.Argument(help="Of what to give the schema."),
    ],
    rules: Annotated[
        Path | None,
        typer.Option(
            "--rules",
            metavar="RULES",
            help="A folder or a shipped pack, for the coded words.",
            readable=False,
        ),
    ] = None,
) -> int:
    """Give the JSON Schema of evidence, rules, results or comparisons, for editors and CI."""
    from auditcheck.cli.schemas import run_schema

    return run_schema(what, rules)


_OTHERS: dict[str, Callable[..., int]] = {
    "whatif": whatif,
    "rules": rules,
    "init": init,
    "test": prove,
    "verify": verify,
    "attest": attest,
    "export": export,
    "diff": diff,
}
for _name, _command in _OTHERS.items():
    app.command(_name)(_command)


def command(arguments: list[str], kept: "Kept | None") -> int:
    """Run a command; wrong use is told on stderr, with exit code 2.

    `kept` is where the answer to these arguments is kept, if it is.
    """
    try:
        code: int | None = typer.main.get_command(app).main(
            arguments or ["--help"], prog_name="auditcheck", standalone_mode=False, obj=kept
        )
    except TyperException as error:
        message = in_one_line(error.format_message())
        tell(f"error: {message[:1].lower()}{message[1:]}")
        tell("  help: see 'auditcheck --help', or 'auditcheck COMMAND --help'")
        return Code.USAGE
    return code or Code.DONE
