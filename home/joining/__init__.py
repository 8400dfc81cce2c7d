"""Joining: the sign-up form, what it keeps, and what keeps programs away from it."""
