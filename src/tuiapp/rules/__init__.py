"""What contains what, what may be added, and which findings data has. Pure functions over plain records."""
