"""The members of the US Congress, the presidents and the vice presidents.

https://github.com/unitedstates/congress-legislators, kept by volunteers and in the
public domain: ``legislators-current.yaml`` and ``executive.yaml``. The two are one
list: put both into one zip archive. The members alone are read too, with an issue that
says who is missing; ``executive.yaml`` alone is refused.

* One position is an unbroken run of terms of one kind, for one state. Within a chamber,
  leadership is a position of its own.
* A term's ``end`` lies ahead while the term is served. Nothing here asks what day it
  is: the latest start of any term in the file says how new it is at least. A term that
  ends after that is ``current``, its scheduled end kept; every other one has ended. A
  file in which many members' terms have ended is the one of former members, refused.
* The file does not say when it was published: the date is given by hand.
* A first name may be two ("James David"), a nickname an initial ("J.D."); the name that
  a member goes by is ``official_full``, which presidents of the past do not have.
* Relatives are named only where they too sat in Congress. Each is an entity, linked to
  the member; the link's note says what the member is to them.
* Members are citizens by law; as everywhere, no nationality is inferred from a seat.
* YAML has no mark of its end: of a file cut off between two records nobody can tell but
  by its number of members, which the gate compares.

Knowingly not read: feeds, web forms and offices of past terms, a seat's class and rank,
a member's religion: none of them tells people apart, and the last is nobody's business.
"""

from collections.abc import Mapping

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

MEMBERS, EXECUTIVES = "legislators-current.yaml", "executive.yaml"
_FOLDER = "https://unitedstates.github.io/congress-legislators/"
_RAW = "https://raw.githubusercontent.com/unitedstates/congress-legislators/main/"


def _parts(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: _FOLDER + name for name in (MEMBERS, EXECUTIVES) if name not in files}


SOURCES = {
    "us_congress": Source(
        id="us_congress",
        title="Members of Congress, presidents and vice presidents",
        publisher="The @unitedstates project",
        url=_FOLDER + MEMBERS,
        licence="public domain (CC0)",
        cadence=14,
        max_age=45,
        topics=frozenset({Topic.PEP, Topic.RCA}),
        at_least=410,
        at_most=1_250,
        birth_dates_at_least=75,
        fallbacks=(_RAW + MEMBERS,),
        parts=_parts,
        parse=later("congress.reading"),
    )
}
