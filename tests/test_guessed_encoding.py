"""The encoding that is proposed for a text that is not UTF-8."""

import pytest

from collate.errors import ReadError
from collate.model.witness import Siglum
from collate.reading import ReadOptions, read_plain
from collate.reading.guessed_encoding import guessed_encoding, likely_encoding, wide_encoding

FRENCH = (
    "Elle était très belle, et le château où elle avait vécu n’était pas à elle ; mais c’est là qu’elle mourut, dit-on."
)
GERMAN = "Er hörte die Glocke schlagen und wußte nicht, ob es für ihn schon zu spät war, über die Brücke zu gehen."
RUSSIAN = "Я не знаю, что он хотел сказать, но это было так странно, что мы все замолчали и стали смотреть на него."
GREEK = "και το φως εν τη σκοτια φαινει και η σκοτια αυτο ου κατελαβεν, εν αρχη ην ο λογος και ο λογος ην προς τον θεον"

POLISH = "Był sobie król, który miał trzy córki; a każda z nich była piękna jak zorza, i dała mu się poznać po tym, że śpiewała."
TURKISH = "Bir gün padişah, üç oğlunu yanına çağırdı ve onlara dedi ki: bu işi yapan için şehir daha büyük olacak."
FRENCH_SPEECH = (
    "Où étiez-vous l'été dernier ? « À Nîmes », répondit l'élève, et ça suffit : vous y étiez. « Très bien ! »"
)
SPANISH_SPEECH = (
    "¿Dónde está mi señor? «No lo sé», dijo el niño; ¡y que nadie me lo pregunte más! ¿No es así? ¡Sí, señor!"
)
ENGLISH_PRICES = (
    "He paid £5 for the ring and £7 for the café in which she had been; it was §3 of the will: £12 and £20."
)
ITALIAN_SPEECH = (
    "«Perché non è venuto?» disse la madre. «È che non può più», rispose il figlio, e così se ne andò via di là."
)
CZECH = "Ať přijde, řekl král, ať se na něj podívám; že je to můj syn, ať mi to řekne a ať už ho víc nehledám, ať se děje, co se děje."

TEXTS = [
    (FRENCH_SPEECH, "cp1252"),
    (SPANISH_SPEECH, "cp1252"),
    (ENGLISH_PRICES, "cp1252"),
    (ITALIAN_SPEECH, "cp1252"),
    (CZECH, "iso8859-2"),
    (FRENCH, "mac-roman"),
    (POLISH, "cp1250"),
    (TURKISH, "cp1254"),
    (RUSSIAN, "utf-16-be"),
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


@pytest.mark.parametrize(("text", "encoding"), TEXTS, ids=[f"{e} {t[:9]}" for t, e in TEXTS])
def test_an_error_names_the_likely_encoding_and_what_to_do(text: str, encoding: str) -> None:
    with pytest.raises(ReadError, match=f"--encoding {encoding}"):
        read_plain(text.encode(encoding), ReadOptions("a.txt", Siglum("A")))


def test_a_few_words_make_no_encoding_likely() -> None:
    assert likely_encoding("café".encode("cp1252")) == ""
    assert guessed_encoding("café".encode("cp1252")) == "cp1252"


def test_bytes_with_zeros_are_no_wide_text() -> None:
    assert wide_encoding(b"\x89PNG\x00\x01 a b c d") == ""


def test_what_is_no_text_has_no_encoding() -> None:
    assert guessed_encoding(bytes(range(256)) * 4) == ""
