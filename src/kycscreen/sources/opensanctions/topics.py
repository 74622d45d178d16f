"""Why an entity is of interest, from FollowTheMoney's topics.

https://followthemoney.tech/docs/topics/ lists them. Only ``sanction`` is a sanctions
hit; what is no risk (a bank, a party, a judge) is none of ours, and remarked.
"""

from collections.abc import Mapping

from kycscreen.entities import Topic
from kycscreen.sources.entries import Note
from kycscreen.sources.opensanctions.nodes import Node

_TOPICS: Mapping[Topic, tuple[str, ...]] = {
    Topic.SANCTION: ("sanction",),
    Topic.LINKED: (
        *("sanction.linked", "sanction.control", "export.control.linked"),
        "asset.frozen",
    ),
    Topic.DEBARRED: ("debarment", "corp.disqual", "export.control", "invest.ban"),
    Topic.CRIME: (
        *("crime", "crime.fraud", "crime.cyber", "crime.fin", "crime.env"),
        *("crime.theft", "crime.war", "crime.boss", "crime.terror"),
        *("crime.traffick", "crime.traffick.drug", "crime.traffick.human"),
        *("forced.labor", "wanted"),
    ),
    Topic.INTEREST: (
        *("poi", "sanction.counter", "role.oligarch", "role.spy", "reg.action"),
        *("reg.warn", "export.risk", "invest.risk", "geo.risk", "mare.detained"),
        *("mare.shadow", "mare.sts", "corp.offshore", "corp.shell", "corp.clone"),
    ),
    Topic.PEP: ("role.pep", "role.pep.frmr", "role.pep.intl", "role.pep.natl"),
    Topic.RCA: ("role.rca",),
}
_TOPIC_OF = {told: topic for topic, many in _TOPICS.items() for told in many}
NO_RISKS = frozenset(
    (
        *("gov", "gov.national", "gov.state", "gov.muni", "gov.soe", "gov.igo"),
        *("gov.head", "gov.admin", "gov.executive", "gov.legislative"),
        *("gov.judicial", "gov.security", "gov.financial", "gov.religion"),
        *("fin", "fin.bank", "fin.fund", "fin.adivsor", "fin.advisor"),
        *("corp.public", "role.pol", "role.judge", "role.civil", "role.diplo"),
        *("role.lawyer", "role.acct", "role.journo", "role.act", "role.lobby"),
        *("pol.party", "pol.union", "rel", "mil"),
    )
)
_PLAIN = frozenset({"sanction", "role.pep", "role.rca"})  # a Topic says as much


def told(node: Node, others: tuple[Node, ...], note: Note) -> frozenset[Topic]:
    """Return the topics of a subject, and of the risks stated beside it."""
    found = set()
    for one in (node, *others):
        for value in one.values("topics"):
            topic = _TOPIC_OF.get(value)
            if topic is None and value not in NO_RISKS:
                note("topics", value)
                topic = Topic.INTEREST
            if topic is not None:
                found.add(topic)
    return frozenset(found)


def is_of_interest(node: Node) -> bool:
    """Tell whether a subject has a topic that is a risk, or may be one."""
    return any(value not in NO_RISKS for value in node.values("topics"))


def remark(node: Node, others: tuple[Node, ...]) -> str:
    """Return every topic as published, where ours say less; else nothing."""
    values = dict.fromkeys(v for one in (node, *others) for v in one.values("topics"))
    return "" if values.keys() <= _PLAIN else f"topics: {', '.join(values)}"
