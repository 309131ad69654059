"""A terminal explorer for announcements of signed investment projects."""

__version__ = "0.1.0"
