"""The codebook as an object: event types, closed lists and crosswalks, read from `data/ontology.yaml`.

The file is the one place where a type is defined. It is checked against itself and against the
closed lists of `model`; anything that does not fit is refused with file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dateline.datafiles import DATA, Node, read_yaml
from dateline.errors import DataError
from dateline.model import Attitude, DayPrecision, Extent, GeoPrecision, PartyKind, SourceKind, Status

FILE = DATA / "ontology.yaml"
type Terms = Mapping[str, str]


class PlaceDefault(StrEnum):
    """`act`: the telling is searched for the place; `given`: only a place of the statement itself counts."""

    ACT = "act"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class AcledCode:
    """One line of the ACLED crosswalk; `when` names the condition under which it holds, "" for the rest."""

    event_type: str
    sub_event_type: str
    when: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PloverCode:
    """An event and mode of PLOVER; `mode` is "" where none fits the whole type."""

    event: str
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the choice among violent types: the first step that holds decides."""

    id: str
    question: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event.

    `actor` and `target` say who stands in the role. `counts` are the counts that it can carry, parts
    of a total included; `main_count` is the one that a bare figure for its people means, "" for none.
    `folds` are the types that are counted in this one when they are part of the same act. `acled` is
    empty for a type that an ACLED file leaves out, and `acled_out` then says why.
    """

    id: str
    label: str
    family: str
    definition: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    actor: str
    target: str
    counts: tuple[str, ...]
    main_count: str
    place_default: PlaceDefault
    folds: tuple[str, ...]
    acled: tuple[AcledCode, ...]
    acled_out: str
    plover: PloverCode
    ucdp: tuple[str, ...]
    ucdp_note: str

    def acled_code(self, conditions: Iterable[str]) -> AcledCode | None:
        """The ACLED line for an event of which `conditions` hold; None for a type that ACLED leaves out."""
        holding = {"", *conditions}
        return next((code for code in self.acled if code.when in holding), None)


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that the codebook defines; mappings keep the order of the file."""

    title: str
    rules: Terms
    types: Mapping[str, EventType]
    families: Terms
    precedence: tuple[Step, ...]
    statuses: Terms
    party_kinds: Terms
    source_kinds: Terms
    attitudes: Terms
    counts: Terms
    count_parts: Mapping[str, tuple[str, ...]]
    when_precisions: Terms
    when_extents: Terms
    where_precisions: Terms
    place_defaults: Terms
    acled_conditions: Terms
    ucdp_types: Terms
    notes: Terms

    def rank(self, type_id: str) -> int:
        """Where a type stands in the choice among types of one act: 0 is chosen first, types outside it last."""
        order = [name for step in self.precedence for name in step.types]
        return order.index(type_id) if type_id in order else len(order)

    def violent(self, type_id: str) -> bool:
        """Is it a type of violence: one that stands in the choice among types of one act?"""
        return any(type_id in step.types for step in self.precedence)


# The closed lists that the model has as enums, by their key in the file.
_ENUMS: Mapping[str, type[StrEnum]] = {
    "statuses": Status,
    "party_kinds": PartyKind,
    "source_kinds": SourceKind,
    "attitudes": Attitude,
    "when_precisions": DayPrecision,
    "when_extents": Extent,
    "where_precisions": GeoPrecision,
    "place_defaults": PlaceDefault,
}
_FREE_TERMS = ("counts", "families", "acled_conditions", "ucdp_types", "notes")
_TYPE_OPTIONAL = ("main_count", "acled", "acled_out", "ucdp_note")
_TYPE_REQUIRED = tuple(each.name for each in fields(EventType) if each.name not in _TYPE_OPTIONAL)


def load_ontology(path: Path = FILE) -> Ontology:
    """The codebook of a file; raises DataError for anything unknown, missing or inconsistent in it."""
    root = _node(read_yaml(path), path)
    root.expect(("title", "rules", "types", "precedence", "count_parts", *_ENUMS, *_FREE_TERMS))
    terms = {key: _terms(root, key) for key in (*_ENUMS, *_FREE_TERMS)}
    for key, enum in _ENUMS.items():
        if list(terms[key]) != [str(member) for member in enum]:
            raise root[key].error(f"{key} must be, in this order: {', '.join(enum)}")
    parts = _parts(root, terms["counts"])
    types = _types(root, terms, parts)
    return Ontology(
        title=_text(root, "title"),
        rules=_rules(root),
        types=types,
        precedence=_precedence(root, types),
        count_parts=parts,
        **terms,
    )


