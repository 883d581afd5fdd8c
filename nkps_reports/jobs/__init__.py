"""What each command does: files in, documents out."""
