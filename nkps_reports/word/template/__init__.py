"""Reading a Word template and finding what is wrong with it, before any report is made by it."""
