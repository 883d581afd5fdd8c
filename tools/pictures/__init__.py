"""Makes the pictures that README shows, from the program's own output."""
