"""Many reports side by side, as values."""
