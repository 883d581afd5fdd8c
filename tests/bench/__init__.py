"""Tests of what measures: not of any time, but of what becomes of the figures."""
