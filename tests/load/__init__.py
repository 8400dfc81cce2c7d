"""What `make load` runs: a whole installation under the traffic of a day of the forum.

Never a part of the test suite: it takes minutes, and a busy machine would make it fail.
"""
