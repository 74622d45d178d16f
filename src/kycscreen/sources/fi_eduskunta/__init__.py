"""Members of Finland's Eduskunta and their ministries, from its open data.

https://avoindata.eduskunta.fi/ offers the data, one answer a member. The list is made
of several files, and stored as one bundle: ``seating.json``, who sits in the chamber,
and ``<hetekaId>.json`` of each member there.

* A member of the seating without a file, or a file of nobody there, is damage.
* The answers were XML once: what there is many of is a list, one is an object and none
  is ``null``; ``jsonNode`` may be an object, or its JSON as a text.
* All given names and the name used are a name each.
* Seats (``Edustajatoimet``) and ministries (``ValtioneuvostonJasenyydet``) are a
  position each; without an end (``LoppuPvm``) they are ``current``, for the
  site is kept up to date. Whoever sits in the chamber holds a seat now, and that it is
  not among the seats is an issue. No file is dated: the list has no day of its own.
* A birth date may be only its year.

Knowingly not read: whoever sits in the chamber no longer, and ministers who have no
seat in it; committees, other posts of trust, education, career, interests, writings and
pictures, which tell no person from another.
"""

from collections.abc import Mapping

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

_URL = "https://avoindata.eduskunta.fi/api/v1"


def _parts(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Say which files are still to be fetched: the seating, then its members."""
    from kycscreen.sources.fi_eduskunta import bundles

    if bundles.SEATING not in files:
        return {bundles.SEATING: f"{_URL}/seating/"}
    seated = bundles.seated("fi_eduskunta", files[bundles.SEATING])
    return {
        bundles.named(member): f"{_URL}/memberofparliament/{member}/fi"
        for member in seated
        if bundles.named(member) not in files
    }


SOURCES: dict[str, Source] = {
    "fi_eduskunta": Source(
        id="fi_eduskunta",
        title="Members of the Eduskunta",
        publisher="Eduskunta (Parliament of Finland)",
        url=f"{_URL}/seating/",
        licence="CC BY 4.0",
        cadence=7,
        max_age=45,
        topics=frozenset({Topic.PEP}),
        # 200 seats, all of them taken.
        at_least=150,
        at_most=400,
        birth_dates_at_least=75,
        parts=_parts,
        parse=later("fi_eduskunta.reading", "fi_eduskunta"),
    )
}
