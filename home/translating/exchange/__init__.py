"""Texts that leave the desk as PO or XLIFF files for a translator's own tools, and come back."""
