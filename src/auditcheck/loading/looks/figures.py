"""Looks at numbers: sums, shares and goals that the figures given beside them contradict.

All arithmetic is exact. A number with decimals may have been rounded by half a unit of its last
one; a whole number is what it says.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from auditcheck.loading.looks.seen import Seen, Told, records
from auditcheck.model.evidence import Item, Value

Number = int | float


class _Rounded(NamedTuple):
    """The numbers that one written number can stand for, from the least to the greatest."""

    least: Fraction
    greatest: Fraction

    def meets(self, other: "_Rounded") -> bool:
        """Whether the two can be one number."""
        return self.least <= other.greatest and other.least <= self.greatest

    def plus(self, other: "_Rounded") -> "_Rounded":
        """What the sum of the two can be."""
        return _Rounded(self.least + other.least, self.greatest + other.greatest)

    def times(self, other: "_Rounded") -> "_Rounded":
        """What the product of the two can be."""
        ends = product((self.least, self.greatest), (other.least, other.greatest))
        products = [left * right for left, right in ends]
        return _Rounded(min(products), max(products))


def _rounded(number: Number) -> _Rounded:
    exponent = Decimal(str(number)).as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    slack = Fraction(1, 2 * 10**decimals) if decimals else Fraction(0)
    exact = Fraction(str(number))
    return _Rounded(exact - slack, exact + slack)


def _number(value: object) -> Number | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def unequal_sum(seen: Seen) -> Iterable[Told]:
    """Figures whose parts do not sum to them."""
    for figure in seen.evidence.of("figures"):
        value, parts = _number(figure.fields["value"]), figure.fields.get("parts")
        if value is None or not isinstance(parts, Mapping):
            continue
        numbers = [number for part in parts.values() if (number := _number(part)) is not None]
        total = _Rounded(Fraction(0), Fraction(0))
        for number in numbers:
            total = total.plus(_rounded(number))
        if not total.meets(_rounded(value)):
            added = sum(Decimal(str(number)) for number in numbers)
            message = f"the parts sum to {added:f}, and the figure is {value}"
            remedy = "check the numbers in the source; if it says so, record what you find"
            also = (seen.related("the figure is given here", figure, ("value",)),)
            numbers_told = {"sum": f"{added:f}", "value": value}
            yield seen.told(figure, ("parts",), message, remedy, also, **numbers_told)


def unlike_size(seen: Seen) -> Iterable[Told]:
    """Checks of a sample that tested more than it has."""
    for sample in seen.evidence.of("samples"):
        size, checks = sample.fields["size"], sample.fields.get("checks")
        for name, check in checks.items() if isinstance(checks, Mapping) else ():
            tested = check["of"] if isinstance(check, Mapping) else None
            if isinstance(tested, int) and isinstance(size, int) and tested > size:
                message = f"{tested} were tested in this check, and the sample has {size}"
                remedy = "correct 'of', or the sample's 'size'"
                also = (seen.related("the size is given here", sample, ("size",)),)
                route = ("checks", name, "of")
                yield seen.told(sample, route, message, remedy, also, tested=tested, size=size)


def unlike_share(seen: Seen) -> Iterable[Told]:
    """Figures that are not the share of another that they are said to be."""
    for figure in seen.evidence.of("figures"):
        stated = figure.fields.get("stated_share")
        if not isinstance(stated, Mapping):
            continue
        whole = seen.evidence.items[str(stated["of"])]
        part, of, share = (
            _number(each) for each in (figure.fields["value"], whole.fields["value"], stated["is"])
        )
        if part is None or of is None or share is None or not _same_unit(figure, whole):
            continue
        if not _rounded(share).times(_rounded(of)).meets(_rounded(part)):
            is_ = _shown(part, of)
            message = f"{part} of {of} is {is_}, and the share stated is {share}"
            remedy = "check the numbers in the source; if it says so, record what you find"
            also = (seen.related(f"this is the {of}", whole, ("value",)),)
            told = {"part": part, "whole": of, "share": is_, "said": share}
            yield seen.told(figure, ("stated_share", "is"), message, remedy, also, **told)


def _same_unit(one: Item, other: Item) -> bool:
    """Whether no two different units are given."""
    units = {item.fields["unit"] for item in (one, other) if "unit" in item.fields}
    return len(units) < 2  # noqa: PLR2004


def _shown(part: Number, of: Number) -> str:
    return f"{part / of:.4f}".rstrip("0").rstrip(".") if of else "no share"


def unlike_attainment(seen: Seen) -> Iterable[Told]:
    """Indicators said to be attained, or not, against the latest year with value and target."""
    for indicator in seen.evidence.of("indicators"):
        attained, better = (indicator.fields.get(name) for name in ("attained", "better"))
        latest = _latest(indicator)
        if attained is None or better is None or not latest or "series" in indicator.incomplete:
            continue
        reached = {
            value >= target if better == "higher" else value <= target
            for _, value, target in latest.values()
        }
        contradicted = {True} if attained == "no" else {False}
        if reached == contradicted:
            index, (year, value, target) = next(iter(latest.items()))
            bound = "least" if better == "higher" else "most"
            goal = indicator.fields.get("goal")
            whole = f" of the goal '{goal}'" if goal else ""
            message = (
                f"attained is '{attained}'{whole}, but for {year} the value is {value} and the "
                f"target at {bound} {target}"
            )
            remedy = "check it in the source; if the audited body states it, record what you find"
            also = (seen.related("the year is given here", indicator, ("series", index)),)
            told = {"attained": attained, "year": year, "value": value, "target": target}
            told |= {"goal": goal} if goal else {}
            yield seen.told(indicator, ("attained",), message, remedy, also, **told)


def _latest(indicator: Item) -> dict[int, tuple[Value, Number, Number]]:
    """The records of the latest year that has both value and target, by their indices."""
    both = {}
    for index, record in records(indicator, "series"):
        value, target = _number(record.get("value")), _number(record.get("target"))
        if value is not None and target is not None:
            both[index] = (int(str(record["year"])), value, target)
    latest = max((year for year, _, _ in both.values()), default=0)
    return {index: found for index, found in both.items() if found[0] == latest}
