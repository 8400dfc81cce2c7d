"""The pictures of the handbook, made from the site itself."""
