"""The blocks from which editors build a page, by subject."""

from .stream import BodyBlock

__all__ = ["BodyBlock"]
