"""A follow-up report: audits compared, as a page or as Markdown."""
