"""Workbook in, Word report and PDF matrix out, for the measures of the Norwegian strategy NKPS."""

__version__ = "0.1.0"