def _rules(root: Node) -> Terms:
    rules: dict[str, str] = {}
    for node in _nodes(root, "rules"):
        node.expect(("id", "text"))
        _put(rules, _text(node, "id"), _text(node, "text"), node)
    return MappingProxyType(rules)


def _parts(root: Node, counts: Terms) -> Mapping[str, tuple[str, ...]]:
    node = _node(root["count_parts"], root.path)
    parts: dict[str, tuple[str, ...]] = {}
    for whole in node:
        _known(node, whole, counts, "count")
        parts[whole] = _names(node, whole, counts, "count")
    return MappingProxyType(parts)


def _precedence(root: Node, types: Mapping[str, EventType]) -> tuple[Step, ...]:
    steps: dict[str, Step] = {}
    for node in _nodes(root, "precedence"):
        node.expect(("id", "question", "types"))
        step = Step(_text(node, "id"), _text(node, "question"), _names(node, "types", types, "type"))
        _put(steps, step.id, step, node)
    return tuple(steps.values())


def _types(root: Node, terms: Mapping[str, Terms], parts: Mapping[str, tuple[str, ...]]) -> Mapping[str, EventType]:
    nodes = _nodes(root, "types")
    ids = [node.get("id") for node in nodes]
    types: dict[str, EventType] = {}
    for node in nodes:
        node.expect(_TYPE_REQUIRED, _TYPE_OPTIONAL)
        entry = _type(node, terms, parts, ids)
        _put(types, entry.id, entry, node)
    return MappingProxyType(types)


def _type(node: Node, terms: Mapping[str, Terms], parts: Mapping[str, tuple[str, ...]], ids: list[Any]) -> EventType:
    main = node.get("main_count", "")
    named = _names(node, "counts", terms["counts"], "count")
    counts = tuple(each for whole in named for each in (whole, *parts.get(whole, ())))
    if main and main not in counts:
        raise node.error(f"main_count '{main}' is none of its counts: {', '.join(counts)}")
    folds = _names(node, "folds", ids, "type")
    if node["id"] in folds:
        raise node.error(f"type '{node['id']}' folds itself")
    acled, acled_out = _acled(node, terms["acled_conditions"])
    return EventType(
        id=_text(node, "id"),
        label=_text(node, "label"),
        family=_known(node, _text(node, "family"), terms["families"], "family"),
        definition=_text(node, "definition"),
        includes=_list(node, "includes"),
        excludes=_list(node, "excludes"),
        actor=_text(node, "actor"),
        target=_text(node, "target"),
        counts=counts,
        main_count=main,
        place_default=PlaceDefault(_known(node, node["place_default"], terms["place_defaults"], "place_default")),
        folds=folds,
        acled=acled,
        acled_out=acled_out,
        plover=_plover(node),
        ucdp=_names(node, "ucdp", terms["ucdp_types"], "UCDP type"),
        ucdp_note=node.get("ucdp_note", ""),
    )


def _acled(node: Node, conditions: Terms) -> tuple[tuple[AcledCode, ...], str]:
    if ("acled" in node) == ("acled_out" in node):
        raise node.error("one of the keys 'acled' and 'acled_out' must be given")
    if "acled_out" in node:
        return (), _text(node, "acled_out")
    codes: list[AcledCode] = []
    for each in _nodes(node, "acled"):
        each.expect(("event_type", "sub_event_type"), ("when", "note"))
        when = each.get("when", "")
        if when:
            _known(each, when, conditions, "condition")
        codes.append(AcledCode(_text(each, "event_type"), _text(each, "sub_event_type"), when, each.get("note", "")))
    if [code.when for code in codes if not code.when] != [codes[-1].when]:
        raise node.error("just the last line of 'acled' must have no condition")
    return tuple(codes), ""


def _plover(node: Node) -> PloverCode:
    inner = _node(node["plover"], node.path)
    inner.expect(("event",), ("mode",))
    return PloverCode(_text(inner, "event"), inner.get("mode", ""))


# --- reading with complaint -----------------------------------------------------------------


def _node(value: Any, path: Path) -> Node:
    if not isinstance(value, Node):
        raise DataError(path, None, "a mapping must stand here")
    return value


def _nodes(node: Node, key: str) -> list[Node]:
    value = node[key]
    if not isinstance(value, list) or not value or not all(isinstance(each, Node) for each in value):
        raise node.error(f"'{key}' must be a list of mappings")
    return value


def _text(node: Node, key: str) -> str:
    value = node[key]
    if not isinstance(value, str) or not value.strip():
        raise node.error(f"'{key}' must be words")
    return value


