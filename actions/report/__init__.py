"""An edition of the report in print: what goes into it, its charts and maps, its index."""
