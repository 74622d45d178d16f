"""What became of each hit and client since the last run, and because of what.

A hit that is not there tonight has gone only where it could have been found: if its
client was not screened whole, or its list could not be used, it is still pending.
"""

from collections.abc import Mapping

import attrs

from kycscreen.lists.difference import REFERENT
from kycscreen.rescreen import clients
from kycscreen.rescreen.found import Found
from kycscreen.rescreen.known import Facts, Known, Stands
from kycscreen.rescreen.turns import (
    CAUSES,
    Tonight,
    Transition,
    Turn,
    cause_of,
    pending_of,
)
from kycscreen.screen import Gap


def compared(
    was: Stands | None, now: Stands | None, tonight: Tonight
) -> tuple[Stands | None, tuple[Transition, ...]]:
    """Return what to know of a client from now on, and what became of it."""
    client = now or was
    assert client is not None
    causes = _of_client(was, now)
    before = {hit.hit_id: hit for hit in was.hits} if was is not None else {}
    after = {hit.hit_id: hit for hit in now.hits} if now is not None else {}
    kept: list[Known] = []
    turned: list[Transition] = []
    heirs = _heirs(before, after, tonight)
    for hit_id in sorted({*before, *after} - set(heirs.values())):
        old, new = before.get(heirs.get(hit_id, hit_id)), after.get(hit_id)
        if new is None:
            assert old is not None
            hit, transition = _vanished(client.client_id, old, now, causes, tonight)
        else:
            hit, transition = _found(client.client_id, old, new, causes, tonight)
        if hit is not None:
            kept.append(hit)
        if transition is not None:
            turned.append(transition)
    turned.extend(clients.of_gaps(was, now, causes, tonight))
    findings = clients.kept_of(was, now, kept, causes, tonight)
    turned.extend(clients.of_findings(was, now, findings, causes, tonight))
    return _stays(was, now, tuple(kept), findings), tuple(turned)


def _heirs(
    before: Mapping[str, Known], after: Mapping[str, Known], tonight: Tonight
) -> dict[str, str]:
    """Return, of hits on records that got another id, the hits that they had been."""
    went = [
        hit
        for hit_id, hit in before.items()
        if hit_id not in after and tonight.is_delisted((hit.list_id, hit.record_id))
    ]
    came = [hit for hit_id, hit in after.items() if hit_id not in before]
    found: dict[str, str] = {}
    for old in went:
        heirs = [new.hit_id for new in came if _is_renumbered(old, new)]
        if len(heirs) == 1 and heirs[0] not in found:
            found[heirs[0]] = old.hit_id
    return found


def _is_renumbered(old: Known, new: Known) -> bool:
    """Tell whether a publisher says that one record was the other."""
    if (old.party_id, old.list_id) != (new.party_id, new.list_id):
        return False
    if (REFERENT, old.record_id) in new.references:
        return True
    shared = set(old.references) & set(new.references)
    return any(scheme != REFERENT for scheme, _ in shared)


def _of_client(was: Stands | None, now: Stands | None) -> frozenset[str]:
    if was is None:
        return frozenset({"client_new"})
    if now is None:
        return frozenset({"client_gone"})
    changed = {"client_changed"} if was.digest != now.digest else set()
    return frozenset(changed | ({"again"} if was.standing == "error" else set()))


def _found(
    client_id: str,
    old: Known | None,
    new: Known,
    causes: frozenset[str],
    tonight: Tonight,
) -> tuple[Known, Transition | None]:
    """Judge a hit that is there tonight."""
    is_same = old is not None and old.hit_id == new.hit_id
    if old is not None and old.facts == new.facts:
        hit = attrs.evolve(new, first=old.first, changed=old.changed)
        if is_same:
            return hit, None
        told = _told(client_id, hit, Turn.RENUMBERED, frozenset(), tonight)
        return hit, attrs.evolve(
            told, was=old.facts, now=new.facts, before_id=old.hit_id
        )
    why = causes | tonight.why((new.list_id, new.record_id))
    if "first" in why:
        why = frozenset({"first"})
    if old is None:
        hit = attrs.evolve(new, first=tonight.run, changed=tonight.run)
        turn = Turn.NEW
    else:
        hit = attrs.evolve(new, first=old.first, changed=tonight.run)
        delisted = new.facts.delisted and not old.facts.delisted
        turn = Turn.DELISTED if delisted else Turn.CHANGED
        why |= {"again"} if old.pending else frozenset()
    told = _told(client_id, hit, turn, why, tonight)
    was = None if old is None else old.facts
    what = () if was is None else differences(was, new.facts)
    before_id = "" if old is None or is_same else old.hit_id
    return hit, attrs.evolve(
        told, was=was, now=new.facts, what=what, before_id=before_id
    )


def differences(was: Facts, now: Facts) -> tuple[str, ...]:
    """Name what differs between two states of one hit."""
    same = was.ours == now.ours and was.theirs == now.theirs
    # Only the fingerprint of both knows every digit of a number that is masked.
    masked = same and was.fingerprint != now.fingerprint
    pairs = {
        "score": was.score != now.score,
        "identity": was.identity != now.identity,
        "reasons": was.reasons != now.reasons or was.name_score != now.name_score,
        "party": was.ours != now.ours or masked,
        "entity": was.theirs != now.theirs,
    }
    return tuple(name for name, differs in pairs.items() if differs)


def _vanished(
    client_id: str,
    old: Known,
    now: Stands | None,
    causes: frozenset[str],
    tonight: Tonight,
) -> tuple[Known | None, Transition | None]:
    """Judge a hit that is not there tonight."""
    record = (old.list_id, old.record_id)
    why = causes | tonight.why(record)
    if old.pending:
        why |= {"again"}
    pending, turn = pending_of(old, old.list_id, now, causes, tonight)
    if pending:
        if pending == old.pending:
            return old, None
        hit = attrs.evolve(old, pending=pending)
        told = _told(client_id, old, turn, why | {cause_of(pending)}, tonight)
        gap = Gap(pending, old.list_id if pending.startswith("list.") else "", "")
        return hit, attrs.evolve(told, was=old.facts, now=old.facts, gaps=(gap,))
    is_delisted = now is not None and tonight.is_delisted(record)
    turn = Turn.DELISTED if is_delisted else Turn.CLEARED
    told = _told(client_id, old, turn, why, tonight)
    return None, attrs.evolve(told, was=old.facts)


def _told(
    client_id: str, hit: Known, turn: Turn, why: frozenset[str], tonight: Tonight
) -> Transition:
    return Transition(
        run=tonight.run,
        turn=turn,
        client_id=client_id,
        hit_id=hit.hit_id,
        party_id=hit.party_id,
        list_id=hit.list_id,
        record_id=hit.record_id,
        name=hit.name,
        edition=tonight.editions.get(hit.list_id, ""),
        causes=tuple(cause for cause in CAUSES if cause in why),
    )


def _stays(
    was: Stands | None,
    now: Stands | None,
    hits: tuple[Known, ...],
    findings: tuple[Found, ...],
) -> Stands | None:
    if now is not None:
        return attrs.evolve(now, hits=hits, findings=findings)
    # Its rows may be among those that say no client.
    if was is not None and (hits or findings):
        known = attrs.evolve(was, digest=b"", standing="error", rows=0)
        return attrs.evolve(known, hits=hits, findings=findings)
    return None
