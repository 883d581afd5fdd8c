"""Tests of the overview of many reports."""
