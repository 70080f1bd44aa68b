"""Classifying: how does this reading differ from that one, and on what evidence?

`ladder` asks the rules in order; `light`, `absence`, `words` hold them; `english` and `names`
are what they know; `kinds` are the answers; `question` is what is put to them, and `surroundings`
tell where more need not be.
"""

from collate.classify.absence import ending as ending
from collate.classify.context import Context as Context
from collate.classify.folding import bare as bare
from collate.classify.folding import folded as folded
from collate.classify.ladder import RULES as RULES
from collate.classify.ladder import Rule as Rule
from collate.classify.ladder import classify as classify
from collate.classify.ladder import rules_for as rules_for
from collate.classify.light import white_space as white_space
from collate.classify.question import SENTENCE_ENDS as SENTENCE_ENDS
from collate.classify.question import Question as Question
from collate.classify.question import Side as Side
from collate.classify.rulebook import Rulebook as Rulebook
from collate.classify.rulebook import read_rulebook as read_rulebook
from collate.classify.surroundings import Surroundings as Surroundings
from collate.classify.surroundings import surroundings as surroundings
from collate.model.variation import Certainty as Certainty
from collate.model.variation import Kind as Kind
from collate.model.variation import Significance as Significance
from collate.model.variation import Variation as Variation
