"""The control copy: a workbook with every problem at its cell, made by editing the parts of the file."""
