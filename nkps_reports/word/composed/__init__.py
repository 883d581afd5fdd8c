"""Word documents that the program composes by itself, in the looks of the default template."""
