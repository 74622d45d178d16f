"""The tables of names, by script: ``python -m scripts.tables SHARED``.

SHARED is a folder with ``names/`` (given names and surnames with their bearers of
Sweden, Finland and Denmark), ``companies/`` (legal names and legal forms of GLEIF)
and ``lists/`` (publishers' files, of which only word counts are taken).
Run again it writes the same bytes. ``--only`` names the tables to make.
"""
