"""Source documents: from a file's bytes to its pages of text, and whether a quote is there."""
