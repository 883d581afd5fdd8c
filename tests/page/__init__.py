"""Tests of the page that opens in a browser, and of what it calls."""
