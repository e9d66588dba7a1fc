"""The forms of a word, so that rules are looked up by what stands in the text and not by the tagger's lemma.

Regular English spelling is data (`inflection.yaml`: endings and what replaces them), irregular forms a
lexicon. Nothing here knows what a word means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dateline.datafiles import read_tsv, read_yaml


class Form(StrEnum):
    """Which form of a word: of a verb `base`, `third`, `past`, `participle`, `gerund`; of a noun `one`, `many`."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"
    ONE = "one"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Inflection:
    """How words inflect: endings tried in order, first that fits, and irregular forms by (word, form)."""

    endings: Mapping[Form, tuple[tuple[str, int, str], ...]]
    irregular: Mapping[tuple[str, Form], tuple[str, ...]]
    doubling: frozenset[str]

    def forms(self, word: str, *, verb: bool) -> dict[str, set[Form]]:
        """All forms of a verb or noun, each with what it can be."""
        wanted = (Form.BASE, Form.THIRD, Form.PAST, Form.PARTICIPLE, Form.GERUND) if verb else (Form.ONE, Form.MANY)
        out: dict[str, set[Form]] = {}
        for form in wanted:
            for spelled in self.irregular.get((word, form)) or (self._regular(word, form),):
                out.setdefault(spelled, set()).add(form)
        return out

    def _regular(self, word: str, form: Form) -> str:
        for ending, cut, add in self.endings[form]:
            if word.endswith(ending):
                stem = word[: len(word) - cut]
                if word in self.doubling and add[:1] in ("e", "i") and form not in (Form.THIRD, Form.MANY):
                    stem += word[-1]
                return stem + add
        return word


def load_inflection(folder: Path) -> Inflection:
    """Read `inflection.yaml` and `lexica/irregular.tsv` of a language."""
    node = read_yaml(folder / "inflection.yaml")
    node.expect([*(f.value for f in Form), "doubling"])
    endings = {f: tuple((e["after"], int(e["cut"]), e["add"]) for e in node[f.value]) for f in Form}
    irregular: dict[tuple[str, Form], tuple[str, ...]] = {}
    for row in read_tsv(folder / "lexica" / "irregular.tsv", ("word", "form", "spelled"), key=("word", "form")):
        if row["form"] not in {f.value for f in Form}:
            raise row.error(f"no form '{row['form']}'; known: {', '.join(f.value for f in Form)}")
        irregular[row["word"], Form(row["form"])] = tuple(row["spelled"].split("|"))
    return Inflection(endings, irregular, frozenset(node["doubling"]))
