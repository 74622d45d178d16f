"""Policies as files: what comes along, what a firm lays over it, what is refused."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import pytest

from kycscreen import shares
from kycscreen.errors import PolicyError
from kycscreen.parties import Role
from kycscreen.policy import Policy
from kycscreen.policy.law import Law, Mark
from kycscreen.policy.packs import PACKS
from kycscreen.policy.sense import ROLES
from kycscreen.policy.writing import written

SECTIONS = tuple(field.name for field in attrs.fields(Law) if field.name != "name")


def raw(name: str) -> dict[str, Any]:
    folder = resources.files("kycscreen.tables") / "policies"
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def rules(law: Law) -> Iterator[tuple[str, Any]]:
    for section in SECTIONS:
        for rule in getattr(law, section):
            yield section, rule


def laid(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# -- what comes along ------------------------------------------------------------


def test_every_pack_that_comes_along_is_named() -> None:
    folder = resources.files("kycscreen.tables") / "policies"
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{name}.toml" for name in PACKS
    ]


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_has_a_source_and_a_mark(name: str) -> None:
    policy = Policy.read(name)
    assert policy.law.name == name
    for section in SECTIONS:
        assert getattr(policy.law, section), section
    for section, rule in rules(policy.law):
        assert len(rule.origin.source) > 10, f"{section} {rule.id}"
        assert isinstance(rule.origin.mark, Mark)
        since, until = rule.origin.since, rule.origin.until
        assert since is None or until is None or since < until


@pytest.mark.parametrize("name", PACKS)
def test_marks_are_told_and_not_left_to_the_default(name: str) -> None:
    for section in SECTIONS:
        for rule in raw(name).get(section, ()):
            assert "mark" in rule or "source" not in rule, rule["id"]


@pytest.mark.parametrize("name", PACKS)
def test_ids_are_unique_within_a_section(name: str) -> None:
    law = Policy.read(name).law
    for section in SECTIONS:
        ids = [rule.id for rule in getattr(law, section)]
        assert len(ids) == len(set(ids)), section


def test_a_policy_without_a_name_is_the_default() -> None:
    assert Policy.read("default") == Policy()


def test_the_packs_differ_in_what_they_are_for() -> None:
    fi, se, later = (Policy.read(name).law for name in ("fi", "se", "eu_2027"))
    assert {rule.id.partition(".")[0] for rule in fi.record} == {"eu", "fi"}
    assert {rule.id.partition(".")[0] for rule in se.record} == {"eu", "se"}
    assert [rule.months for rule in se.after_office] == [18, 12]
    assert [rule.id for rule in later.beneficial_owner] == ["amlr"]


def test_a_word_for_a_relation_means_one_relation() -> None:
    words = [word for one in Policy().law.relation for word in one.words]
    assert len(words) == len(set(words))
    assert words == [word.casefold() for word in words]


# -- what a firm lays over it ----------------------------------------------------


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    path = laid(
        tmp_path,
        """
        extends = "fi"

        [matching]
        alert_at = 70
        required = ["eu_fsf"]
        max_age = { eu_fsf = 3 }

        [[after_office]]
        id = "at_least"
        months = 24

        [[ownership]]
        id = "uk"
        off = true

        [[service]]
        id = "ours"
        countries = ["kp"]
        services = ["bookkeeping"]
        source = "our own procedure, 2026"
        """,
    )
    policy, base = Policy.read(path), Policy.read("fi")
    assert policy.alert_at == 70
    assert policy.required == {"eu_fsf"}
    assert policy.max_age == (("eu_fsf", 3),)
    (after,) = policy.law.after_office
    (before,) = base.law.after_office
    assert after == attrs.evolve(before, months=24)
    assert [one.id for one in policy.law.ownership] == ["ofac", "eu", "amlr"]
    assert policy.law.service[:-1] == base.law.service
    assert policy.law.service[-1].origin.mark is Mark.UNVERIFIED
    assert policy.law.record == base.law.record
    assert policy.law.name == "mine"


def test_a_file_may_extend_another_beside_it(tmp_path: Path) -> None:
    laid(tmp_path, 'extends = "se"\n[matching]\nalert_at = 70\n', "base.toml")
    path = laid(tmp_path, 'extends = "base.toml"\n[matching]\nname_sure = 96\n')
    policy = Policy.read(path)
    assert (policy.alert_at, policy.name_sure) == (70, 96)
    assert policy.law.record == Policy.read("se").law.record
    assert Policy.read(str(path)) == policy


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (">=50", 50 * shares.PERCENT),
        (">50", 50 * shares.PERCENT + 1),
        ("> 33,3 %", 33_300_001),
        ("≥ 10", 10 * shares.PERCENT),
    ],
)
def test_thresholds_say_whether_they_are_reached_or_passed(
    tmp_path: Path, text: str, at: int
) -> None:
    path = laid(tmp_path, f'[[ownership]]\nid = "eu"\nthreshold = "{text}"\n')
    (found,) = (one for one in Policy.read(path).law.ownership if one.id == "eu")
    assert found.at == at


# -- what is refused -------------------------------------------------------------

RULE = '[[after_office]]\nid = "at_least"\n'
WRONG = {
    "no part of a policy": ("[[owners]]\nid = 'a'", ("mine.toml", "ownership")),
    "a key at the top": ("alert_at = 70", ("mine.toml", "matching")),
    "a key that no rule has": (RULE + "month = 3", ("after_office at_least", "month")),
    "no id": ("[[step]]\nasks = []", ("mine.toml", "step", "without an id")),
    "an empty id": ("[[step]]\nid = ''", ("mine.toml", "step", "without an id")),
    "an id twice": (RULE + RULE, ("after_office at_least", "is there twice")),
    "no source": (
        "[[step]]\nid = 'x'\nasks = []",
        ("mine.toml", "step x", "has no source"),
    ),
    "a field missing": (
        "[[step]]\nid = 'x'\nsource = 'an act'",
        ("mine.toml", "step x", "has no asks"),
    ),
    "text for a number": (RULE + "months = '3'", ("at_least: months", "whole number")),
    "a part for a whole": (RULE + "months = 3.5", ("at_least: months", "whole number")),
    "yes for a number": (RULE + "months = true", ("at_least: months", "whole number")),
    "a number for texts": (RULE + "countries = [3]", ("countries", "list of texts")),
    "text for texts": (RULE + "countries = 'fi'", ("countries", "list of texts")),
    "text for a date": (RULE + "since = '2026'", ("at_least: since", "no date")),
    "a time for a date": (
        RULE + "since = 2026-01-01T00:00:00",
        ("at_least: since", "no date"),
    ),
    "text for yes": (RULE + "off = 'yes'", ("at_least: off", "true nor false")),
    "a number for text": (RULE + "source = 7", ("at_least: source", "no text")),
    "a mark that is none": (RULE + "mark = 'X'", ("at_least: mark", "P, S, U")),
    "a way that is none": (
        "[[ownership]]\nid = 'eu'\ncombine = 'add'",
        ("ownership eu: combine", "cascade, chains"),
    ),
    "a threshold without a sign": (
        "[[ownership]]\nid = 'eu'\nthreshold = '50'",
        ("ownership eu: threshold", ">=50"),
    ),
    "a threshold below": (
        "[[ownership]]\nid = 'eu'\nthreshold = '<50'",
        ("ownership eu: threshold", ">=50"),
    ),
    "a threshold above all": (
        "[[ownership]]\nid = 'eu'\nthreshold = '>=150'",
        ("ownership eu: threshold", ">=50"),
    ),
    "a threshold of nothing": (
        "[[ownership]]\nid = 'eu'\nthreshold = '>=0'",
        ("ownership eu: threshold", "everybody"),
    ),
    "an owner of nothing": (
        "[[beneficial_owner]]\nid = 'today'\nthreshold = '>=0'",
        ("beneficial_owner today: threshold", "everybody"),
    ),
    "fewer months than none": (RULE + "months = -1", ("at_least: months", "below 0")),
    "no day at all": (
        RULE + "since = 2027-01-01\nuntil = 2027-01-01",
        ("at_least: until", "never be in force"),
    ),
    "an empty source": (RULE + "source = ' '", ("at_least: source", "is empty")),
    "a country's name": (
        RULE + "countries = ['Finland']",
        ("at_least: countries", "no country code"),
    ),
    "a code in capitals": (
        "[[service]]\nid = 'eu_833_5n'\ncountries = ['RU']",
        ("service eu_833_5n: countries", "no country code"),
    ),
    "a function of no country": (
        "[[function]]\nid = 'mp FI'\nprominent = true\nsource = 'an act'",
        ("function mp FI: id", "no country code"),
    ),
    "a relation in capitals": (
        "[[relation]]\nid = 'child'\nwords = ['Son']",
        ("relation child: words", "small letters"),
    ),
    "a role that is none": (
        "[[record]]\nid = 'fi.owner'\nroles = ['owner']",
        ("record fi.owner: roles", "beneficial_owner"),
    ),
    "a kind that is none": (
        "[[record]]\nid = 'fi.owner'\nkind = 'company'",
        ("record fi.owner: kind", "organisation"),
    ),
    "a fact that is none": (
        "[[record]]\nid = 'fi.owner'\nasked = ['birthdate']",
        ("record fi.owner: asked", "birth_date"),
    ),
    "off, and not there": (
        "[[record]]\nid = 'fi.oner'\noff = true",
        ("record fi.oner", "nothing is left out"),
    ),
    "a threshold as a number": (
        "[[ownership]]\nid = 'eu'\nthreshold = 50",
        ("ownership eu: threshold", ">=50"),
    ),
    "rules as one table": ("[step]\nid = 'x'", ("mine.toml", "[[step]]")),
    "rules as a text": ("step = 'x'", ("mine.toml", "[[step]]")),
    "numbers as a list": ("[[matching]]\nalert_at = 7", ("mine.toml", "[matching]")),
    "a number nobody knows": ("[matching]\nalert = 7", ("matching", "knows no alert")),
    "a law among numbers": ("[matching]\nlaw = 7", ("matching", "knows no law")),
    "a number out of range": (
        "[matching]\nalert_at = 101",
        ("mine.toml, matching: alert_at", "between 1 and 100"),
    ),
    "a number as text": (
        "[matching]\nalert_at = '65'",
        ("matching: alert_at", "whole number"),
    ),
    "lists as text": ("[matching]\nrequired = 'un_sc'", ("matching: required",)),
    "lists as numbers": ("[matching]\nrequired = [7]", ("matching: required",)),
    "lists of lists": ("[matching]\nrequired = [[7]]", ("matching: required",)),
    "a number as lists": ("[matching]\nrequired = 7", ("matching: required",)),
    "ages as text": ("[matching]\nmax_age = 'x'", ("matching: max_age",)),
    "a name as a number": ("name = 7", ("mine.toml, name", "no text")),
    "a base as a number": ("extends = 7", ("mine.toml", "extends")),
    "a base that is not there": ("extends = 'no.toml'", ("no.toml", "is no file")),
    "itself": ("extends = 'mine.toml'", ("mine.toml", "extends itself")),
    "itself by a detour": ("extends = 'x/../mine.toml'", ("extends itself",)),
    "no TOML": ("alert_at: 70", ("mine.toml", "is no TOML")),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_file_part_and_key(
    tmp_path: Path, text: str, told: tuple[str, ...]
) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(PolicyError) as refused:
        Policy.read(laid(tmp_path, text))
    for word in told:
        assert word in str(refused.value)


def test_roles_are_those_that_parties_have() -> None:
    assert tuple(role.value for role in Role) == ROLES


def test_a_file_that_is_not_there_is_told_with_the_packs_that_are() -> None:
    with pytest.raises(PolicyError, match="none of the policies.*default, eu_2027"):
        Policy.read("finland")


def test_bytes_that_are_no_text_and_folders_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b'name = "\xff"')
    with pytest.raises(PolicyError, match="is no TOML"):
        Policy.read(path)
    with pytest.raises(PolicyError, match="cannot be read"):
        Policy.read(tmp_path)


def test_two_files_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    laid(tmp_path, 'extends = "b.toml"', "a.toml")
    laid(tmp_path, 'extends = "a.toml"', "b.toml")
    with pytest.raises(PolicyError, match="extends itself"):
        Policy.read(tmp_path / "a.toml")


# -- its hash, and itself as a file -----------------------------------------------


def _changed(value: Any) -> Any:
    """Return another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, str):
        return f"{value} too"
    if isinstance(value, tuple):
        return (*value, "more")
    assert isinstance(value, Enum)
    return next(one for one in type(value) if one is not value)


