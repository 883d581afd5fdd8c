"""Reads a Word report, however it was made, back into what its workbook would hold."""
