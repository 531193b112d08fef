"""Looks at what criteria rest on."""

from collections.abc import Iterable

from auditcheck.loading.rule_looks.seen import Seen, Told, inside


def no_authority(seen: Seen) -> Iterable[Told]:
    """Criteria that rest on nothing."""
    for criterion in seen.pack.criteria.values():
        if criterion.authority is None:
            message = f"'{criterion.id}' names no authority: nothing says why it is demanded"
            remedy = "add 'authority: …', one of those under 'authorities'"
            yield seen.told(criterion.place, message, remedy, key=True)


def no_section(seen: Seen) -> Iterable[Told]:
    """Criteria that rest on a statute and do not say where in it."""
    for criterion in seen.pack.criteria.values():
        authority = seen.pack.authorities.get(criterion.authority or "")
        if authority and authority.kind == "statute" and criterion.section is None:
            message = (
                f"'{criterion.id}' does not say where in the statute '{authority.id}' it stands"
            )
            place = inside(criterion.place, "authority")
            yield seen.told(place, message, "add 'section: …', such as '5 §'")
