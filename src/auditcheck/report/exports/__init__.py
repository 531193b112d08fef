"""A result in the forms of other programs: flat tables, and OSCAL's assessment results."""
