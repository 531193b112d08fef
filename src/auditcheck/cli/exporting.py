"""`export`: a result in the forms of other programs."""

from pathlib import Path
from typing import Literal

from auditcheck.cli.answer import Code, StopError, out_bytes, save, tell
from auditcheck.cli.extras import needing
from auditcheck.cli.stored import stored


def run_export(
    path: Path, format_: Literal["csv", "parquet", "oscal"], output: Path | None, quiet: bool
) -> int:
    """Write a result's tables into a folder, or OSCAL to a file or stdout."""
    if format_ != "oscal" and output is None:
        message = f"error: --format {format_} is several files\n  help: name a folder: -o DIR"
        raise StopError(Code.USAGE, message)
    kept = stored(path)
    if format_ == "oscal":
        from auditcheck.report.exports import oscal

        whole = oscal.render(kept.result, kept.raw)
        if output is None:
            out_bytes(whole)
            return Code.DONE
        outputs = [(output, whole)]
    else:
        assert output is not None  # noqa: S101  asked for above
        from auditcheck.report.exports import csv_tables, parquet
        from auditcheck.report.exports.tables import tables

        form = csv_tables if format_ == "csv" else parquet
        with needing("parquet", f"--format {format_}"):
            outputs = [
                (output / f"{table.name}{form.ENDING}", form.render(table))
                for table in tables(kept.result)
            ]
        if output.exists() and not output.is_dir():
            message = f"error: '{output}' is not a folder\n  help: name a folder for the tables"
            raise StopError(Code.USAGE, message)
    save(outputs, (path,))
    for each, _ in outputs if not quiet else ():
        tell(f"wrote {each.as_posix()}")
    return Code.DONE
