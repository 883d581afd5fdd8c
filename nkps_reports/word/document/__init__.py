"""The parts of a Word file: elements, styles, tags, fields and bookmarks."""
