"""The bin at the desk: what deletions say, the list of what was deleted, and the way back."""
