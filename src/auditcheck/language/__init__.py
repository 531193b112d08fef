"""The rule language: fields, matchers and conditions, from written tree to closure."""
