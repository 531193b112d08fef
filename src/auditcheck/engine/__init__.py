"""Evaluating: outcomes of criteria, levels of parts, what follows from them."""
