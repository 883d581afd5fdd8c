"""Every Norwegian word that the program writes or recognises, as data; ``str.format`` fills in the braces."""
