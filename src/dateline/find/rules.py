"""Event rules as data: which words tell of an event, and where its parties stand to them.

A rule names its triggers (verbs or nouns, by their dictionary form), the relations in which actor,
target and others stand to them, what classes of words may fill them, and its own proof: sentences
that it must match, with the spans marked, and sentences that it must not. No proof, no load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from dateline.datafiles import Node, read_yaml
from dateline.errors import DataError
from dateline.find.inflection import Form, Inflection

ROLES = ("actor", "target", "place", "weapon", "victims")
_OPTIONAL = (
    *(
        *ROLES,
        "verb",
        "noun",
        "means",
        "foretold",
        "need",
        "only",
        "refuse",
        "take",
        "with",
        "without",
        "counts",
        "transitive",
        "weak",
        "status",
    ),
    *("light", "present", "crime", "rebuts", "yes", "no", "note"),
)
DOER = "doer"  # a relation: who does what the verb above the trigger says
SENTENCE = "sentence"  # a condition on any word of the sentence
_MARK = re.compile(r"\[(\w+): ([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Word:
    """One place in a trigger: the spellings that may stand there, each with the forms that it can be."""

    spelled: Mapping[str, frozenset[Form]]
    gap_before: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """A sequence of words that tells of an event; `head` is the index of the word whose arguments count."""

    words: tuple[Word, ...]
    head: int
    verb: bool
    rule: Rule
    adjoining: frozenset[str]  # what may stand right behind the first word; empty where anything may
    needs: tuple[frozenset[str], ...]  # sets of words of which the sentence must have one each, by trigger and rule


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence of a rule file, with its marked spans by role (none where it must not match)."""

    text: str
    spans: tuple[tuple[str, int, int], ...]
    line: int


class Crime(StrEnum):
    """How a rule stands to ordinary crime, which is no event unless it is asked for."""

    NO = "no"  # not in a sentence with a word of crime
    ONLY = "only"  # tells of crime alone


class Foretold(StrEnum):
    """When a rule tells of an act by saying what will be: "whoever helps them will be shot" is a threat."""

    ONLY = "only"  # only where it will be
    ALSO = "also"  # there too


class Rebuts(StrEnum):
    """When a rule's words only speak against a telling: "we still hold the town", "we never held them"."""

    SAID = "said"  # what they say is the rebuttal
    DENIED = "denied"  # their denial or negation is


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of telling of one type of event."""

    id: str
    type: str
    roles: Mapping[str, tuple[str, ...]]
    need: Mapping[str, frozenset[str]]
    only: Mapping[str, frozenset[str]]
    refuse: Mapping[str, frozenset[str]]
    take: Mapping[str, frozenset[str]]
    required: Mapping[str, frozenset[str]]
    excluded: Mapping[str, frozenset[str]]
    counts: Mapping[str, str]
    transitive: bool
    weak: bool
    light: bool
    present: bool
    status: str
    crime: Crime | None
    relations: frozenset[str]  # in which one of its roles may stand
    rebuts: Rebuts | None
    foretold: Foretold | None
    yes: tuple[Proof, ...]
    no: tuple[Proof, ...]
    path: Path
    line: int

    @property
    def name(self) -> str:
        """The rule's name in records: type and id."""
        return f"{self.type}/{self.id}"

    def wants(self, role: str) -> frozenset[str]:
        """The classes of words that the rule wants in a role; empty where it takes any."""
        return self.need.get(role) or self.only.get(role) or frozenset()


class Opening:
    """The triggers that one word begins, sorted by another word without which each cannot stand.

    Of some thousand triggers a sentence has few, and is asked only for those.
    """

    def __init__(self, triggers: Sequence[Trigger]) -> None:
        self._triggers = triggers
        self._alone = [n for n, t in enumerate(triggers) if not t.needs]
        self._before: dict[str, list[int]] = {}  # by the word right behind
        self._with: dict[str, list[int]] = {}  # by a word anywhere in the sentence
        for n, t in enumerate(triggers):
            if t.adjoining:
                _put(self._before, t.adjoining, n)
            elif t.needs:
                _put(self._with, min(t.needs, key=len), n)
        self._needed = frozenset(self._with)

    def met(self, behind: str, words: frozenset[str]) -> list[Trigger]:
        """The triggers, in order, that can stand before a word in a sentence of such words."""
        found = {*self._alone, *self._before.get(behind, ())}
        for word in self._needed & words:
            found.update(self._with[word])
        triggers = [self._triggers[n] for n in sorted(found)]
        return [t for t in triggers if not t.needs or not any(map(words.isdisjoint, t.needs))]


def _put(places: dict[str, list[int]], words: frozenset[str], n: int) -> None:
    for word in words:
        places.setdefault(word, []).append(n)


