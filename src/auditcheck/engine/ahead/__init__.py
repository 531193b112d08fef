"""What would lift a level, and what it rests on: exact, from the ladders and the evidence."""
