"""Proving a rule pack: its test cases, what they cover, and the mutants that they notice."""
