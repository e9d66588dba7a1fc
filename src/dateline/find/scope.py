"""Did it happen, as the words around a trigger have it: negation, plans, attempts, denials, habits.

The words and their effects are data (`lexica/scopes.tsv`), read as scopes: a word reaches what it
governs in the parse. An effect `drop` means that no event is told at all (negated, hypothetical,
habitual), `actual` lifts an infinitive into fact ("managed to").
"""

from __future__ import annotations

from dateline.find.past import beside, came_before, in_past
from dateline.find.scopewords import Scopes, Telling
from dateline.find.usual import MAX_CLIMB, asked, bare_plural, habit, in_present, of_nobody, often_done, usual
from dateline.grammar import Syntax, apart, kids, subject
from dateline.model import Parse, Status


def status_of(parse: Parse, head: int, scopes: Scopes, s: Syntax, telling: Telling) -> tuple[Status | None, str]:
    """The status of the event told at token `head`, and the words that decide it; (None, words) where none is told.

    A condition in what a statement says is part of it ("threatens to shoot if").
    """
    noun = telling.noun
    if regular := _phrase(parse, head, scopes) or asked(parse, head, scopes, s):
        return None, regular
    own = _own(parse, head, scopes, s, noun=noun, statement=telling.statement, inside=telling.inside)
    if noun and not (own and own[0] == "drop"):
        own = _of_predicate(parse, head, scopes, s, terse=telling.terse) or own
    if own and own[0] == "drop":
        denied = _denied(parse, head, own[1], scopes, s, noun=noun)
        return (Status.DENIED, denied) if denied else (None, own[1])
    if telling.before_noun:
        return Status.ACTUAL, ""
    climbed = _climb(parse, head, scopes, s, noun=noun, inside=telling.inside)
    if noun and climbed is None:
        climbed = habit(parse, head, scopes, s) or _of_clause(parse, head, scopes, s)
    for found in (climbed, own):
        if found and found[0] not in ("actual", "pass"):
            if found[0] == "planned" and _speaks_for_itself(parse, head, scopes, s):
                return None, "a threat or promise of the speaker"
            if found[0] == "planned" and (anybody := _of_anybody(parse, head, scopes, s)):
                return None, anybody
            return (None if found[0] == "drop" else Status(found[0])), found[1]
    if noun or telling.surface or climbed:
        return Status.ACTUAL, climbed[1] if climbed else ""
    token = parse.tokens[head]
    own_words = kids(parse, head, s.auxiliaries)
    if telling.inside.intersection(own_words):
        return Status.ACTUAL, ""
    auxiliaries = [parse.tokens[a] for a in own_words]
    if any(a.tag == "TO" for a in auxiliaries) and not any(a.lemma == "have" for a in auxiliaries):
        return None, "infinitive"
    if in_present(token, auxiliaries, s) and (always := usual(parse, head, scopes, s, telling)):
        return None, always
    return Status.ACTUAL, ""


def _denied(parse: Parse, head: int, word: str, scopes: Scopes, s: Syntax, *, noun: bool) -> str:
    """The verb of denying above "anybody" and the like, by which it was nobody: "denied that anyone had died"."""
    if scopes.effect("polar", word.lower()) is None:
        return ""
    climbed = _climb(parse, head, scopes, s, noun=noun)
    return climbed[1] if climbed and climbed[0] == "denied" else ""


def foretells(parse: Parse, head: int, scopes: Scopes, s: Syntax) -> bool:
    """Is what token `head` says to happen in the future, and not denied: "they will burn", "shall be shot"?"""
    if kids(parse, head, s.negation):
        return False
    own = kids(parse, head, s.auxiliaries)
    places = ("auxiliary", "backshifted") if _announced(parse, head, scopes, s) else ("auxiliary",)
    return any(scopes.effect(place, parse.tokens[a].lower) == "planned" for a in own for place in places)


