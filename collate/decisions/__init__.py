"""An editor's decisions: read from files, located on tokens, and written.

`parsing` reads `decisions.toml`, `locating` finds the tokens that each decision is about with the text of
`quote_match`, and `writing` makes the TOML of a new decision. The types are in `model/decisions`.
"""

from collate.model.decisions import NO_DECISIONS as NO_DECISIONS
from collate.model.decisions import Action as Action
from collate.model.decisions import AlignmentConstraint as AlignmentConstraint
from collate.model.decisions import Decision as Decision
from collate.model.decisions import LocatedDecision as LocatedDecision
from collate.model.decisions import LocatedDecisions as LocatedDecisions
from collate.model.decisions import Outcome as Outcome
from collate.model.decisions import QuoteSelector as QuoteSelector
from collate.model.decisions import Scope as Scope
from collate.model.decisions import State as State
from collate.model.decisions import TokenRange as TokenRange
from collate.model.decisions import UnitOverride as UnitOverride
