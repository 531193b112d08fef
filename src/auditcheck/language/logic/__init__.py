"""What follows from what: which conditions imply, and which exclude, each other."""
