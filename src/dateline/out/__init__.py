"""Documents and their reports, as files and as pages for people.

Everything here is a plain function from nouns to text or to plain data; nothing opens a file, prints or
knows the time. JSONL holds everything. What is made to be passed on (table, CSV, GeoJSON) shows private
persons by their role alone, unless `names` is asked for.
"""

from dateline.out.account import explain
from dateline.out.columns import COLUMNS, csv_header, csv_rows
from dateline.out.dossier import event_page, report_page, value_words
from dateline.out.features import geojson
from dateline.out.formats import Format, codebook_json, written
from dateline.out.listing import listed
from dateline.out.manifests import Tally, manifest
from dateline.out.page import html
from dateline.out.records import COUNTS, jsonl, record
from dateline.out.tables import table
from dateline.out.withholding import private_names, withheld
from dateline.out.wording import Coded

__all__ = [
    "COLUMNS",
    "COUNTS",
    "Coded",
    "Format",
    "Tally",
    "codebook_json",
    "csv_header",
    "csv_rows",
    "event_page",
    "explain",
    "geojson",
    "html",
    "jsonl",
    "listed",
    "manifest",
    "private_names",
    "record",
    "report_page",
    "table",
    "value_words",
    "withheld",
    "written",
]
