"""What a screening finds besides hits: values alone."""

from datetime import date

import attrs

from kycscreen import codec


@attrs.frozen(kw_only=True)
class Finding:
    """Something about a party or the client that a person has to act on.

    ``code`` is dotted and keeps its meaning: ``ownership.caught``,
    ``ownership.possible``, ``owner.undeclared``, ``pep.current``, ``pep.cooling_off``,
    ``pep.former``, ``pep.unknown``, ``pep.undeclared``, ``pep.declared``,
    ``pep.left_open``, ``service.prohibited``. ``subject`` is a party's id. ``grounds``
    is one sentence with its source, to keep on record; ``rule`` the id of the rule of
    the policy that says so, ``hits`` the ids of the hits that it rests on: if these are
    no true matches, it falls. ``until`` is the day from which it holds no more.
    """

    code: str
    subject: str
    grounds: str = attrs.field(repr=False)
    rule: str = ""
    hits: tuple[str, ...] = ()
    until: date | None = None


@attrs.frozen(kw_only=True)
class Lack:
    """Facts that a list of what has to be on record asks for, and nobody states.

    ``record`` is the list's id and part (``fi.owner``); ``optional`` where they are
    only advised.
    """

    record: str
    facts: tuple[str, ...]
    optional: bool = False


@attrs.frozen(kw_only=True)
class Missing:
    """What is not on record of a party: ``subject`` is its id."""

    subject: str
    lacks: tuple[Lack, ...] = attrs.field(metadata=codec.SHARED)

    @property
    def optional(self) -> bool:
        """Whether all of it is only advised."""
        return all(lack.optional for lack in self.lacks)


@attrs.frozen(kw_only=True)
class NextStep:
    """What a person has to do next, and because of which findings, hits and gaps.

    ``action`` is a word of the policy's (``senior_approval``, ``ask_owners`` …),
    ``because`` are the codes that ask for it: whose they are, each of them says.
    Nothing here refuses a customer.
    """

    action: str
    because: tuple[str, ...]
