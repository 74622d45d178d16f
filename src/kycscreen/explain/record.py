"""What else the publisher's record says: other lists' numbers, and remarks."""

from collections.abc import Iterator

from kycscreen import subjects
from kycscreen.entities import ListedEntity
from kycscreen.explain import values
from kycscreen.explain.markup import Markup, each, tag
from kycscreen.explain.words import count, knows, say
from kycscreen.match import Hit
from kycscreen.screen import Screening

_REFERENCES, _REMARKS, _LETTERS = 4, 12, 600


def references(entity: ListedEntity) -> str:
    """Return the same subject's numbers elsewhere: the UN's, the EU's and others."""
    # Those that have a name of their own go before the numbers of libraries.
    told = sorted(entity.xrefs, key=lambda xref: not knows(f"xref.{xref.scheme}"))
    return values.some((_reference(x.scheme, x.id) for x in told), _REFERENCES)


def _reference(scheme: str, number: str) -> str:
    key = f"xref.{scheme}"
    return f"{say(key) if knows(key) else scheme.replace('_', ' ')} {number}"


def also(hit: Hit, screening: Screening) -> Iterator[tuple[str, str]]:
    """Yield the other hits on the same subject: where it stands too, and why so."""
    for together in screening.subjects:
        if hit in together:
            for other in together:
                if other.id != hit.id:
                    yield other.id, _other(hit, other)


def _other(hit: Hit, other: Hit) -> str:
    bond = subjects.same(hit.entity, other.entity)
    why = "through_another" if bond is None else bond.value
    return say(
        "together.one",
        list=f"{other.entity.list_id} {other.entity.record_id}",
        hit=other.id,
        why=say(f"together.{why}"),
    )


def remarks(hit: Hit) -> Markup | None:
    """Show, folded, the grounds and the remarks of the publisher."""
    found = (*hit.entity.reasons, *hit.entity.remarks)
    if not found:
        return None
    return tag(
        "details",
        tag("summary", say("remarks", remarks=count("remark", len(found)))),
        each(tag("p", tag("bdi", text)) for text in _shown(hit, found)),
        class_="remarks",
    )


def _shown(hit: Hit, found: tuple[str, ...]) -> Iterator[str]:
    for remark in found[:_REMARKS]:
        # Blanks of any kind may go; a letter that hides is still written out.
        text = " ".join(values.without_numbers(hit, remark).split())
        more = len(text) - _LETTERS
        cut = say("more.letters", text=text[:_LETTERS], n=f"{more:,}")
        yield cut if more > 0 else text
    if len(found) > _REMARKS:
        yield say("more", n=f"{len(found) - _REMARKS:,}")
