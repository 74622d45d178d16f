"""Clients that are as they were, and whom a changed entity of a list may concern.

Whoever could be a hit of one of these entities is found, and perhaps a few more: the
index loses nobody. What a client shares with all the other entities is as it was.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from kycscreen.book import Group, client_of
from kycscreen.entities import ListedEntity
from kycscreen.lists.loading import indexed
from kycscreen.lists.watchlist import Watchlist
from kycscreen.parties import Client
from kycscreen.policy import Policy

if TYPE_CHECKING:  # numpy is loaded only where something changed
    from kycscreen.batch import Batch

_AT_ONCE = 5_000
"""Clients that are looked up together."""


def affected(
    groups: Iterable[Group], entities: Sequence[ListedEntity], policy: Policy
) -> Iterator[str]:
    """Yield the ids of the clients that an entity could be a hit of."""
    left = iter(groups)
    if not entities:
        for _ in left:
            pass
        return
    from kycscreen.batch import Batch

    index = indexed([Watchlist("", tuple(entities))]).index
    batch = Batch(index, policy, index.of_lists(policy.weak_alone))
    while some := [client_of(group)[0] for group in islice(left, _AT_ONCE)]:
        try:
            yield from _proposed(batch, some)
        except Exception:  # one of them cannot be read: which, is found out alone
            for client in some:
                yield from _alone(batch, client)


def _proposed(batch: "Batch", clients: Sequence[Client]) -> list[str]:
    parties = [party for client in clients for party in client.parties]
    found = iter(batch.propose(parties))
    return [
        client.id
        for client in clients
        # A name that is too long for a batch is looked up when it is screened.
        if any([one is None or one for one in islice(found, len(client.parties))])
    ]


def _alone(batch: "Batch", client: Client) -> list[str]:
    try:
        return _proposed(batch, [client])
    except Exception:
        return [client.id]  # what is wrong with it, its screening says
