"""Loading: files to a validated model, or every diagnostic at once."""
