"""All that knows the PDF: the matrix's page, its style sheet and its rendering. Owns WeasyPrint."""
