"""Relations of hand-built parses: who stands where to a word, without any model."""

from __future__ import annotations

import pytest

from dateline.datafiles import DATA
from dateline.errors import DataError
from dateline.grammar import Syntax, arguments, conjuncts, is_passive, load_syntax, phrase, subject
from dateline.model import Parse, Sentence, SentenceKind, Span, Token
from dateline.wordorder import by_order


@pytest.fixture(scope="module")
def syntax() -> Syntax:
    return load_syntax(DATA / "syntax" / "clear.yaml", DATA / "en" / "grammar.yaml")


# fmt: off
_POS = {
    "N": "NOUN", "V": "VERB", "A": "AUX", "P": "ADP", "D": "DET", "J": "ADJ", "C": "CCONJ", "R": "PRON",
    "#": "NUM", ".": "PUNCT", "'": "PART", "^": "PROPN", "+": "ADV",
}
# fmt: on


def build(*rows: str) -> Parse:
    """A parse from one row a word: "word POS dep head [tag] [lemma]"; head counts from 0, POS is one sign of `_POS`."""
    tokens: list[Token] = []
    children: list[list[int]] = [[] for _ in rows]
    at = 0
    for i, row in enumerate(rows):
        word, pos, dep, head, *rest = row.split()
        tag = rest[0] if rest else {"N": "NNS", "V": "VBD"}.get(pos, "X")
        lemma = rest[1] if len(rest) > 1 else word.lower()
        tokens.append(Token(i, at, at + len(word), word, word.lower(), lemma, _POS[pos], tag, dep, int(head)))
        if int(head) != i:
            children[int(head)].append(i)
        at += len(word) + 1
    sentence = Sentence(Span(0, at - 1), SentenceKind.BODY, 0)
    return Parse(sentence, tuple(tokens), tuple(map(tuple, children)))


def text(parse: Parse) -> str:
    return " ".join(t.text for t in parse.tokens)


def words(parse: Parse, found: list[int]) -> str:
    return " ".join(parse.tokens[i].text for i in found)


ACTIVE = build("Rebels N nsubj 1", "freed V ROOT 1", "prisoners N dobj 1")
PASSIVE = build(
    "Prisoners N nsubjpass 2", "were A auxpass 2 VBD be", "freed V ROOT 2 VBN", "by P agent 2", "rebels N pobj 3"
)
SHARED = build(
    "Rebels N nsubj 1", "came V ROOT 1", "and C cc 1", "burned V conj 1", "huts N dobj 3", "in P prep 3", "Gao ^ pobj 5"
)
RELATIVE = build(
    "Rebels N nsubj 4", "who R nsubj 2 WP", "burned V relcl 0", "huts N dobj 2", "fled V ROOT 4"
)  # fmt: skip
REDUCED = build(
    "Huts N nsubj 5", "burned V acl 0 VBN", "by P agent 1", "rebels N pobj 2", "yesterday N npadvmod 1 NN",
    "smouldered V ROOT 5"
)  # fmt: skip
INFINITIVE = build("Rebels N nsubj 1", "tried V ROOT 1", "to ' aux 3 TO", "burn V xcomp 1 VB", "huts N dobj 3")
CONTROL = build(
    "Rebels N nsubj 1", "forced V ROOT 1", "farmers N dobj 1", "to ' aux 4 TO", "flee V xcomp 1 VB"
)  # fmt: skip
GERUND = build("Rebels N nsubj 1", "fled V ROOT 1", "after P prep 1", "burning V pcomp 2 VBG", "huts N dobj 3")
ADVERBIAL = build("Rebels N nsubj 1", "attacked V ROOT 1", ", . punct 1", "burning V advcl 1 VBG", "huts N dobj 3")
MESSAGE = build(
    "Rebels N nsubj 1", "issued V ROOT 1", "a D det 3", "statement N dobj 1 NN", "accusing V acl 3 VBG",
    "spies N dobj 4",
)  # fmt: skip

SUBJECTS = {
    "its own": (ACTIVE, 1, "Rebels"),
    "of a passive": (PASSIVE, 2, "Prisoners"),
    "shared through coordination": (SHARED, 3, "Rebels"),
    "the noun of a relative clause": (RELATIVE, 2, "Rebels"),
    "the noun of a reduced clause": (REDUCED, 1, "Huts"),
    "of an infinitive": (INFINITIVE, 3, "Rebels"),
    "of an infinitive with an object above": (CONTROL, 4, "farmers"),
    "of an adverbial clause": (ADVERBIAL, 3, "Rebels"),
    "the sender of a message": (MESSAGE, 4, "Rebels"),
}


