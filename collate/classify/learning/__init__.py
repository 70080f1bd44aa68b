"""Learning from an editor: the decisions of a work are labelled data.

`lessons` are decisions on two words; `traits` what is seen of such a pair; `regression` and `fitting` the weights, and
the check whether they do better than the rules; `learner` answers after the rules; `coverage` chooses the pairs whose
decision would teach most. Nothing here is imported where no kinds were decided.
"""
