"""What holds of `collate check` for any text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from strategies import witnesses
from trials import tried

from collate.apparatus import work_evidence
from collate.checking.baseline import fingerprints
from collate.checking.character_table import render_character_table
from collate.checking.fixes import fixed_content
from collate.checking.rules.probable_errors import probable_errors
from collate.checking.rules.registry import RULES
from collate.checking.rules.transcription import TRANSCRIPTION_RULES, check_transcription
from collate.checking.settings import CheckSettings
from collate.classify import Rulebook
from collate.classify.confusables import deletions, is_confusable
from collate.model.findings import Level, Match, Transcription, finding_of
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.aligning import align_work
from collate.reading.options import ReadOptions
from collate.reading.plain import read_plain

PIECES = ["the", "the ", " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "-", "-\n", "word3", "manifeSt", '"', "“", "”", "„", "(", ")", "[", "]", "1)", ",", " .",
          "é", "e\u0301", "\u200b", "\ufeff", "\ue000", "\u0378", "мoлoкo", "שלום", "日本", "—", " — ", " -- ", "\u00a0", "\x07", "a.", "b"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=14).map("".join)
ALL = CheckSettings(select=("T",))


def read(text: str, content: bytes | None = None) -> Witness:
    return read_plain(text.encode() if content is None else content, ReadOptions("a.txt", Siglum("a")))


@given(TEXTS)
def test_a_finding_stands_within_its_text_where_its_line_and_column_say(text: str) -> None:
    witness = read(text)
    lines = re.split(r"\r\n|\r|\n", witness.text)
    for f in check_transcription(witness, "a.txt", "en", ALL):
        assert 0 <= f.start <= f.end <= len(witness.text)
        before = re.split(r"\r\n|\r|\n", witness.text[: f.start])
        inside = f.start and witness.text[f.start - 1 : f.start + 1] == "\r\n"
        if not inside:
            assert (f.line, f.column) == (len(before), len(before[-1]) + 1)
        assert f.line <= len(lines)
        assert f.message == f.message.strip() != ""
        assert witness.text[f.start : f.end].startswith(f.matched)


@given(TEXTS)
@example("\ufeff\ufeffone")
def test_what_is_mended_has_none_of_what_is_mended_and_the_same_words(text: str) -> None:
    witness = read(text)
    after = fixed_content(Transcription("a.txt", witness), frozenset(RULES))
    if after is None:
        assert not {f.code for f in check_transcription(witness, "a.txt", "", ALL)} & {"T101", "T102", "T107", "T108"}
        return
    again = read("", after)
    assert fixed_content(Transcription("a.txt", again), frozenset(RULES)) is None
    assert not {f.code for f in check_transcription(again, "a.txt", "", ALL)} & {"T101", "T102", "T107", "T108"}
    # Byte order marks are no part of the first word, however many a file begins with.
    assert again.text.split() == unicodedata.normalize("NFC", witness.text.lstrip("\ufeff")).split()


@given(TEXTS, st.lists(st.sampled_from(["New line.", "the the"]), max_size=3))
def test_an_edit_in_lines_above_moves_no_fingerprint(text: str, above: list[str]) -> None:
    old = list(
        check_transcription(Witness(Siglum("a"), text), "a.txt", "", CheckSettings(select=("T203", "T204", "T103")))
    )
    shifted = "".join(f"{line}\n" for line in above) + text
    new = list(
        check_transcription(Witness(Siglum("a"), shifted), "a.txt", "", CheckSettings(select=("T203", "T204", "T103")))
    )
    assert list(fingerprints(old)) == list(fingerprints(new))


@given(st.lists(st.sampled_from(["the the ", "x\n"]), max_size=12).map("".join))
def test_no_two_findings_have_one_fingerprint(text: str) -> None:
    found = list(check_transcription(Witness(Siglum("a"), text), "a.txt", "", ALL))
    assert len(set(fingerprints(found))) == len(found)


@given(TEXTS)
@example("\ufeff")
def test_a_fingerprint_does_not_depend_on_the_message(text: str) -> None:
    findings = list(check_transcription(read(text), "a.txt", "", ALL))
    reworded = [replace(f, message="said in other words") for f in findings]
    assert list(fingerprints(reworded)) == list(fingerprints(findings))


def test_two_findings_without_text_are_told_apart_by_their_keys() -> None:
    file = Transcription("w/collation.toml", Witness(Siglum("file"), ""))
    gone = [finding_of(RULES["D302"], Level.WARNING, file, Match(0, 0, "gone", key=key)) for key in ("e1", "e2", "e1")]
    first, second, repeated = fingerprints(gone)
    assert first != second
    assert repeated == f"{first}-2"


LETTERS = st.text(alphabet="abcm", min_size=1, max_size=11)


@given(LETTERS, LETTERS)
def test_words_one_edit_apart_share_what_is_left_without_a_letter(one: str, other: str) -> None:
    if OSA.distance(one, other) <= 1:
        assert deletions(one) & deletions(other)


@given(LETTERS, LETTERS)
@example("modern", "modem")
def test_nearness_is_the_same_from_either_side(one: str, other: str) -> None:
    assert is_confusable(one, other) == is_confusable(other, one)
    assert not is_confusable(one, other) or OSA.distance(one, other) <= 2


@given(witnesses(), st.randoms())
@tried(30, hunted=50)
def test_slips_do_not_depend_on_the_order_of_the_witnesses(found: list[Witness], random: Random) -> None:
    def told(these: Sequence[Witness]) -> set[object]:
        alignment = align_work(Work(tuple(these), title="t", base=these[0].siglum))
        context = work_evidence(alignment, Rulebook("en"))
        sigla = [t.witness.siglum for t in alignment.tokens]
        return {
            (
                sigla[s.witness],
                s.first,
                s.last,
                frozenset((m, frozenset(sigla[o] for o in others)) for m, others in s.corrections),
            )
            for s in probable_errors(alignment, context)
        }

    shuffled = random.sample(found, len(found))
    assert told(found) == told(shuffled)


@given(TEXTS)
def test_a_table_of_signs_holds_every_sign_and_says_the_same_again(text: str) -> None:
    table = render_character_table([text])
    points = [row.split(",U+", 1)[1].split(",", 1)[0] for row in table.splitlines()[1:] if ",U+" in row]
    assert {chr(int(point, 16)) for point in points} == set(text)


@given(st.sampled_from(sorted(TRANSCRIPTION_RULES)), TEXTS)
def test_a_rule_says_the_same_again(code: str, text: str) -> None:
    file = Transcription("a.txt", read(text))
    assert list(TRANSCRIPTION_RULES[code](file)) == list(TRANSCRIPTION_RULES[code](file))


def test_a_finding_over_lines_is_shown_on_its_first() -> None:
    file = Transcription("a.txt", Witness(Siglum("a"), "one atti-\n\ntude two"))
    found = finding_of(RULES["T202"], Level.INFO, file, Match(4, 15, "m"))
    assert (found.before, found.matched, found.after, found.end_line, found.end_column) == ("one ", "atti-", "", 3, 5)
