"""A report's text as a Word template gets it."""
