"""Tests of what is read and written, and its limits."""
