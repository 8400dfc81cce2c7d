"""Actions, LRGs and the taxonomies that tie them to the compacts, by subject."""

from .action import Action, ActionLRG, ActionProgress
from .city import CityIndexPage, CityPage, CitySource
from .commitment import Commitment, CommitmentProgress
from .importing import ActionImport
from .joining import SignUpRecord
from .listing import ActionIndexPage
from .progress_request import ProgressRequest
from .taxonomy import Category, Framework, Objective, Priority

__all__ = [
    "Action",
    "ActionImport",
    "ActionIndexPage",
    "ActionLRG",
    "ActionProgress",
    "Category",
    "CityIndexPage",
    "CityPage",
    "CitySource",
    "Commitment",
    "CommitmentProgress",
    "Framework",
    "Objective",
    "Priority",
    "ProgressRequest",
    "SignUpRecord",
]