@dataclass(frozen=True, slots=True)
class Rules:
    """All event rules, looked up by the first word of a trigger."""

    index: Mapping[str, tuple[Trigger, ...]]
    rules: tuple[Rule, ...]
    openings: Mapping[str, Opening]


def _indexed(index: Mapping[str, Sequence[Trigger]], rules: Sequence[Rule]) -> Rules:
    openings = {word: Opening(triggers) for word, triggers in index.items()}
    return Rules({word: tuple(triggers) for word, triggers in index.items()}, tuple(rules), openings)


def load_rules(
    folder: Path, inflection: Inflection, types: frozenset[str], classes: Mapping[str, frozenset[str]]
) -> Rules:
    """Read every rule file of a language's `events/`; raises DataError for anything that is not as it should be."""
    index: dict[str, list[Trigger]] = {}
    rules: list[Rule] = []
    seen: dict[str, Rule] = {}
    meanings = _load_meanings(folder / "meanings.yaml")
    for path in sorted((folder / "events").glob("*.yaml")):
        file = read_yaml(path)
        file.expect(("type", "rules"))
        if file["type"] not in types:
            raise file.error(f"no event type '{file['type']}' in the ontology; known: {', '.join(sorted(types))}")
        for node in file["rules"]:
            rule, triggers = _rule(node, file["type"], path, inflection, classes, meanings)
            if rule.name in seen:
                raise node.error(
                    f"rule '{rule.name}' stands in {seen[rule.name].path.name}:{seen[rule.name].line} already"
                )
            seen[rule.name] = rule
            rules.append(rule)
            for trigger in triggers:
                for spelled in trigger.words[0].spelled:
                    index.setdefault(spelled, []).append(trigger)
    return _indexed(index, rules)


def political(rules: Rules, crime_words: frozenset[str]) -> Rules:
    """The rules by which ordinary crime is no event: those of crime gone, others kept out of sentences about it."""

    def narrowed(rule: Rule) -> Rule:
        barred = rule.excluded.get(SENTENCE, frozenset()) | crime_words
        return replace(rule, excluded={**rule.excluded, SENTENCE: barred}) if rule.crime is Crime.NO else rule

    kept = {rule.name: narrowed(rule) for rule in rules.rules if rule.crime is not Crime.ONLY}
    index = {
        word: tuple(replace(t, rule=kept[t.rule.name]) for t in triggers if t.rule.name in kept)
        for word, triggers in rules.index.items()
    }
    return _indexed(index, list(kept.values()))


def _load_meanings(path: Path) -> Mapping[str, Node]:
    """The verbs and nouns of each meaning, by its name; none where a language has no such file."""
    if not path.exists():
        return {}
    meanings: dict[str, Node] = dict(read_yaml(path))
    for meaning in meanings.values():
        meaning.expect((), ("verb", "noun"))
    return meanings


def _triggers(node: Node, key: str, meanings: Mapping[str, Node]) -> list[str]:
    """The verbs or nouns of a rule: its own, and those of the meanings that it names; each once."""
    out = _list(node.get(key, []))
    for name in _list(node.get("means", [])):
        if name not in meanings:
            raise node.error(f"no meaning '{name}'; known: {', '.join(sorted(meanings))}")
        out = [*out, *_list(meanings[name].get(key, []))]
    return list(dict.fromkeys(out))


