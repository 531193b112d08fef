"""What is drawn of a result: coordinates and words, never how; each with a table that says it."""
