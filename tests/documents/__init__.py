"""Small documents of our own making: the same bytes from the same text, always."""