def negates(words: str, scopes: Scopes) -> bool:
    """Are the words that decided a status a negation ("no", "never")?"""
    return scopes.effect("negation", words.lower()) == "drop"


def _speaks_for_itself(parse: Parse, head: int, scopes: Scopes, s: Syntax) -> bool:
    """Is the doer of what is planned the one who speaks: "we will burn it"?"""
    return any(scopes.effect("speaker", parse.tokens[i].lower) for i in subject(parse, head, s))


def _of_anybody(parse: Parse, head: int, scopes: Scopes, s: Syntax) -> str:
    """The word by which it is told of nobody in particular: "any officer who helps them shall be shot"."""
    people = kids(parse, head, s.subjects | s.object)
    words = (parse.tokens[d].lower for i in people for d in kids(parse, i, s.determiner))
    return next((w for w in words if scopes.effect("determiner", w) == "drop"), "")


def _of_predicate(parse: Parse, head: int, scopes: Scopes, s: Syntax, *, terse: bool) -> tuple[str, str] | None:
    """What decides on the verb whose subject or object a noun is: "no attack took place"."""
    t = parse.tokens[head]
    verb = parse.tokens[t.head]
    if t.dep not in s.subjects | s.object or verb.pos not in s.verb_pos:
        return None
    if scopes.effect("noun_governor", verb.lemma) == "actual":
        return None  # "will investigate the massacre": what is investigated has happened
    found = _own(parse, t.head, scopes, s, noun=False)
    if found:
        return found
    attributes = kids(parse, t.head, s.attribute)
    for c in attributes if len(attributes) == 1 else ():
        if effect := scopes.effect("predicate", parse.tokens[c].lemma):
            return effect, parse.tokens[c].text  # "clashes have become routine"
    effect = scopes.effect("governor", verb.lemma) if t.dep in s.passive_subject else None
    if effect in ("planned", "attempted", "denied"):
        return effect, verb.text  # "talks are expected to open"
    auxiliaries = [parse.tokens[a] for a in kids(parse, t.head, s.auxiliaries)]
    if not terse and bare_plural(parse, head, s) and in_present(verb, auxiliaries, s):
        return "drop", f"{verb.text}: a habit"
    return None


def _of_clause(parse: Parse, head: int, scopes: Scopes, s: Syntax) -> tuple[str, str] | None:
    """What governs the clause whose subject a noun is: "denied that an attack took place"."""
    t = parse.tokens[head]
    if t.dep not in s.subjects or parse.tokens[t.head].pos not in s.verb_pos | {"AUX"}:
        return None
    return _climb(parse, t.head, scopes, s, noun=False)


def _own(
    parse: Parse,
    head: int,
    scopes: Scopes,
    s: Syntax,
    *,
    noun: bool,
    statement: bool = False,
    inside: frozenset[int] = frozenset(),
) -> tuple[str, str] | None:
    """What the words that hang on the trigger itself decide."""
    found: tuple[str, str] | None = None
    subjects, auxiliaries = s.subjects, s.auxiliaries
    for c in parse.children[head]:
        t = parse.tokens[c]
        party = (t.dep in subjects or t.dep in s.object) and not (c > head and apart(parse, head, c, s))
        if party and (no := _nobody(parse, c, scopes, s, inside)):
            return "drop", no
        if c in inside or _parted(parse, c, head):
            continue
        for place, fits in (
            ("negation", t.dep in s.negation or t.dep in s.determiner or t.dep in s.adverb),
            ("auxiliary", t.dep in auxiliaries),
            ("adverb", t.dep in s.adverb),
            ("modifier", noun and t.dep in s.compound),
            ("marker", t.dep in s.marker or t.dep in s.adverb),
            ("subject", t.dep in subjects),
        ):
            effect = scopes.effect(place, t.lower) or scopes.effect(place, t.lemma) if fits else None
            if effect and place == "auxiliary" and _announced(parse, head, scopes, s):
                effect = scopes.effect("backshifted", t.lower) or effect
            if effect and not _pseudo(parse, c, scopes):
                if effect == "drop":
                    return effect, t.text
                found = found or (effect, t.text)
        if not noun and t.dep in s.preposition and (unarmed := _unarmed(parse, c, scopes, s)):
            return "drop", unarmed
        if not statement and t.dep in s.adverbial_clause and (conditional := _marked(parse, c, scopes, s)):
            return conditional
        if t.dep in s.adverb and any(
            scopes.effect("determiner", parse.tokens[d].lower) == "drop" for d in parse.children[c]
        ):
            return "drop", t.text
    return found


