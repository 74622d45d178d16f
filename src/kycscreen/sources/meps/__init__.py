"""The Members of the European Parliament, the site's full list in XML.

https://www.europarl.europa.eu/meps/en/full-list. Everybody on it sits today: who
leaves vanishes, and so do their posts. A name is one text in which the family name
stands in capitals, behind the given names; ``McEXEMPLE`` and ``van der EXEMPLE``
are family names too. Citizenship is that of the state they were elected in. The
file is undated, and the site may answer with a page that wants a browser.

Knowingly not read: nothing. There are no births and no genders in the file.
"""

from kycscreen.entities import Topic
from kycscreen.sources import Source, later

SOURCES = {
    "eu_meps": Source(
        id="eu_meps",
        title="Members of the European Parliament",
        publisher="European Parliament",
        url="https://www.europarl.europa.eu/meps/en/full-list/xml",
        licence="Reuse allowed with attribution:"
        " https://www.europarl.europa.eu/legal-notice/en/",
        cadence=30,
        max_age=45,
        topics=frozenset({Topic.PEP}),
        at_least=540,
        at_most=1_440,
        parse=later("meps.reading"),
    )
}
