"""A second reading of the rule language: slow, recursive, written from its description alone.

It shares the types of `auditcheck.model` with the engine and nothing else. What may be one thing
or another is tried in every possible world, so it is for small audits only.
"""

from naive.grading import Naive

__all__ = ["Naive"]
