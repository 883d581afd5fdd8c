"""What sets the program up, and what makes the files it ships with."""
