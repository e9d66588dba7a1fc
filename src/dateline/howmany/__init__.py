"""Words into numbers of people, as ranges. Reads no dates and no places, and guesses nothing."""

from dateline.howmany.ages import find_ages
from dateline.howmany.finding import find_counts, long_figures
from dateline.howmany.meanings import HowManyData, load_howmany
from dateline.howmany.people import count_people

__all__ = ["HowManyData", "count_people", "find_ages", "find_counts", "load_howmany", "long_figures"]
