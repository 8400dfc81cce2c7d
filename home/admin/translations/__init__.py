"""The translation desk: what is to do in each language, who does it, and what is new."""
