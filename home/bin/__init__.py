"""The bin: what is deleted at the desk is kept for a while and can be brought back.

A deletion is kept as the rows that it takes out of the database, whatever they are: a page with
those below it and its translations, their revisions, entries of relations from either side, rows
of progress. They come back as they were, under the same keys. What wagtail-localize knows of a
record hangs on its translation key and is not deleted with it. People's data is never kept.
"""
