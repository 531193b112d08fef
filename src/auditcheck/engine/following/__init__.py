"""What became of an audit: two results compared, and what made each change."""