def _announced(parse: Parse, head: int, scopes: Scopes, s: Syntax) -> bool:
    """Is it said in the past what is to come: "the ministry said that it would send a brigade"?"""
    t, above = parse.tokens[head], parse.tokens[parse.tokens[head].head]
    past = t.dep in s.clausal_complement and above.tag in s.past_tags
    return past and scopes.effect("announcing", above.lemma) is not None


def _unarmed(parse: Parse, preposition: int, scopes: Scopes, s: Syntax) -> str:
    """The means that make an act of force a figure of speech: "besieged the minister *with questions*"."""
    with_what = (
        kids(parse, preposition, s.preposition_object) if parse.tokens[preposition].lower in s.companions else []
    )
    words = (parse.tokens[i] for i in with_what if not kids(parse, i, s.determiner))  # "with no word on casualties"
    return next((t.text for t in words if scopes.effect("instrument", t.lemma) == "drop"), "")


def _nobody(parse: Parse, i: int, scopes: Scopes, s: Syntax, inside: frozenset[int]) -> str:
    """The word by which a subject or object is nobody or nothing ("no verdict", "none of them"); "" where it is not."""
    words = (d for d in (i, *kids(parse, i, s.determiner | s.negation)) if d not in inside)
    return next((parse.tokens[d].text for d in words if negates(parse.tokens[d].lower, scopes)), "")


def _phrase(parse: Parse, head: int, scopes: Scopes) -> str:
    """A phrase of the sentence part that says that something is done again and again ("as a rule"); "" where none."""
    tokens = parse.tokens
    for n, t in enumerate(tokens):
        for length in scopes.phrases.get(t.lower, ()):
            words = " ".join(x.lower for x in tokens[n : n + length])
            if scopes.effect("phrase", words) == "drop" and not _parted(parse, n, head):
                return words
    return ""


def _pseudo(parse: Parse, c: int, scopes: Scopes) -> bool:
    """Is the word part of a fixed phrase that changes nothing ("not only")?"""
    if c + 1 >= len(parse.tokens):
        return False
    return scopes.effect("pseudo", f"{parse.tokens[c].lower} {parse.tokens[c + 1].lower}") is not None


def _parted(parse: Parse, a: int, b: int) -> bool:
    """Do two tokens stand in clauses that a semicolon parts, whatever the parser hung on what?"""
    return ";" in [t.text for t in parse.tokens[min(a, b) : max(a, b)]]


def _reason(parse: Parse, preposition: int, scopes: Scopes) -> tuple[str, str] | None:
    """What a preposition makes of a gerund: "jailed for deserting", but "claimed responsibility for killing two"."""
    word = parse.tokens[preposition]
    if not scopes.effect("preposition", word.lower):
        return None
    return ("actual" if scopes.effect("doing", parse.tokens[word.head].lemma) else "drop"), word.text


