"""Items that are part of themselves, or based on themselves."""

from loading.looking import expect


def actors(*parts: tuple[str, str]) -> str:
    """Actors, each part of another."""
    lines = (
        f"  {name}: {{name: a, type: a, sources: [minutes], {part}}}\n" for name, part in parts
    )
    return f"actors:\n{''.join(lines)}"


def test_an_actor_that_is_part_of_itself() -> None:
    """At once, or by way of others: told once, where the circle is closed."""
    expect(
        actors(("a", "part_of: «a»"), ("b", "part_of: a")),
        "warning[part-of-itself]: 'a' leads back to itself through part_of",
    )
    expect(
        actors(("x", "part_of: a"), ("a", "part_of: b"), ("b", "part_of: «a»")),
        "warning[part-of-itself]: 'a' leads back to itself through part_of, by way of 'b'",
    )


def test_documents_in_circles() -> None:
    """Each circle is told; two ways to one document are none."""
    text = """
documents:
  a: {type: plan, based_on: [b, c], sources: [minutes]}
  b: {type: plan, based_on: [c], sources: [minutes]}
  c: {type: plan, sources: [minutes]}
  d: {type: plan, «based_on»: [d, c], sources: [minutes]}
"""
    expect(text, "warning[part-of-itself]: 'd' leads back to itself through based_on")


def test_a_long_circle() -> None:
    """A circle of thousands is told in a line."""
    number = 3_000
    parts = [(f"a{n}", f"part_of: a{n + 1}") for n in range(number)]
    expect(
        actors(*parts, (f"a{number}", "part_of: «a0»")),
        "warning[part-of-itself]: 'a0' leads back to itself through part_of, by way of 'a1', "
        "'a2', 'a3' and 2997 more",
    )