@pytest.mark.parametrize("case", SUBJECTS)
def test_the_subject_is(syntax: Syntax, case: str) -> None:
    parse, verb, expected = SUBJECTS[case]
    assert words(parse, subject(parse, verb, syntax)) == expected


def test_a_verb_alone_has_no_subject(syntax: Syntax) -> None:
    assert subject(build("Fled V ROOT 0"), 0, syntax) == []


def test_a_circle_of_heads_ends(syntax: Syntax) -> None:
    circle = build("came V conj 1", "went V conj 0")
    assert subject(circle, 0, syntax) == []


@pytest.mark.parametrize(
    ("voice", "parse", "verb"),
    [
        ("active", ACTIVE, 1),
        ("passive", PASSIVE, 2),
        ("passive", REDUCED, 1),
        ("active", SHARED, 3),
        ("active", INFINITIVE, 3),
    ],
    ids=["plain", "by whom", "reduced", "coordinated", "infinitive"],
)
def test_a_verb_has_its_voice(syntax: Syntax, voice: str, parse: Parse, verb: int) -> None:
    assert is_passive(parse, verb, syntax) is (voice == "passive")


def test_a_participle_coordinated_with_a_passive_is_passive(syntax: Syntax) -> None:
    both = build(
        "Men N nsubjpass 2", "were A auxpass 2 VBD be", "beaten V ROOT 2 VBN", "and C cc 2", "shot V conj 2 VBN"
    )
    clause = arguments(both, 4, syntax)
    assert (clause.passive, words(both, clause.patient)) == (True, "Men")


ROLES = {
    "active": (ACTIVE, 1, "Rebels", "prisoners"),
    "passive": (PASSIVE, 2, "rebels", "Prisoners"),
    "coordinated": (SHARED, 3, "Rebels", "huts"),
    "relative": (RELATIVE, 2, "Rebels", "huts"),
    "reduced": (REDUCED, 1, "rebels", "Huts"),
    "infinitive": (INFINITIVE, 3, "Rebels", "huts"),
    "adverbial": (ADVERBIAL, 3, "Rebels", "huts"),
}


@pytest.mark.parametrize("case", ROLES)
def test_the_arguments_of_a_verb_are(syntax: Syntax, case: str) -> None:
    parse, verb, agent, patient = ROLES[case]
    clause = arguments(parse, verb, syntax)
    assert (words(parse, clause.agent), words(parse, clause.patient)) == (agent, patient)


def test_a_headline_leaves_the_auxiliary_out(syntax: Syntax) -> None:
    headline = build("Soldiers N nsubj 1", "killed V ROOT 1", "in P prep 1", "ambush N pobj 2 NN")
    plain = arguments(headline, 1, syntax)
    assert (words(headline, plain.agent), plain.patient) == ("Soldiers", [])
    terse = arguments(headline, 1, syntax, transitive=True)
    assert (terse.agent, words(headline, terse.patient), terse.passive) == ([], "Soldiers", True)


def test_prepositions_bring_their_objects(syntax: Syntax) -> None:
    clause = arguments(SHARED, 3, syntax)
    assert words(SHARED, clause.get("prep:in")) == "Gao"
    assert clause.get("prep:near") == []


def test_a_noun_has_a_possessor_and_prepositions(syntax: Syntax) -> None:
    noun = build(
        "rebels N poss 2", "' ' case 0 POS", "attack N ROOT 2 NN", "on P prep 2", "barracks N pobj 3", "and C cc 4",
        "huts N conj 4",
    )  # fmt: skip
    clause = arguments(noun, 2, syntax)
    assert words(noun, clause.agent) == "rebels"
    assert words(noun, conjuncts(noun, clause.get("prep:on")[0], syntax)) == "barracks huts"


def test_conjuncts_leave_out_a_clause_that_hangs_on_a_noun(syntax: Syntax) -> None:
    three = build("men N ROOT 0", ", . punct 0", "women N conj 0", "and C cc 2", "children N conj 2")
    assert words(three, conjuncts(three, 0, syntax)) == "men women children"
    clause = build("men N ROOT 0", "and C cc 0", "police N nsubj 3", "fled V conj 0")
    assert words(clause, conjuncts(clause, 0, syntax)) == "men"


