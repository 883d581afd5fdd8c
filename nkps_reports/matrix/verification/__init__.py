"""A finished PDF read again, as its receiver will, before anybody gets it.

Owns pikepdf, which takes time to import: all modules but ``errors`` are imported when they are needed, while
another process lays the page out.
"""
