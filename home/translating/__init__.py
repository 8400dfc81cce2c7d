"""Translations between the desk and the readers."""
