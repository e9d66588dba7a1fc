"""A dataset that lives for years: documents come in and are coded, people decide, and nothing of it is lost.

Ties sources, pipeline and store together; every function takes an open `Project` and the time that it is.
"""

from dateline.project.adding import add
from dateline.project.coding import Coder, Progress, code, coder_of
from dateline.project.deciding import accept, compare, correct, reject, split
from dateline.project.folder import SETTINGS, Project, find_project, make_project, open_project
from dateline.project.merging import Given, Joined, join_reports, merge
from dateline.project.showing import account_of, changes, page_of

__all__ = [
    "SETTINGS",
    "Coder",
    "Given",
    "Joined",
    "Progress",
    "Project",
    "accept",
    "account_of",
    "add",
    "changes",
    "code",
    "coder_of",
    "compare",
    "correct",
    "find_project",
    "join_reports",
    "make_project",
    "merge",
    "open_project",
    "page_of",
    "reject",
    "split",
]
