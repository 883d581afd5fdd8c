"""Tests of the report and the rules of its text."""
