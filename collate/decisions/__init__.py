"""An editor's decisions: read from files, placed on tokens, and obeyed by later rooms.

`records` are what is decided and what became of it, `reading` takes `decisions.toml` apart,
`writing` sets a decision down in it, `placing` finds the tokens that each is about, in the text as
`running` has it.
"""

from collate.decisions.records import NO_DECISIONS as NO_DECISIONS
from collate.decisions.records import Action as Action
from collate.decisions.records import Anchor as Anchor
from collate.decisions.records import Bond as Bond
from collate.decisions.records import Decision as Decision
from collate.decisions.records import Joint as Joint
from collate.decisions.records import Placed as Placed
from collate.decisions.records import Placing as Placing
from collate.decisions.records import Scope as Scope
from collate.decisions.records import State as State
from collate.decisions.records import Stretch as Stretch
from collate.decisions.records import Verdict as Verdict
