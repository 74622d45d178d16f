"""The question that is put to Wikidata, in SPARQL 1.1 as every endpoint speaks it."""

VARIABLES = (
    *("person", "fact", "value", "label", "country", "precision", "rank"),
    *("start", "startPrecision", "end", "endPrecision", "note"),
)
"""What a row may say; which of them it does depends on its ``fact``."""

_PEOPLE = """VALUES ?land { wd:Q33 wd:Q34 wd:Q20 wd:Q35 wd:Q189 }
      ?office wdt:P1001|wdt:P17 ?land .
      ?holder p:P39 ?held . ?held ps:P39 ?office .
      OPTIONAL { ?held pq:P582 ?left }
      FILTER(!BOUND(?left) || ?left >= "2000-01-01T00:00:00Z"^^xsd:dateTime)
      FILTER NOT EXISTS { ?holder wdt:P570 ?died .
        FILTER(?died < "2000-01-01T00:00:00Z"^^xsd:dateTime) }
      ?holder (wdt:P26|wdt:P451|wdt:P22|wdt:P25|wdt:P40|wdt:P3373|wdt:P1038)? ?person"""

QUERY = f"""\
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT {" ".join(f"?{name}" for name in VARIABLES)}
WHERE {{
  {{ # how many people there are: holders, and their relatives
    SELECT ("people" AS ?fact) (COUNT(DISTINCT ?person) AS ?value) WHERE {{
      {_PEOPLE} }}
  }} UNION {{
    {{ SELECT DISTINCT ?person WHERE {{
      {_PEOPLE} }} }}
    {{ BIND("person" AS ?fact) }}
    UNION {{ # what they are called
      VALUES (?fact ?says) {{ ("label" rdfs:label) ("alias" skos:altLabel) }}
      ?person ?says ?value .
      FILTER(LANG(?value) IN ("mul", "en", "fi", "sv", "nb", "nn", "da", "is",
        "fo", "se", "et", "ru")) }}
    UNION {{ # the records that were merged into theirs
      ?value owl:sameAs ?person . BIND("redirect" AS ?fact) }}
    UNION {{ # birth and death
      VALUES (?fact ?claim ?stated) {{
        ("P569" p:P569 psv:P569) ("P570" p:P570 psv:P570) }}
      ?person ?claim ?s . ?s ?stated ?v ; wikibase:rank ?rank .
      ?v wikibase:timeValue ?value ; wikibase:timePrecision ?precision .
      FILTER(?rank != wikibase:DeprecatedRank) }}
    UNION {{ # birthplace, gender, citizenship, positions; spouse to relative
      VALUES (?fact ?claim ?stated) {{
        ("P19" p:P19 ps:P19) ("P21" p:P21 ps:P21) ("P27" p:P27 ps:P27)
        ("P39" p:P39 ps:P39) ("P26" p:P26 ps:P26) ("P451" p:P451 ps:P451)
        ("P22" p:P22 ps:P22) ("P25" p:P25 ps:P25) ("P40" p:P40 ps:P40)
        ("P3373" p:P3373 ps:P3373) ("P1038" p:P1038 ps:P1038) }}
      ?person ?claim ?s . ?s ?stated ?value ; wikibase:rank ?rank .
      FILTER(?rank != wikibase:DeprecatedRank)
      OPTIONAL {{ ?value rdfs:label ?label . FILTER(LANG(?label) = "en") }}
      OPTIONAL {{ ?value (wdt:P1001|wdt:P17)?/wdt:P297 ?country }}
      OPTIONAL {{ ?s pqv:P580 ?from . ?from wikibase:timeValue ?start ;
        wikibase:timePrecision ?startPrecision }}
      OPTIONAL {{ ?s pqv:P582 ?to . ?to wikibase:timeValue ?end ;
        wikibase:timePrecision ?endPrecision }}
      OPTIONAL {{ # term, district, predecessor, successor; kinship
        VALUES (?qualifier ?word) {{ (pq:P2937 "") (pq:P768 "")
          (pq:P1365 "after ") (pq:P1366 "before ") (pq:P1039 "") }}
        ?s ?qualifier ?told . ?told rdfs:label ?name . FILTER(LANG(?name) = "en")
        BIND(CONCAT(?word, STR(?name)) AS ?note) }} }}
  }}
}}
"""
"""What to ask, ready to be pasted."""
