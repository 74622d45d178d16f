"""Make the bundled extracts: ``python -m scripts.extracts LISTS data/lists``.

LISTS is a folder of publishers' files as they were published. An extract is a few
hundred of a file's own records in the publisher's own format: those everybody
knows, every k-th, and one of each shape. Facts only: names, dates, countries, ids,
programmes, references; no reasons, comments or remarks, no street, no telephone.
Run again it writes the same bytes.
"""
