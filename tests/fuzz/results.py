"""Kept results of any kind to `render` and `diff`: refused in a line, or a page of them."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from fuzz.assessing import Audit, laid, said
from fuzz.evidence import audits
from fuzz.promises import linked, page
from fuzz.seeds import BASE, Data
from fuzz.trees import EDITS, Mutate, Pantry, as_file, edit


@cache
def kept() -> tuple[Data, ...]:
    """The results of the shipped audit, a question of it, and the sound base, then and now."""
    shipped, base, first = (each for each, _ in zip(audits(), range(3), strict=False))
    made = []
    then = ("--known", "2023-12-31")
    whole = ((base, BASE / "rules", ()), (base, BASE / "rules", then), (first, None, ()))
    for audit, rules, options in (*whole, (shipped, None, ())):
        folder = laid("kept-evidence", {"e.yaml": as_file(audit)})
        asked = Audit(folder, rules).command("evaluate", "--format", "json", *options)
        made.append(json.loads(said(*asked)))
    return tuple(made)


def seeds() -> Iterator[bytes]:
    """The same as files."""
    yield from map(as_file, kept())


@cache
def pantry() -> Pantry:
    """What may be put in."""
    return Pantry(kept())


def mutate(data: bytes, most: int, seed: int, of_bytes: Mutate) -> bytes:
    """Another result, near this one."""
    random = Random(seed)  # noqa: S311  a fuzzer's
    try:
        tree = json.loads(data)
    except ValueError:
        tree = None
    if not isinstance(tree, dict) or random.random() < 0.03:
        return of_bytes(data, most)
    for _ in range(random.choice(EDITS)):
        edit(tree, random, pantry())
    written = as_file(tree)
    return written if len(written) <= most else data[:most]


@cache
def before() -> str:
    """A sound result, to compare with."""
    return str(laid("before", {"result.json": as_file(kept()[0])}) / "result.json")


def one_input(data: bytes) -> None:
    """Pages of nothing but what the templates made, of it and of what became of it; or exit 3."""
    file = str(laid("result", {"result.json": data}) / "result.json")
    html = said("render", file, "--format", "html", codes=(0, 3))
    markdown = said("render", file, "--format", "md", codes=(0, 3))
    assert bool(html) == bool(markdown)
    if html:
        page(html)
    told = said("diff", before(), file, codes=(0, 3))
    assert bool(told) == bool(html)
    if told:
        report = Path(file).with_name("follow-up.html")
        assert not said("diff", before(), file, "--quiet", "--report", str(report))
        linked(page(report.read_text("utf-8")))
