"""The control copy: what a workbook shows, with every problem at its cell."""
