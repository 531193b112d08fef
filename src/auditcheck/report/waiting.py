"""Requests on record in words: who has been asked since when, and what waits for an answer."""

from auditcheck.model.results import Result
from auditcheck.report import pretty
from auditcheck.report.names import Names, Piece, say, text
from auditcheck.report.requests import Sent, unanswered

Node = dict[str, object]


def waiting(result: Result, names: Names) -> list[Node]:
    """The requests that wait for an answer: what each is for, and of whom since when."""
    return [
        {
            "what": text(pretty.capital(pretty.tidy(sent.what)))
            if sent.what
            else names.criterion(sent.criterion),
            "asked": asked_of(sent, names),
        }
        for sent in unanswered(result)
    ]


def asked_of(sent: Sent, names: Names) -> Piece:
    """That a body has been asked, when, and whether it has answered."""
    told = {"to": names.item(sent.to), "sent": pretty.date(sent.sent, names.language)}
    if sent.answered:
        answered = pretty.date(sent.answered, names.language)
        return say("requests.told_answered", answered=answered, **told)
    return say("requests.told_unanswered", n=sent.days, **told)