def _climb(
    parse: Parse, head: int, scopes: Scopes, s: Syntax, *, noun: bool, inside: frozenset[int] = frozenset()
) -> tuple[str, str] | None:
    """What the words that govern the trigger decide: the nearest with an effect, unless a farther one denies."""
    found: tuple[str, str] | None = None
    hangs = noun and parse.tokens[head].dep in s.preposition_object  # "denied that it is linked to the murder"
    i, steps = head, 0
    while steps < MAX_CLIMB:
        t = parse.tokens[i]
        if not _reached(parse, i, s) or (hangs and t.dep in s.clausal_complement) or _granted(parse, i, scopes, s):
            break
        clause_edge = t.dep in s.adverbial_clause | s.relative_clause
        if clause_edge and (effect := _marked(parse, i, scopes, s)):
            return effect
        if t.dep in s.conjunct and (verb := beside(parse, i, s)) is not None:
            i, steps = verb, steps + 1
            continue
        g = t.head
        gt = parse.tokens[g]
        if not clause_edge and t.dep not in s.conjunct and g not in inside:
            effect_word = _governed(parse, g, i, scopes, s, noun=noun or (i != head and t.pos not in s.verb_pos))
            if effect_word == "denied" and hangs and (t.dep not in s.object or scopes.effect("doing", t.lemma)):
                break  # "denied any role in the attack", "denied being behind it": it is no less told
            if i == head and t.tag in s.gerund_tags and (reason := _reason(parse, g, scopes)):
                return reason
            if effect_word and not (t.dep in s.preposition and noun is False and i == head):
                if any(scopes.effect("negation", parse.tokens[c].lower) == "drop" for c in parse.children[g]):
                    effect_word = {"actual": "drop", "denied": "actual"}.get(effect_word, "drop")
                if effect_word == "denied" or found is None:
                    found = (effect_word, gt.text)
            if not effect_word and (often := often_done(parse, i, scopes, s)):
                return "drop", often
        own = None if g in inside else _on_governor(parse, i, scopes, s)
        if own and (found is None or own[0] == "drop"):
            found = own
        if nobody := of_nobody(parse, i, scopes, s):
            return "drop", nobody
        i, steps = g, steps + 1
    if found is None and (effect := _marked(parse, head, scopes, s)):
        return effect
    return found


def _granted(parse: Parse, i: int, scopes: Scopes, s: Syntax) -> bool:
    """Is a clause or phrase told as known: "did not say why they were shot", "seeks suspects in the raid"?"""
    t = parse.tokens[i]
    if t.dep in s.preposition:
        known = (t.head, *kids(parse, t.head, s.object))
        return any(scopes.effect("settled", parse.tokens[n].lemma) for n in known)
    return _asked(parse, i, scopes, s)


def _asked(parse: Parse, i: int, scopes: Scopes, s: Syntax) -> bool:
    """Is a clause a question that takes its act for granted: "did not say why they were shot", "who shot them"?"""
    words = kids(parse, i, s.adverb | s.subjects | s.object) if parse.tokens[i].dep in s.clausal_complement else ()
    return any(scopes.effect("asked", parse.tokens[c].lower) for c in words)


def _on_governor(parse: Parse, i: int, scopes: Scopes, s: Syntax) -> tuple[str, str] | None:
    """What the words decide that hang on the verb above an infinitive, or that a conjunct shares with its first."""
    t = parse.tokens[i]
    if t.dep in s.open_complement:
        own = _own(parse, t.head, scopes, s, noun=parse.tokens[t.head].pos == "NOUN")
        return None if own and own[0] == "actual" else own
    if t.dep in s.conjunct and (nor := _joined_by_no(parse, i, scopes, s)):
        return "drop", nor
    if t.dep in s.conjunct and not kids(parse, i, s.subjects | s.auxiliary):
        return _own(parse, t.head, scopes, s, noun=False)
    return None


def _joined_by_no(parse: Parse, i: int, scopes: Scopes, s: Syntax) -> str:
    """The coordinator before a conjunct that negates it: "was not hurt, nor did he flee"."""
    before = (parse.tokens[c].lower for c in kids(parse, parse.tokens[i].head, s.coordinator) if c < i)
    return next((word for word in before if negates(word, scopes)), "")


