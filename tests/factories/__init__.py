"""Records for tests. ``home_page("fr")`` and its like make what they stand on by themselves."""
