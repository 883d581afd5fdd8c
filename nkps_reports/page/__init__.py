"""What the one-file page calls: files in, an answer of finished words and documents out."""
