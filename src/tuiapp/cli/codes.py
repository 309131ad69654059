"""Exit codes, and the error of whoever typed the command line."""

FINE = 0
ERRORS = 1
USAGE = 2
INVALID = 3
UNREADABLE = 4
INTERRUPTED = 130


class UsageError(Exception):
    """The command line says something that does not exist or cannot be done; the message is for the user."""
