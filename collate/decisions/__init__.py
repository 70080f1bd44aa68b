"""An editor's decisions: read from files, placed on tokens, and obeyed by later rooms.

`records` are what is decided and what became of it, `reading` takes `decisions.toml` apart,
`writing` sets a decision down in it, `placing` finds the tokens that each is about, in the text as
`running` has it.
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
