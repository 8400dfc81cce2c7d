"""The desk of actions, cities and the official lists, by subject."""
