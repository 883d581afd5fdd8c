"""All that knows Excel: the schema, the blank workbook, opening, reading and parsing. Owns openpyxl."""
