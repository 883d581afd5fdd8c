"""Speed, each figure measured against what a user could have run instead, in the same run."""
