"""What the index says of a query: totals, what they leave out, comparisons."""
