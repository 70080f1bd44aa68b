"""Find parallel passages in raw documents: where two documents, or two places of one, tell the same in the same words.

The steps: words of all documents as columns (`words`), rare n-grams that recur (`seeds`), chains of them on one
diagonal (`chains`), both ends (`ends`), what each passage is (`kinds`), and which belong together (`groups`). Of a text
in many copies only the pairs that link them are looked at (`origins`).
"""

from collate.discovery.documents import Documents as Documents
from collate.discovery.documents import read_documents as read_documents
from collate.discovery.finding import discover as discover
from collate.discovery.passages import DocumentSpan as DocumentSpan
from collate.discovery.passages import ParallelKind as ParallelKind
from collate.discovery.passages import ParallelPassage as ParallelPassage
from collate.discovery.passages import PassageSet as PassageSet
from collate.discovery.passages import TextGroup as TextGroup
