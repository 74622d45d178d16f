"""Denmark's list of politically exposed persons, as Finanstilsynet publishes it.

https://www.finanstilsynet.dk leads to the workbook (XLSX), whose own address changes
with every edition: download it there and add it by hand. Its law is hvidvaskloven § 2,
no. 8, whose letters a to h the list's headings name; the edition's day stands above
the first sheet.

* Two sheets are read: ``Nuværende PEP'ere``, whose posts are ``current``, and
  ``Tidligere PEP'ere``, whose posts ``ended`` on the day of their removal from the
  list. That day is the only end the list knows of.
* A row with nothing but its first cell is a heading: the letter of the law that it
  names is the category of the posts below it. The sheet of former PEPs has no
  headings; a post there has the category that its title names, or ``other``.
* For members of parliament the column of titles may hold the party: then the title
  is ``Parlamentsmedlem``, the law's own word, and the party is kept beside it.
* There are no ids: a record is known by family name, given names and birth date, and
  a person in two posts is one. Where two rows are united, that is an issue.
* The first column holds stray numbers beside some names, which mean nothing.
* Being listed says nothing of citizenship: no nationality is inferred.
* The second sheet claims more than a million rows; what follows the last value in
  a sheet is left out unread.

Knowingly not read: the mark ``x`` of who is new since the last edition, which the day
of listing tells as well; sheets of other names are an issue each. Relatives and close
associates are on no public list in Denmark.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

SOURCES: dict[str, Source] = {
    "dk_pep": Source(
        id="dk_pep",
        title="Danish list of politically exposed persons",
        publisher="Finanstilsynet (Danish Financial Supervisory Authority)",
        url="https://www.finanstilsynet.dk/Tilsyn/"
        "Information-om-udvalgte-tilsynsomraader/Hvidvask/PEP-liste",
        licence="public; published as hvidvaskloven demands",
        cadence=30,
        max_age=45,
        topics=frozenset({Topic.PEP}),
        # Folketing, government, courts, embassies, parties: some 1,000 in office,
        # and the former of the years since 2017.
        at_least=500,
        at_most=8_000,
        birth_dates_at_least=75,
        by_hand=True,
        parse=later("dk_pep.reading", "dk_pep"),
    )
}