# --- phrases --------------------------------------------------------------------------------

GROUP = build(
    "Two # nummod 1 CD", "members N nsubj 12", "of P prep 1", "the D det 4", "group N pobj 2 NN", "in P prep 1",
    "Gao ^ pobj 5",
    "and C cc 1", "a D det 9", "driver N conj 1 NN", "who R nsubj 11 WP", "slept V relcl 9", "died V ROOT 12",
)  # fmt: skip


def test_a_phrase_is_without_its_clauses_and_conjuncts(syntax: Syntax) -> None:
    assert phrase(GROUP, 1, syntax).of(text(GROUP)) == "Two members of the group"
    assert phrase(GROUP, 9, syntax).of(text(GROUP)) == "a driver"
    assert phrase(GROUP, 4, syntax).of(text(GROUP)) == "the group"


def test_a_whole_phrase_has_its_conjuncts(syntax: Syntax) -> None:
    assert phrase(GROUP, 1, syntax, whole=True).of(text(GROUP)) == "Two members of the group in Gao and a driver"


def test_a_whole_phrase_leaves_an_age_out(syntax: Syntax) -> None:
    aged = build("driver N nsubj 4 NN", ", . punct 0", "19 # appos 0 CD", ", . punct 0", "died V ROOT 4")
    assert phrase(aged, 0, syntax, whole=True).of(text(aged)) == "driver"


def test_a_whole_phrase_takes_who_is_along(syntax: Syntax) -> None:
    along = build(
        "trader N nsubjpass 6 NN", "along P prep 6", "with P prep 1", "his R poss 4", "wife N pobj 2 NN",
        "was A auxpass 6 VBD be", "taken V ROOT 6 VBN",
    )  # fmt: skip
    assert phrase(along, 0, syntax, whole=True).of(text(along)) == "trader along with his wife"
    assert phrase(along, 0, syntax).of(text(along)) == "trader"


# --- the order of words ---------------------------------------------------------------------


def test_by_order_a_verb_stands_between_its_parties(syntax: Syntax) -> None:
    misread = build(
        "rebels N compound 4", "deserted J amod 4 JJ", "the D det 4", "army N compound 4 NN", "ranks N ROOT 4"
    )
    clause = by_order(misread, 1, syntax)
    assert (words(misread, clause.agent), words(misread, clause.patient)) == ("rebels", "ranks")
    assert (clause.surface, clause.passive) == (True, False)


def test_by_order_what_brings_the_doer_makes_a_passive(syntax: Syntax) -> None:
    misread = build("huts N ROOT 0", "burned J amod 0 JJ", "by P prep 0", "angry J amod 4 JJ", "men N pobj 2")
    clause = by_order(misread, 1, syntax)
    assert (words(misread, clause.agent), words(misread, clause.patient), clause.passive) == ("men", "huts", True)


def test_by_order_an_auxiliary_makes_a_passive(syntax: Syntax) -> None:
    misread = build("huts N nsubj 1", "were A ROOT 1 VBD be", "burned J acomp 1 JJ")
    clause = by_order(misread, 2, syntax)
    assert (clause.agent, words(misread, clause.patient)) == ([], "huts")


def test_by_order_nobody_stands_at_the_ends(syntax: Syntax) -> None:
    clause = by_order(build("burned J ROOT 0 JJ"), 0, syntax)
    assert (clause.agent, clause.patient, clause.obliques) == ([], [], {})


# --- the labels -----------------------------------------------------------------------------


def test_an_unknown_label_is_an_attribute_error(syntax: Syntax) -> None:
    with pytest.raises(AttributeError, match="no_such_label"):
        _ = syntax.no_such_label


def test_a_label_file_with_an_unknown_key_is_refused(tmp_path: pytest.TempPathFactory) -> None:
    broken = tmp_path / "clear.yaml"  # type: ignore[operator]
    broken.write_text(
        (DATA / "syntax" / "clear.yaml").read_text(encoding="utf-8") + "\nsubjekt: [nsubj]\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"clear\.yaml:\d+: unknown key 'subjekt'"):
        load_syntax(broken, DATA / "en" / "grammar.yaml")
