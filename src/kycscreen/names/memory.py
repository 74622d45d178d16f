"""How much is remembered of words."""

KEPT = 5_000
"""What is found out of a word, a name or two of them is kept of so many.

What is compared asks the same of a word several times over, and then of another. A long
book has no end of words and fills a cache of any size: it would be read no sooner, and
each process would hold more.
"""
