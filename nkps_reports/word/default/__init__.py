"""The Word templates as they ship."""
