"""Sanctions and PEP screening that proves its clears and records its reasons."""

__version__ = "0.1.0"
