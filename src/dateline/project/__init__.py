"""A dataset that lives for years: documents come in and are coded, people decide, and nothing of it is lost.

Ties sources, pipeline and store together; every function takes an open `Project` and the time that it is.
"""

from dateline.project.adding import add
from dateline.project.coding import Coder, Progress, code, coder_of
from dateline.project.folder import SETTINGS, Project, find_project, make_project, open_project

__all__ = [
    "SETTINGS",
    "Coder",
    "Progress",
    "Project",
    "add",
    "code",
    "coder_of",
    "find_project",
    "make_project",
    "open_project",
]
