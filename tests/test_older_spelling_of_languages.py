"""Words in the spelling of the 15th to 18th centuries (Russian: before 1918) and of today, language by language."""

import pytest

from collate.classify.pairs import classify_pairs

OLDER = {
    "fr": "estoit/était sçavoir/savoir mesme/même roy/roi vne/une iour/jour auoir/avoir eust/eût isle/île cognoistre/connaître faict/fait "
    "ung/un besoing/besoin soubz/sous filz/fils aultre/autre enfans/enfants",
    "de": "vnd/und seyn/sein Thal/Tal daß/dass jm/ihm jhnen/ihnen gehn/gehen Werck/Werk hertz/Herz kompt/kommt auff/auf",
    "la": "caelum/celum mihi/michi nihil/nichil damnum/dampnum affero/adfero illustris/inlustris collega/conlega imago/ymago velut/uelud",
    "ru": "хлѣбъ/хлеб Ѳома/Фома добрыя/добрые разсказъ/рассказ онѣ/они ея/её чортъ/чёрт",
    "grc": "λόγωι/λόγῳ ἐστὶ/ἐστίν Μωσῆς/Μωϋσῆς Δαυείδ/Δαυίδ τάττω/τάσσω γίγνομαι/γίνομαι σὺν/ξὺν",
    "es": "dixo/dijo vna/una hazer/hacer cauallo/caballo quando/cuando philosopho/filósofo coraçon/corazón boluer/volver",
    "pt": "elle/ele huma/uma theatro/teatro aquelle/aquele rey/rei ouuir/ouvir sciencia/ciência acção/ação",
    "it": "huomo/uomo gratia/grazia natione/nazione facto/fatto uarii/vari hauere/avere octo/otto exempio/esempio",
    "nl": "zyn/zijn koningh/koning groote/grote menschen/mensen oock/ook jaer/jaar huys/huis tijdt/tijd",
    "sv": "hvad/vad öfver/över gifva/giva quinna/kvinna thet/det konungh/konung godt/gott skrifva/skriva sielf/själv",
    "fro": "molt/mout fame/feme qui/ki mes/mais chascuns/cascuns seignor/seigneur",
    "pl": "iest/jest móy/mój xiążę/książę Marya/Maria woyna/wojna",
    "cs": "gest/jest czlowiek/člověk saud/soud zwjře/zvíře Buoh/Bůh vmřel/umřel",
    "tr": "kitab/kitap etdi/etti itmek/etmek deyü/diye gelüp/gelip",
    "ar": "الحيوة/الحياة ثلثة/ثلاثة ابرهيم/إبراهيم شى/شيء مائة/مئة",
}
# Of these some differ by a letter that the language exchanges in other places.
OTHERS = {
    "fr": "poste/pote peu/pu avoir/avait", "de": "das/dass Haus/Maus gibt/gab", "la": "hominem/hominum affero/infero",
    "ru": "дом/том приходил/уходил", "grc": "ἀπῆλθεν/ἐξῆλθεν ἡμεῖς/ὑμεῖς", "es": "tuvo/hubo casa/cosa", "pt": "rapto/rato falaram/falarão",
    "it": "sono/siamo questo/quello", "nl": "ging/gaat verstaan/bestaan", "sv": "gick/går av/om icke/ej",
    "fro": "cuens/conte dist/dit biau/bel", "pl": "Bóg/Boga był/była pan/bóg", "cs": "pán/Bůh král/krále",
    "tr": "ev/evler evlerde/evlerden ile/ve", "ar": "كتاب/كتب هذا/هذه قال/ذكر",
}  # fmt: skip


def _rows(table: dict[str, str]) -> list[tuple[str, str, str]]:
    split = [(language, pair.split("/")) for language, pairs in table.items() for pair in pairs.split()]
    return [(language, one, other) for language, (one, other) in split]


@pytest.mark.parametrize(("language", "older", "newer"), _rows(OLDER))
def test_an_older_spelling_is_the_same_word(language: str, older: str, newer: str) -> None:
    for pair in ((older, newer), (newer, older)):
        (variation,) = classify_pairs([pair], language, aligned_pairs=[])
        assert variation.kind in ("spelling", "diacritics")


@pytest.mark.parametrize(("language", "one", "other"), _rows(OTHERS))
def test_other_words_and_forms_stay_what_they_are(language: str, one: str, other: str) -> None:
    (variation,) = classify_pairs([(one, other)], language, aligned_pairs=[])
    assert variation.kind in ("substitution", "inflection")
