"""Reporting: a result to a view, and a view to each format."""