def _list(node: Node, key: str) -> tuple[str, ...]:
    value = node[key]
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise node.error(f"'{key}' must be a list of words")
    if len(set(value)) != len(value):
        raise node.error(f"'{key}' names something twice")
    return tuple(value)


def _terms(root: Node, key: str) -> Terms:
    node = root[key]
    if not isinstance(node, Node):
        raise root.error(f"'{key}' must be a mapping")
    return MappingProxyType({name: _text(node, name) for name in node})


def _names(node: Node, key: str, known: Iterable[str], kind: str) -> tuple[str, ...]:
    return tuple(_known(node, name, known, kind) for name in _list(node, key))


def _known(node: Node, name: str, known: Iterable[str], kind: str) -> str:
    options = list(known)
    if name not in options:
        raise node.error(f"no {kind} '{name}'; known: {', '.join(map(str, options))}")
    return name


def _put[T](into: dict[str, T], name: str, value: T, node: Node) -> None:
    if name in into:
        raise node.error(f"'{name}' stands there already")
    into[name] = value


# --- the codebook as a page -----------------------------------------------------------------


def codebook(ontology: Ontology) -> str:
    """The codebook as a Markdown page, ending in a newline."""
    blocks = [f"# {ontology.title}", "Written from `src/dateline/data/ontology.yaml` by `dateline types`."]
    blocks += ["## What is coded", _bullets(ontology.rules.values())]
    blocks += ["## Choosing among violent types", _steps(ontology.precedence)]
    blocks += ["## Event types", _overview(ontology)]
    for family, meaning in ontology.families.items():
        blocks.append(f"### {_title(family)}: {meaning}")
        blocks += [_type_block(each, ontology) for each in ontology.types.values() if each.family == family]
    blocks.append("## Closed lists")
    lists: tuple[tuple[str, Terms], ...] = (
        ("Status", ontology.statuses),
        ("Kinds of party", ontology.party_kinds),
        ("Kinds of source", ontology.source_kinds),
        ("Attitudes of a source", ontology.attitudes),
        ("Counts", ontology.counts),
        ("Precision of the time", ontology.when_precisions),
        ("Extent of the time", ontology.when_extents),
        ("Precision of the place", ontology.where_precisions),
        ("Where the place of a type is looked for", ontology.place_defaults),
        ("Conditions of the ACLED crosswalk", ontology.acled_conditions),
        ("Types of UCDP", ontology.ucdp_types),
    )
    for heading, terms in lists:
        blocks += [f"### {heading}", _bullets(f"`{name}`: {meaning}" for name, meaning in terms.items())]
    blocks += ["## Crosswalks", _bullets(ontology.notes.values()), _crosswalk(ontology.types.values())]
    return "\n\n".join(blocks) + "\n"


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _steps(steps: Iterable[Step]) -> str:
    return "\n".join(f"{i}. {step.question} {_codes(step.types)}" for i, step in enumerate(steps, 1))


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _overview(ontology: Ontology) -> str:
    return _table(
        ("type", "family", "definition"),
        ((f"`{t.id}`", _title(t.family), t.definition) for t in ontology.types.values()),
    )


def _type_block(each: EventType, ontology: Ontology) -> str:
    facts: list[tuple[str, str]] = [
        ("Includes", "; ".join(each.includes)),
        ("Excludes", "; ".join(each.excludes)),
        ("Actor", each.actor),
        ("Target", each.target),
        ("Counts", _codes(each.counts) + (f"; a bare figure is `{each.main_count}`" if each.main_count else "")),
        ("Place", ontology.place_defaults[each.place_default]),
        ("Folds", _codes(each.folds)),
    ]
    return f"#### {each.label} (`{each.id}`)\n\n{each.definition}\n\n" + _bullets(
        f"{name}: {value or 'none'}" for name, value in facts
    )


def _crosswalk(types: Iterable[EventType]) -> str:
    rows = ((f"`{t.id}`", _acled_cell(t), f"{t.plover.event} {t.plover.mode}".strip(), _ucdp_cell(t)) for t in types)
    return _table(("type", "ACLED", "PLOVER", "UCDP"), rows)


def _acled_cell(each: EventType) -> str:
    if not each.acled:
        return f"kept out: {each.acled_out}"
    return "<br>".join(
        f"{code.event_type} / {code.sub_event_type}"
        + (f" (if `{code.when}`)" if code.when else "")
        + (f" ({code.note})" if code.note else "")
        for code in each.acled
    )


def _ucdp_cell(each: EventType) -> str:
    return f"{_codes(each.ucdp) or 'none'}. {each.ucdp_note}".removesuffix(". ")


def _table(header: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
