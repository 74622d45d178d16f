"""``python -m kycscreen`` is the command ``kycscreen``."""

from kycscreen.cli import main

main(prog_name="kycscreen")
