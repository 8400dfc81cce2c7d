"""Actions from a spreadsheet: read, judged row by row, and only then written as drafts."""
