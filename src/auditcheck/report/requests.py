"""Requests on record: what of the open evidence bodies have been asked for, and what waits."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from auditcheck.model.results import Gap, Result


class Sent(NamedTuple):
    """A request on record, as it stands on the day of the assessment.

    `to` is the body's id, `answered` empty while no answer has come, `days` since it was sent.
    """

    criterion: str
    to: str
    what: str
    sent: str
    answered: str
    days: int


def sent_by_then(result: Result) -> Iterator[Sent]:
    """The requests that had been sent by the day of the assessment, as they are written.

    One that names what a public result hides is not there.
    """
    recorded = result.audit.get("requests")
    for each in recorded if isinstance(recorded, list) else ():
        if not isinstance(each, dict):
            continue
        named = {name: value for name, value in each.items() if isinstance(value, str)}
        sent, answered = named.get("sent", ""), named.get("answered", "")
        days = _days(sent, result.as_of)
        if days is None or days < 0 or not {"criterion", "to"} <= named.keys():
            continue
        answered = answered if (_days(answered, result.as_of) or 0) >= 0 else ""
        what = named.get("what", "")
        yield Sent(named["criterion"], named["to"], what, sent, answered, days)


def _days(first: str, last: str) -> int | None:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return None


def by_gap(result: Result) -> list[tuple[Gap, list[Sent]]]:
    """The open evidence in its order, each with the requests on record that it is asked for by.

    A request for a criterion asks for what is open in those that it refers to, too: for what is
    to be asked of the body that it was sent to, or for all of it where nothing is.
    """
    found: list[tuple[Gap, list[Sent]]] = [(gap, []) for gap in result.gaps]
    for sent in sent_by_then(result):
        names = _behind(sent.criterion, result)
        fitting = [each for each in found if not names.isdisjoint(each[0].criteria)]
        same = [each for each in fitting if each[0].to == sent.to]
        for _, requests in same or fitting:
            requests.append(sent)
    return found


def unanswered(result: Result) -> list[Sent]:
    """The requests on record that wait for an answer to something that is open still."""
    waiting = (sent for _, requests in by_gap(result) for sent in requests if not sent.answered)
    return list(dict.fromkeys(waiting))


def _behind(id_: str, result: Result) -> set[str]:
    """A criterion with all that it refers to, through others too."""
    behind: set[str] = set()
    waiting = [id_]
    while waiting:
        name = waiting.pop()
        if name in result.criteria and name not in behind:
            behind.add(name)
            waiting += result.criteria[name].refers_to
    return behind
