"""Search over everything that the site publishes, in six languages (decision 8).

One table, :class:`home.models.SearchEntry`, holds a row for every public row of a record. Words
are folded (:mod:`.folding`) and stemmed (:mod:`.stemming`) the same way when an entry is written
(:mod:`.entries`) and when readers ask (:mod:`.asking`).
"""
