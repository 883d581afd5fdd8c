"""From the bytes of a workbook to a report and its problems."""
