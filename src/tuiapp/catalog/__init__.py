"""The index and how to ask it: its schema, the query language, the field catalogue, rows and counts."""
