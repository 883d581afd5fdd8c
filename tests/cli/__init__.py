"""Tests of the command line and make."""
