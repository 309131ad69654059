"""Quantities, dates and periods, and the lattice of qualifiers. Standard library only."""
