"""The only door in and out: what is read, what is written, and the limits of both."""
