"""The rules of sums as questions to the index, for any number of signings.

What contains what is known without a query and stands in the index (`relations`). A query then marks what it finds
(`verdicts`), strikes out what may not be added (`siblings`, `periods`) and sums the rest (`summing`). The result is
that of `tuiapp.rules.totals`, which stays the measure of it.
"""
