"""The workbooks that the program makes."""
