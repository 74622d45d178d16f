"""How well and how fast, on real lists: every number in the docs comes from here."""
