"""What the parser misread: speakers taken for more of a list, members for subjects side by side, words of headlines.

"Killed two guards and a cook, police and witnesses said"; "four rebels and one soldier died".
"""

from __future__ import annotations

from dateline.grammar import Syntax, is_verb, kids
from dateline.model import Parse, Token

_INFINITIVE = "TO"  # the tag of what marks an infinitive
_NOUN = "NN"  # the tag of a noun that means one
_LEAST = 3  # words that stand before, as what is said


def mended(parse: Parse, saying: frozenset[str], charging: frozenset[str], s: Syntax) -> Parse:
    """The parse in which those who stand between a comma and a verb of saying are its subject, and a list is one.

    The clause on which such a verb was hung as one more act is what they say. What somebody did by an act is hung on
    that, and not on what was only meant before it: "fired on a march against a plan to stay, killing two".
    """
    parse = _numbered(_headed(_ruled(_called(parse, s), s), s), s)
    parse = _with_more_said(_with_outcomes(_listed(parse, s), s), saying | charging, s)
    for verb in parse.tokens:
        if verb.lemma in saying and is_verb(verb, s) and not kids(parse, verb.i, s.subjects | s.of_passive):
            speakers = _speakers(parse, verb, s)
            if speakers:
                return _hung(parse, verb, speakers, s)
    return parse


def _with_more_said(parse: Parse, saying: frozenset[str], s: Syntax) -> Parse:
    """The parse in which who denied and accused has done both: "denied that it had shelled the camp and accused"."""
    tokens = list(parse.tokens)
    for t in parse.tokens:
        if t.lemma not in saying or t.dep not in s.conjunct or t.tag not in s.past_tags - s.participle_tags:
            continue
        said = tokens[t.head]
        speech = tokens[said.head]
        told = said.dep in s.clausal_complement and kids(parse, said.i, s.auxiliaries) and speech.lemma in saying
        if told and speech.i < said.i < t.i and not kids(parse, t.i, s.subjects):
            tokens[t.i] = t._replace(head=speech.i)
    return parse if tokens == list(parse.tokens) else _rebuilt(parse, tokens)


def _called(parse: Parse, s: Syntax) -> Parse:
    """The parse in which a first word is no exclamation before a verb without another subject than a bare figure.

    "Boy shot dead in Lagos", "Boy, 12, dies": the parser takes it for "oh".
    """
    if not parse.tokens or parse.tokens[0].pos != "INTJ" or any(t.text == "!" for t in parse.tokens[1:2]):
        return parse
    first = parse.tokens[0]
    verb = parse.tokens[first.head]
    if not is_verb(verb, s):
        return parse
    others = kids(parse, verb.i, s.subjects)
    if any(parse.tokens[n].pos != "NUM" for n in others):
        return parse
    tokens = list(parse.tokens)
    tokens[0] = first._replace(pos="NOUN", tag=_NOUN, dep=min(s.subject))
    for n in others:
        tokens[n] = tokens[n]._replace(head=0, dep=min(s.apposition))
    return _rebuilt(parse, tokens)


def _ruled(parse: Parse, s: Syntax) -> Parse:
    """The parse in which a past tense without a subject, hung as a participle far below a noun, is what the noun does.

    "A bomber driving a truck loaded with explosives killed 30 people".
    """
    for t in parse.tokens:
        if t.dep not in s.reduced_clause or t.tag not in s.past_tags - s.participle_tags:
            continue
        noun = parse.tokens[t.head]
        while noun.head != noun.i:
            noun = parse.tokens[noun.head]
        lacking = kids(parse, t.i, s.object) and not kids(parse, t.i, s.subjects)
        if noun.i < t.i and noun.pos in s.noun_pos and lacking:
            tokens = list(parse.tokens)
            tokens[t.i] = t._replace(head=t.i, dep=noun.dep)
            tokens[noun.i] = noun._replace(head=t.i, dep=min(s.subject))
            return _rebuilt(parse, tokens)
    return parse


def _headed(parse: Parse, s: Syntax) -> Parse:
    """The parse in which no bare noun behind what a participle's preposition brings is the object of the participle.

    "Nine killed as bomb hits men", "one held in shooting near truck stop": headlines leave out the auxiliary.
    """
    tokens = list(parse.tokens)
    for t in parse.tokens:
        objects = kids(parse, t.i, s.object) if t.tag in s.participle_tags else []
        if not objects or kids(parse, t.i, s.auxiliaries):
            continue
        brought = [o for p in kids(parse, t.i, s.prepositions) if p == t.i + 1 for o in parse.children[p]]
        for n in objects if brought else ():
            told = kids(parse, n, s.determiner) or any(tokens[c].pos == "NUM" for c in parse.children[n])
            if n > t.i + 1 and not told:
                tokens[n] = tokens[n]._replace(head=brought[0], dep=min(s.apposition))
    return parse if tokens == list(parse.tokens) else _rebuilt(parse, tokens)


