"""How work is carried out: by which processes, until when, and what becomes of what goes wrong."""
