"""The rules of sums as questions to the index, for any number of signings.

What contains what is known without a query: it stands in the index (`relations`), and again as columns of numbers
that are worked on in memory (`packs`). A query marks what it finds, one byte a signing (`hits`); what may not be added
is struck out (`events`, `periods`, `siblings`), the rest is summed (`summing`), and what was left out can be explained
(`because`). Divided into groups it is added from other columns of the same kind (`gathering`, for
`catalog.divisions`). The result is that of `tuiapp.rules.totals`, which stays the measure of it.
"""
