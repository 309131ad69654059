"""Queries, sorts and totals read word by word, one signing after the other: no index, no catalog, no SQL.

What is found, in which order, and what of it lies outside of the query is said here a second time, from what the
design and the README say of it, slowly and plainly. Adding itself is left to `rules.totals`, which `plain_reading`
holds to account, and what each check finds to the check.
"""