def altered(value: Any) -> Iterator[Any]:
    """Yield a rule, or its origin, with one value changed after the other."""
    for field in attrs.fields(type(value)):
        old = getattr(value, field.name)
        if old is None:
            continue
        for new in altered(old) if attrs.has(type(old)) else (_changed(old),):
            yield attrs.evolve(value, **{field.name: new})


def test_the_hash_changes_with_every_value_of_every_rule() -> None:
    policy = Policy()
    hashes = [policy.hash]
    for section in SECTIONS:
        first, *others = getattr(policy.law, section)
        for rule in altered(first):
            rules: dict[str, Any] = {section: (rule, *others)}
            law = attrs.evolve(policy.law, **rules)
            hashes.append(attrs.evolve(policy, law=law).hash)
    assert len(set(hashes)) == len(hashes)


def test_the_hash_of_a_pack_is_the_same_in_every_process() -> None:
    code = "from kycscreen.policy import Policy; print(Policy.read('se').hash)"

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.strip() == Policy.read("se").hash


@pytest.mark.parametrize("name", PACKS)
def test_a_policy_that_is_written_reads_as_the_same(tmp_path: Path, name: str) -> None:
    policy = Policy.read(name)
    path = laid(tmp_path, written(policy))
    assert Policy.read(path) == policy
    assert Policy.read(path).hash == policy.hash


def test_a_policy_of_odd_values_is_written_as_it_is(tmp_path: Path) -> None:
    path = laid(
        tmp_path,
        """
        name = "«odd» \\" \\\\ \\u007f \\n"
        extends = "se"

        [matching]
        weak_alone = ["own_x", "own_a"]
        required = []
        max_age = { "own_x.y" = 3, un_sc = 2 }

        [[ownership]]
        id = "eu"
        threshold = ">33.333333"

        [[beneficial_owner]]
        id = "amlr"
        threshold = ">=0.000001"
        """,
    )
    policy = Policy.read(path)
    assert Policy.read(laid(tmp_path, written(policy), "again.toml")) == policy
