"""Whole pages for readers who are not signed in, kept until something is published."""
