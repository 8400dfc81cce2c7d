"""What `make bench` runs: the site with few and with many actions, timed against a bare page.

Never a part of the test suite: a busy machine would make it fail.
"""
