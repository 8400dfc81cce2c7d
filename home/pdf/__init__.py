"""Typesetting: pages of print from templates, as tagged PDF, without any network.

WeasyPrint stands on Pango, a library of the system. Only :mod:`home.pdf.rendering` imports it, when
something is to be typeset: a site without Pango starts all the same and says at the desk what it
lacks.
"""

from home.pdf.engine import PdfUnavailableError, missing, typeset

__all__ = ["PdfUnavailableError", "missing", "typeset"]
