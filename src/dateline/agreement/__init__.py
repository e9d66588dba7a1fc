"""How far two codings of the same texts agree: events paired one to one, then judged field by field.

Against gold reports this tells how good a coder is; between two people it tells how clear a codebook is.
"""

from dateline.agreement.criteria import Criteria, load_criteria
from dateline.agreement.measures import Figures, Share, figures, plain_figures
from dateline.agreement.pages import error_page
from dateline.agreement.reading import Coded, read_coded, read_records
from dateline.agreement.scoring import FIELDS, Evaluation, Miss, Pair, evaluate, paired

__all__ = [
    "FIELDS",
    "Coded",
    "Criteria",
    "Evaluation",
    "Figures",
    "Miss",
    "Pair",
    "Share",
    "error_page",
    "evaluate",
    "figures",
    "load_criteria",
    "paired",
    "plain_figures",
    "read_coded",
    "read_records",
]
