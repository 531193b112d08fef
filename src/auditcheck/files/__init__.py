"""Files: text and places, YAML to plain data, diagnostics, folders."""
