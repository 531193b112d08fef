"""Runs auditcheck and writes down what it does outside itself: `watching.py LOG ARGUMENTS…`.

The log is one JSON list a line: the interpreter's audit event, its arguments as text, and the file
of the code that caused it.
"""

import sys
from types import CodeType

INNER = ("object.", "sys.", "builtins.id", "code.__new__", "cpython.", "gc.", "array.", "import")


def main(log: str, arguments: list[str]) -> int:
    """Run the command line; gives its exit code."""
    seen: list[tuple[str, list[str], str]] = []

    def watch(event: str, given: tuple[object, ...]) -> None:
        if not event.startswith(INNER):
            caller = sys._getframe(1).f_code.co_filename
            seen.append((event, [_text(each) for each in given], caller))

    sys.addaudithook(watch)
    from auditcheck.cli.app import run

    code = run(arguments)
    told = tuple(seen)
    import json

    with open(log, "w", encoding="utf-8") as file:  # noqa: PTH123  as plain as can be
        file.writelines(f"{json.dumps(each)}\n" for each in told)
    return code


def _text(value: object) -> str:
    if isinstance(value, CodeType):
        return value.co_filename
    if isinstance(value, bytes):
        return value.decode(errors="backslashreplace")
    return str(value)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
