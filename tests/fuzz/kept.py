"""What never changes in a run is made once: for fuzzing, where each input takes milliseconds."""

from collections.abc import Callable
from functools import cache, partial

import typer.main
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from auditcheck.report import stored, templates


class _Templates(BytecodeCache):
    """The compiled templates, by name."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


def keep(put: Callable[[object, str, object], None]) -> None:
    """Keep the templates as compiled and their texts, the commands, and what reads results.

    `put` is what sets an attribute of a module: `setattr`, or a test's own.
    """
    environment = partial(ImmutableSandboxedEnvironment, bytecode_cache=_Templates())
    put(templates, "ImmutableSandboxedEnvironment", environment)
    put(templates, "texts_in", cache(templates.texts_in))
    put(stored, "_adapter", cache(stored._adapter))
    put(typer.main, "get_command", cache(typer.main.get_command))
