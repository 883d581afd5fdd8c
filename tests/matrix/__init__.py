"""Tests of the PDF matrix."""
