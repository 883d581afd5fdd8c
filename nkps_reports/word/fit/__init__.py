"""Whether a description is over half a page, laid out as the template lays it out."""
