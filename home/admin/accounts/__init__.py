"""Signing in at the desk: the second factor, and where somebody is signed in."""
