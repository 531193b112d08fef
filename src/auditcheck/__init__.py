"""auditcheck: evidence and rules in, assessments with their reasons out."""

__version__ = "0.1.0"
