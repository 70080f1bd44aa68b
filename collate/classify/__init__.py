"""Classification: how one reading differs from another, and on what evidence.

`engine` asks the rules of `rules/` in order; `reading_pair` is what a rule gets, `work_evidence` what the work tells
about its words, `rulebook` the rules that a work states, `language/` what is known about languages, `edit_model` the
letters that are written for one another, `spelling_habits` how freely a work spells, `learning/` what its editor
teaches. `eyeskip_prefilter` finds where the omission rules need the neighbours. `pairs` classifies pairs without a
collation.
"""

from collate.classify.engine import RULES as RULES
from collate.classify.engine import Rule as Rule
from collate.classify.engine import classify as classify
from collate.classify.engine import revised_by_learner as revised_by_learner
from collate.classify.engine import rules_for as rules_for
from collate.classify.eyeskip_prefilter import EyeskipCandidates as EyeskipCandidates
from collate.classify.eyeskip_prefilter import eyeskip_candidates as eyeskip_candidates
from collate.classify.language.folding import bare as bare
from collate.classify.language.folding import folded as folded
from collate.classify.reading_pair import SENTENCE_ENDS as SENTENCE_ENDS
from collate.classify.reading_pair import ReadingPair as ReadingPair
from collate.classify.reading_pair import ReadingSide as ReadingSide
from collate.classify.rulebook import Rulebook as Rulebook
from collate.classify.rulebook import read_rulebook as read_rulebook
from collate.classify.rules.accidentals import white_space as white_space
from collate.classify.rules.additions_omissions import word_ending as word_ending
from collate.classify.rules.misreading import Misreading as Misreading
from collate.classify.rules.misreading import probable_error as probable_error
from collate.classify.rules.slips import Slip as Slip
from collate.classify.work_evidence import WorkEvidence as WorkEvidence
from collate.model.variation import Certainty as Certainty
from collate.model.variation import Kind as Kind
from collate.model.variation import Significance as Significance
from collate.model.variation import Variation as Variation