def _rule(
    node: Node,
    type_: str,
    path: Path,
    inflection: Inflection,
    classes: Mapping[str, frozenset[str]],
    meanings: Mapping[str, Node],
) -> tuple[Rule, list[Trigger]]:
    node.expect(("id", "yes"), _OPTIONAL)
    if not (node.get("verb") or node.get("noun") or node.get("means")):
        raise node.error("a rule needs triggers: 'verb', 'noun' or 'means'")
    for key in ("yes", "no"):
        if not node.get(key) and not (key == "no" and "weak" in node):
            raise node.error(
                f"rule '{node['id']}' has no proof under '{key}': "
                f"sentences that it must {'' if key == 'yes' else 'not '}match"
            )
    roles = {r: tuple(_list(node[r])) for r in ROLES if r in node}
    counts = dict(node.get("counts", {}))
    for role in counts.values():
        if role not in roles and role != "trigger":
            raise node.error(f"counts of '{role}', which the rule does not have; it has {', '.join(roles)}")
    rule = Rule(
        id=node["id"],
        type=type_,
        roles=roles,
        need=_classes(node, "need", classes, roles),
        only=_classes(node, "only", classes, roles),
        refuse=_classes(node, "refuse", classes, roles),
        take=_classes(node, "take", classes, roles),
        required=_words(node, "with"),
        excluded=_words(node, "without"),
        counts=counts,
        transitive=node.get("transitive", "yes" if "patient" in roles.get("target", ()) else "no") == "yes",
        weak=node.get("weak") == "yes",
        light=node.get("light", "yes") == "yes",
        present=node.get("present") == "yes",
        status=node.get("status", ""),
        crime=_choice(node, "crime", Crime),
        rebuts=_choice(node, "rebuts", Rebuts),
        foretold=_choice(node, "foretold", Foretold),
        relations=frozenset(r for relations in roles.values() for r in relations),
        yes=tuple(_proofs(node, "yes")),
        no=tuple(_proofs(node, "no")),
        path=path,
        line=node.line,
    )
    for proof in rule.yes:
        if not any(role == "trigger" for role, _, _ in proof.spans):
            raise node.error(f"rule '{rule.id}': mark the trigger, as in [trigger: word], in: {proof.text}")
        for role, _, _ in proof.spans:
            if role != "trigger" and role not in roles:
                raise node.error(f"rule '{rule.id}': no role '{role}'; known: trigger, {', '.join(roles)}")
    triggers = [_trigger(t, rule, inflection, verb=True) for t in _triggers(node, "verb", meanings)]
    triggers += [_trigger(t, rule, inflection, verb=False) for t in _triggers(node, "noun", meanings)]
    return rule, triggers


def _choice[Choice: StrEnum](node: Node, key: str, choices: type[Choice]) -> Choice | None:
    value = node.get(key)
    if value is not None and value not in set(choices):
        raise node.error(f"'{key}' is {' or '.join(repr(str(c)) for c in choices)}, not '{value}'")
    return choices(value) if value is not None else None


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _words(node: Node, key: str) -> dict[str, frozenset[str]]:
    """The words of a condition by relation; each is one word, since a phrase is never met."""
    out = {relation: frozenset(_list(words)) for relation, words in node.get(key, {}).items()}
    for relation, words in out.items():
        for word in sorted(words):
            if not word or word.startswith("=") or word.split() != [word]:
                raise node.error(f"'{key}: {relation}' takes single words in their dictionary form, not '{word}'")
    return out


def _classes(
    node: Node, key: str, classes: Mapping[str, frozenset[str]], roles: Mapping[str, tuple[str, ...]]
) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for role, names in node.get(key, {}).items():
        if role not in roles:
            raise node.error(
                f"'{key}' names the role '{role}', which the rule does not have; it has {', '.join(roles)}"
            )
        members: set[str] = set()
        for name in _list(names):
            if name not in classes:
                raise node.error(f"no class '{name}'; known: {', '.join(sorted(classes))}")
            members |= classes[name]
        out[role] = frozenset(members)
    return out


def _trigger(text: str, rule: Rule, inflection: Inflection, *, verb: bool) -> Trigger:
    """Compile "lay ~ down arm|weapon": words by dictionary form, ~ for up to four words between, ^ before the head.

    The head is the first word of a verb and the last of a noun where no ^ marks it; =word is taken as
    spelled. Other words than the head inflect as nouns.
    """
    words: list[Word] = []
    head, gap = None, False
    for part in text.split():
        if part == "~":
            gap = True
            continue
        if part.startswith("^"):
            head, part = len(words), part[1:]
        words.append(Word({p: frozenset() for p in part.split("|")}, gap))
        gap = False
    if not words:
        raise DataError(rule.path, rule.line, f"rule '{rule.id}' has an empty trigger")
    if head is None:
        head = 0 if verb else len(words) - 1
    for n, word in enumerate(words):
        forms: dict[str, set[Form]] = {}
        for lemma in word.spelled:
            if lemma.startswith("="):
                forms.setdefault(lemma[1:], set()).add(Form.ONE)
                continue
            for spelled, which in inflection.forms(lemma, verb=verb and n == head).items():
                forms.setdefault(spelled, set()).update(which)
        words[n] = Word({k: frozenset(v) for k, v in forms.items()}, word.gap_before)
    adjoining = frozenset(words[1].spelled) if len(words) > 1 and not words[1].gap_before else frozenset()
    needs = (*(frozenset(word.spelled) for word in words[1:]), *rule.required.values())
    return Trigger(tuple(words), head, verb, rule, adjoining, needs)


def _proofs(node: Node, key: str) -> Iterator[Proof]:
    for marked in node.get(key, []):
        text, spans, at = "", [], 0
        for m in _MARK.finditer(marked):
            text += marked[at : m.start()]
            spans.append((m[1], len(text), len(text) + len(m[2])))
            text += m[2]
            at = m.end()
        yield Proof(text + marked[at:], tuple(spans), node.line)