def _numbered(parse: Parse, s: Syntax) -> Parse:
    """The parse in which a headline's "after 12 killed" is a clause of its own, and nothing that its subject did.

    "Army deployed after 12 killed in Beni", "protests erupt after three people shot by police".
    """
    for t in parse.tokens:
        if t.i < 2 or t.tag not in s.participle_tags or kids(parse, t.i, s.auxiliaries | s.subjects):
            continue
        who = parse.tokens[t.i - 1]
        link = parse.tokens[who.head]
        counted = who.pos == "NUM" or any(parse.tokens[c].pos == "NUM" for c in parse.children[who.i])
        brought = who.dep in s.preposition_object and link.dep in s.preposition and link.lower in s.sequels
        if counted and brought and link.head not in (t.i, link.i) and t.head in (who.i, link.i, link.head):
            tokens = list(parse.tokens)
            tokens[t.i] = t._replace(head=link.head, dep=min(s.adverbial_clause))
            tokens[who.i] = who._replace(head=t.i, dep=min(s.passive_subject))
            tokens[link.i] = link._replace(head=t.i, dep=min(s.marker))
            return _rebuilt(parse, tokens)
    return parse


def _listed(parse: Parse, s: Syntax) -> Parse:
    """The parse in which the second of two subjects of one verb with a coordinator between hangs on the first."""
    tokens = list(parse.tokens)
    for t in parse.tokens:
        before = tokens[t.i - 1 :: -1] if t.dep in s.subjects and t.i else ()
        first = next((b for b in before if b.head == t.head and b.dep in s.subjects), None)
        if first is None or any(is_verb(b, s) for b in tokens[first.i : t.i]):
            continue
        if any(c > first.i for c in kids(parse, first.i, s.coordinator)):
            tokens[t.i] = t._replace(head=first.i, dep=min(s.conjunct))
    return parse if tokens == list(parse.tokens) else _rebuilt(parse, tokens)


def _speakers(parse: Parse, verb: Token, s: Syntax) -> list[int]:
    """The nouns between the last comma and a verb, where the parse ties them to nouns before; else none."""
    tokens, at = parse.tokens, verb.i
    while at > 0 and tokens[at - 1].dep in s.auxiliary:
        at -= 1
    first = at
    while first > 0 and tokens[first - 1].text != ",":
        first -= 1
    inside = tokens[first:at]
    before = tokens[: first - 1] if first else ()
    if len(before) < _LEAST or not inside or inside[-1].pos not in ("NOUN", "PROPN") or inside[0].pos == "CCONJ":
        return []
    out = [t for t in inside if not first <= t.head < at]
    tied = all(t.pos in ("NOUN", "PROPN") and t.dep in s.conjunct | s.apposition and t.head < first for t in out)
    acts = any(is_verb(t, s) and t.dep not in s.auxiliary for t in before)
    return [t.i for t in out] if tied and acts and not any(is_verb(t, s) for t in inside) else []


def _hung(parse: Parse, verb: Token, speakers: list[int], s: Syntax) -> Parse:
    tokens = list(parse.tokens)
    above = tokens[verb.head]
    tokens[speakers[0]] = tokens[speakers[0]]._replace(head=verb.i, dep=min(s.subject))
    for other in speakers[1:]:
        tokens[other] = tokens[other]._replace(head=speakers[0], dep=min(s.conjunct))
    if verb.dep in s.conjunct and is_verb(above, s) and above.i < verb.i:
        tokens[verb.i] = verb._replace(head=verb.i if above.head == above.i else above.head, dep=above.dep)
        tokens[above.i] = above._replace(head=verb.i, dep=min(s.clausal_complement))
    return _rebuilt(parse, tokens)


def _with_outcomes(parse: Parse, s: Syntax) -> Parse:
    """The parse in which no participle behind a comma hangs on an infinitive, or on what rules one in a clause below.

    "Opened fire when they tried to march, wounding two": whoever opened fire wounded them, not who tried.
    """
    tokens = list(parse.tokens)
    for t in parse.tokens:
        if t.i and t.tag in s.gerund_tags and t.dep in s.adverbial_clause and tokens[t.i - 1].text == ",":
            meant = _is_meant(parse, tokens[t.head], s) or _rules_meant(parse, t.head, s)
            act = _act_above(parse, t, s) if meant else None
            if act is not None:
                tokens[t.i] = t._replace(head=act)
    return parse if tokens == list(parse.tokens) else _rebuilt(parse, tokens)


def _is_meant(parse: Parse, verb: Token, s: Syntax) -> bool:
    """Is a verb an infinitive?"""
    return any(parse.tokens[a].tag == _INFINITIVE for a in kids(parse, verb.i, s.auxiliary))


def _rules_meant(parse: Parse, verb: int, s: Syntax) -> bool:
    """Is an infinitive what somebody does by the verb of an adverbial clause: "when they tried to march"?"""
    below = parse.tokens[verb].dep in s.adverbial_clause and kids(parse, verb, s.subjects)
    return bool(below) and any(_is_meant(parse, parse.tokens[c], s) for c in kids(parse, verb, s.open_complement))


def _act_above(parse: Parse, token: Token, s: Syntax) -> int | None:
    """The verb of the nearest clause above that is no infinitive, nor rules one, and only says of nobody who he is."""
    i = ruled = token.head
    while parse.tokens[i].head != i:
        t = parse.tokens[i]
        said_of = t.dep in s.relative_clause | s.reduced_clause
        if i != token.head and is_verb(t, s) and t.tag in s.past_tags and not said_of and i != ruled:
            return i
        ruled = t.head if i == token.head and t.dep in s.open_complement else ruled
        i = t.head
    top = parse.tokens[i]
    return i if is_verb(top, s) and top.tag in s.past_tags and top.i < token.i else None


def _rebuilt(parse: Parse, tokens: list[Token]) -> Parse:
    children: list[list[int]] = [[] for _ in tokens]
    for t in tokens:
        if t.head != t.i:
            children[t.head].append(t.i)
    return Parse(parse.sentence, tuple(tokens), tuple(map(tuple, children)))
