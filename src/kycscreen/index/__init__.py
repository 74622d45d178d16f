"""From a party to the listed entities worth comparing: exact, from one file."""

from kycscreen.index.reading import Index

__all__ = ["Index"]
