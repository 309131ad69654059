"""The words that printed numbers are made of, by language."""
