"""The rendered report opened again, before anybody gets it."""
