"""The evidence, the rules and the results: what the other rooms speak of."""
