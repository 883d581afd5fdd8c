"""All that knows Word: the template's vocabulary, rendering and the default template. Owns python-docx."""
