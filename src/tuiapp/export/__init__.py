"""The current view as Markdown, CSV, JSON or JSON Lines."""
