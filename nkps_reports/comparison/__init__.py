"""What is new in a report, as values."""
