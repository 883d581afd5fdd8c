"""What a report is, and the rules of its text."""
