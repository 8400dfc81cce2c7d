"""Content between installations: a file that says what records are, whatever their numbers are.

A record is known by its translation key and language, a file by the hash of what is in it. So the
same content is the same record on every installation that it came to, and importing it twice
changes nothing. Nobody's account and nobody's personal data is ever in such a file.
"""
