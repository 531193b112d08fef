"""A statute's compliance as a matrix: a row for each section and kind of duty, by outcome."""

from auditcheck.model.assessments import CriterionResult
from auditcheck.report import pretty
from auditcheck.report.levels import OUTCOMES, outcome
from auditcheck.report.names import Names, say

Node = dict[str, object]


def matrix(criteria: list[CriterionResult], names: Names) -> Node:
    """The rows in the order given; only outcomes that some criterion has are columns."""
    has = {criterion.outcome for criterion in criteria}
    outcomes = [each for each in OUTCOMES if each in has]
    rows: dict[tuple[str, str, str], list[CriterionResult]] = {}
    for each in criteria:
        key = each.section or "", each.modality or "", each.due or ""
        rows.setdefault(key, []).append(each)
    return {
        "outcomes": [outcome(each) for each in outcomes],
        "rows": [
            {
                "section": pretty.tidy(section),
                "modality": say(f"modality.{modality}", otherwise=modality) if modality else {},
                "due": pretty.date(due, names.language) if due else "",
                "cells": [
                    {
                        "outcome": outcome(each),
                        "criteria": names.criteria(tuple(c.id for c in row if c.outcome is each)),
                    }
                    for each in outcomes
                ],
            }
            for (section, modality, due), row in rows.items()
        ],
    }
