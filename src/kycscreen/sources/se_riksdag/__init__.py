"""Members of Sweden's Riksdag, ministers and members of the European Parliament.

https://data.riksdagen.se/data/ledamoter/ describes the data and offers them; the file
read is ``personlista`` in JSON, of ``samtliga``: those in office and those who were.

* ``personuppdrag`` holds seats, ministries, committees and party posts alike. Read are
  seats in the chamber (substitutes count), ministries (``Departement``) and seats in
  the European Parliament, a position each; leave of absence interrupts none.
* An end that lies ahead is the end of the term: the position is ``current`` on the
  day of the file, ``@systemdatum``. A year from 2099 on only means "not yet": such an
  end is left out.
* Titles of ministers may be cut off ("Utrikesministe"): the last letters of
  "minister" are given back; the title as published stays beside it.
* Of births only the year is told.
* ``personuppdrag`` may be an empty text, and a list of one may be its one object.
* ``iort`` ("i Exempelstad") tells namesakes apart: it becomes the name's note.

Knowingly not read: seats in committees, of the Speakers, in other bodies and in the
party groups (``uppdrag``, ``Riksdagsorgan``, ``talmansuppdrag``, ``partiuppdrag``):
whoever has one has a seat as well; pictures; other ids than ``intressent_id``; and the
XML rendition, which says the same.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

SOURCES: dict[str, Source] = {
    "se_riksdag": Source(
        id="se_riksdag",
        title="Members of the Riksdag",
        publisher="Sveriges riksdag",
        url="https://data.riksdagen.se/personlista/?utformat=json&rdlstatus=samtliga",
        licence="open data, free to use with the source named",
        cadence=7,
        max_age=45,
        topics=frozenset({Topic.PEP}),
        # 349 seats and their substitutes; with everyone since 1990, some 2,000.
        at_least=349 * 3 // 4,
        at_most=8_000,
        birth_dates_at_least=75,
        parse=later("se_riksdag.reading", "se_riksdag"),
    )
}
