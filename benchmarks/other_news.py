"""What is coded of news that is mostly not of our field: of local papers, of the world, of health.

    PYTHONPATH=src python benchmarks/other_news.py PATH...

Each PATH is an XML of articles for place names (LGL, TR-News, GeoVirus; an `article` has `title` and `text`). Nobody
has coded them: what counts is how few give a report, and which. LGL is of papers of small towns, on crashes,
courts and burglaries; GeoVirus on diseases; TR-News mixed, wars and attacks too. The articles are taken to be
of 2015-06-01. Floor: articles with a word for the harm (`gva.py`). The last line is the result as JSON.
"""

from __future__ import annotations

import argparse
import json
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from pathlib import Path

from dateline.kit import load_kit
from dateline.model import Document
from dateline.pipeline import Coding, code_documents
from dateline.sources import document
from gva import HARM, floor_of

PUBLISHED = date(2015, 6, 1)


def articles(path: Path) -> list[Document]:
    """The articles of an XML, those without a text left out."""
    found = enumerate(ET.parse(path).getroot().iter("article"))
    told = [(n, a.findtext("title") or "", a.findtext("text") or "") for n, a in found]
    return [document(text, id=str(n), title=title, published=PUBLISHED, lang="en") for n, title, text in told if text]


def main() -> None:
    """Print how many articles of each file give a report, of which types, and them as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", type=Path, nargs="+")
    kit, out = load_kit(), {}
    for path in options.parse_args().paths:
        docs = articles(path)
        codings = [c for c in code_documents(docs, kit) if isinstance(c, Coding)]
        types = Counter(r.type for c in codings for r in c.reports)
        harm = sum(any(floor_of(d.text, kind) for kind in HARM) for d in docs)
        out[path.stem] = {
            "articles": len(docs),
            "floor_with_a_word_of_harm": harm,
            "with_reports": sum(bool(c.reports) for c in codings),
            "reports": types.total(),
        }
        print(path.stem, out[path.stem], dict(types.most_common()))
    print(json.dumps({"benchmark": "other_news", **out}))


if __name__ == "__main__":
    main()
