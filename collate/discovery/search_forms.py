"""The search form of a word: its form without the spellings that old prints, other editors and OCR confuse.

Two different words may have one search form (`of`, `os`): it only decides where to look. What is found is judged by
many words in one order.
"""

from typing import Final

from collate._late_regex import late_regex
from collate.text.normalise import marks

# v and u, j and i, y and i were one letter each; OCR takes the long s for f; ae and oe lose their first or last letter.
_LATIN: Final = (
    {ord(one): other for one, other in zip("vjyf", "uiis", strict=True)}
    | {ord("w"): "uu", ord("æ"): "e", ord("œ"): "e", ord("ß"): "s"}
    | {ord("þ"): "th", ord("ð"): "th", ord("ȝ"): "gh"}
)
# Letters of Russian before 1918, and shapes of alef, ya and ta marbuta that Arabic prints mix.
_OTHERS: Final = str.maketrans("ѣіѳѵ", "еифи") | str.maketrans("أإآٱىیکة", "ااااييكه")
_DIPHTHONG: Final = late_regex("[ao]e")
_DOUBLED: Final = late_regex(r"([a-z])\1+")
_HARD_SIGN: Final = "ъ"
_LEAST_WITH_MUTE_E: Final = 4


def search_form(form: str) -> str:
    """Return the search form of a form."""
    bare = form if form.isascii() else marks(form)
    folded = bare.translate(_LATIN).translate(_OTHERS)
    if folded.isascii():
        folded = folded.replace("'", "").replace("-", "").replace("ph", "s")
        folded = _DOUBLED.sub(r"\1", _DIPHTHONG.sub("e", folded).replace("rn", "m"))
        if len(folded) >= _LEAST_WITH_MUTE_E and folded[-1] == "e":
            folded = folded[:-1]
    elif len(folded) > 1 and folded[-1] == _HARD_SIGN:
        folded = folded[:-1]
    return folded or form
