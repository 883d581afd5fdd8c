"""Builds ``dist/nkps-rapport.html``: the whole program in one file, for a browser without a network."""