def _reached(parse: Parse, i: int, s: Syntax) -> bool:
    """Do the words above token `i` say something of whether it happened?"""
    t = parse.tokens[i]
    if t.head == i or (t.dep in s.clausal_complement and _parted(parse, i, t.head)):
        return False
    if t.dep in s.relative_clause and came_before(parse, i, s):
        return False
    clause = t.dep in s.relative_clause | s.reduced_clause
    if clause and parse.tokens[t.head].dep in s.subjects and in_past(parse, i, s):
        return False  # "two men who were shot are expected to live"
    return (
        t.dep in s.open_complement | s.clausal_complement | s.object | s.passive_subject | s.preposition_object
        or t.dep in s.preposition | s.reduced_clause | s.conjunct | s.attribute | s.agent_marker | s.relative_clause
        or t.dep in s.adverbial_clause
    )


def _governed(parse: Parse, g: int, i: int, scopes: Scopes, s: Syntax, *, noun: bool) -> str | None:
    """The effect of the word at `g` on the one at `i`; some have theirs in the past only: "had to flee".

    A verb with its particle ("set off") is another verb where the two have an entry, and so is a word with an
    infinitive ("is due to meet").
    """
    word = parse.tokens[g]
    for c in _infinitive_marks(parse, i, s) if word.tag in s.gerund_tags else ():
        if effect := scopes.effect("governor", f"{word.lower} {parse.tokens[c].lower}"):
            return effect
    for c in (*kids(parse, g, s.particle), *_infinitive_marks(parse, i, s)):
        if effect := scopes.effect("governor", f"{word.lemma} {parse.tokens[c].lower}"):
            return _of_subject(parse, g, scopes, s) or effect if word.lemma in s.be else effect
    effect = (_of_noun(parse, g, i, scopes, s) if noun else None) or scopes.effect("governor", word.lemma)
    if effect or word.tag not in s.past_tags:
        return effect
    return scopes.effect("past_governor", word.lemma)


def _of_noun(parse: Parse, g: int, i: int, scopes: Scopes, s: Syntax) -> str | None:
    """The effect of a word on a noun, with the preposition between: "called for a march", "called to one"."""
    word, link = parse.tokens[g].lemma, parse.tokens[i]
    if link.dep in s.preposition:
        passive = "be " if kids(parse, g, s.passive_subject) else ""
        if effect := scopes.effect("noun_governor", f"{passive}{word} {link.lower}"):
            return effect
    for named in kids(parse, g, s.object) if link.dep in s.attribute else ():  # "in what they called an ambush"
        if effect := scopes.effect("noun_governor", f"{word} {parse.tokens[named].lower}"):
            return effect
    return scopes.effect("noun_governor", word)


def _infinitive_marks(parse: Parse, i: int, s: Syntax) -> list[int]:
    """The "to" of an infinitive that a word governs; none of a past one ("is said to have fled")."""
    own = kids(parse, i, s.auxiliary) if parse.tokens[i].dep in s.open_complement else []
    return [a for a in own if parse.tokens[a].tag == "TO"]


def _of_subject(parse: Parse, g: int, scopes: Scopes, s: Syntax) -> str | None:
    """What the subject of a verb of being makes of its infinitive: "the aim is to take the town" plans nothing."""
    if parse.tokens[g].tag not in s.base_tags:
        return "drop"
    things = (parse.tokens[i].lemma for i in kids(parse, g, s.subject))
    return "drop" if any(scopes.effect("governor", t) for t in things) else None


def _marked(parse: Parse, i: int, scopes: Scopes, s: Syntax) -> tuple[str, str] | None:
    """Is the clause at `i` conditional by its marker, or by a verb before its subject ("had they taken the town")?"""
    first = next(iter(parse.children[i]), i)
    if parse.tokens[i].dep in s.adverbial_clause and parse.tokens[first].dep in s.auxiliaries:
        after = kids(parse, i, s.subjects)
        if after and scopes.effect("inverted", parse.tokens[first].lower) == "drop":
            return "drop", parse.tokens[first].text
    for c in kids(parse, i, s.marker | s.adverb):
        if scopes.effect("marker", parse.tokens[c].lower) == "drop":
            return "drop", parse.tokens[c].text
    return None
