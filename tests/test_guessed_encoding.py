"""The encoding that is proposed for a text that is not UTF-8."""

import pytest

from collate.proposing.guessed_encoding import guessed_encoding

FRENCH = (
    "Elle était très belle, et le château où elle avait vécu n’était pas à elle ; mais c’est là qu’elle mourut, dit-on."
)
GERMAN = "Er hörte die Glocke schlagen und wußte nicht, ob es für ihn schon zu spät war, über die Brücke zu gehen."
RUSSIAN = "Я не знаю, что он хотел сказать, но это было так странно, что мы все замолчали и стали смотреть на него."
GREEK = "και το φως εν τη σκοτια φαινει και η σκοτια αυτο ου κατελαβεν, εν αρχη ην ο λογος και ο λογος ην προς τον θεον"

TEXTS = [
    (FRENCH, "cp1252"),
    (GERMAN, "cp1252"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "cp866"),
    (GREEK, "cp1253"),
    (RUSSIAN, "utf-16"),
    (FRENCH, "utf-16-le"),
    (GERMAN, "utf-16-be"),
]


@pytest.mark.parametrize(("text", "encoding"), TEXTS, ids=[f"{e} {t[:9]}" for t, e in TEXTS])
def test_an_encoding_is_guessed_by_the_words_it_gives(text: str, encoding: str) -> None:
    assert guessed_encoding(text.encode(encoding)) == encoding


def test_what_is_no_text_has_no_encoding() -> None:
    assert guessed_encoding(bytes(range(256)) * 4) == ""
