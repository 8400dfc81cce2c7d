"""The map of actions: land without borders, a marker a place, and the same as a list.

Drawn by the server as it is read: no tiles, no script, no other host.
"""

from actions.map.locating import locator

__all__ = ["locator"]
