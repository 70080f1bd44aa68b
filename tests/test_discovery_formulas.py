"""Formulas of prayers, charters and letters are no quotations; a text that only begins or ends with one is."""

import pytest
from planted_passages import words_of

from collate.discovery import ParallelKind, PassageSet, discover
from collate.model.witness import Siglum, Witness

FORMULAS = {
    "latin prayer": "Per Dominum nostrum Jesum Christum, Filium tuum, qui tecum vivit et regnat in unitate Spiritus Sancti, Deus, per omnia sæcula sæculorum. Amen.",
    "latin doxology": "Gloria Patri, et Filio, et Spiritui sancto: sicut erat in principio, et nunc, et semper, et in secula seculorum. Amen.",
    "latin charter": "In cujus rei testimonium has litteras nostras fieri fecimus patentes. Teste me ipso apud Westmonasterium. Noverint universi presentes pariter et futuri",
    "papal": "Nulli ergo omnino hominum liceat hanc paginam nostre concessionis infringere vel ei ausu temerario contraire. Si quis autem hoc attemptare presumpserit",
    "english charter": "In witnesse whereof I have hereunto set my hand and seale the day and year first above written, in the presence of us",
    "english prayer": "through Jesus Christ our Lord, who liveth and reigneth with thee and the Holy Ghost, ever one God, world without end. Amen.",
    "contract": "If any provision of this Agreement is held to be invalid or unenforceable, the remaining provisions shall remain in full force and effect.",
    "german contract": "Sollten einzelne Bestimmungen dieses Vertrages unwirksam sein oder werden, so wird dadurch die Wirksamkeit der übrigen Bestimmungen nicht berührt.",
    "french": "Gloire soit au Père, et au Fils, et au Saint-Esprit, comme il était au commencement, maintenant et toujours, et dans les siècles des siècles.",
    "greek": "Δόξα Πατρὶ καὶ Υἱῷ καὶ Ἁγίῳ Πνεύματι, καὶ νῦν καὶ ἀεὶ καὶ εἰς τοὺς αἰῶνας τῶν αἰώνων. Ἀμήν.",
    "russian": "Слава Отцу и Сыну и Святому Духу, и ныне и присно и во веки веков, аминь. Во имя Отца и Сына",
    "hebrew": "ברוך אתה ה׳ אלהינו מלך העולם אשר קדשנו במצותיו וצונו ברוך אתה ה׳ אלהינו ואלהי אבותינו אלהי אברהם אלהי יצחק",
    "arabic": "بسم الله الرحمن الرحيم الحمد لله رب العالمين والصلاة والسلام على سيدنا محمد وعلى آله وصحبه أجمعين وصلى الله على سيدنا محمد",
    "chinese": "如是我聞一時佛在舍衛國祇樹給孤獨園與大比丘眾千二百五十人",
    "english letter": "I have the honour to be, with the highest esteem and respect, Sir, your most obedient and most humble servant, and remain with all due consideration",
    "french letter": "Je vous prie d'agréer, Monsieur, l'expression de mes sentiments les plus distingués et de la très haute considération avec laquelle j'ai l'honneur d'être votre très humble et très obéissant serviteur",
    "german letter": "Mit vorzüglicher Hochachtung habe ich die Ehre zu verharren Euer Wohlgeboren ganz gehorsamster und ergebenster Diener und empfehle mich Ihrem ferneren Wohlwollen",
    "spanish letter": "Dios guarde a Vuestra Merced muchos años; quedo de Usted su más atento y seguro servidor, que besa su mano",
    "russian letter": "Съ глубочайшимъ почтеніемъ и совершенною преданностью имѣю честь быть Вашего Превосходительства покорнѣйшимъ слугою, имею честь быть",
    "royal charter": "Notum sit omnibus tam presentibus quam futuris quod nos Ricardus Dei gratia rex Anglie, dux Normannie et Aquitanie et comes Andegavie, concessimus et hac presenti carta nostra confirmavimus",
    "thai": "นะโม ตัสสะ ภะคะวะโต อะระหะโต สัมมาสัมพุทธัสสะ นะโม ตัสสะ ภะคะวะโต",
}
QUOTATIONS = {
    "english letter": "I remain, she wrote, your most obedient servant, but the house in Bath is sold and the silver with it, so you need not come",
    "french letter": "Je vous prie d'agréer, disait-il en riant, ce vieux parapluie, et de croire que jamais une reine ne l'a porté sous la pluie de Londres",
    "german letter": "Mit vorzüglicher Hochachtung warf der Diener den Brief ins Feuer und sah zu, wie die Siegel seines alten Herrn darin schmolzen",
    "latin": "Gloria Patri et Filio dixit abbas, et surrexit de lecto suo, quamvis medici eum mori crederent, et ad fratres descendit in chorum nocte media",
    "english": "He wrote that he had the honour to be my most obedient servant, and on the same evening he burned my letters before the whole garrison",
    "german": "Von Gottes Gnaden, lachte der Bauer, bin ich König über sieben Kühe und zwei Esel, und keiner von denen zahlt mir Steuern",
    "russian": "Во имя отца и сына, сказал старик и бросил топор в реку, чтобы никто из деревни не мог больше рубить его яблони",
}  # fmt: skip


def found_between_words(text: str) -> PassageSet:
    """Return what is found in two documents that have a text between words of their own."""
    one, two, three, four = (" ".join(words_of(seed, 120)) for seed in range(4))
    return discover([Witness(Siglum("A"), f"{one} {text} {two}"), Witness(Siglum("B"), f"{three} {text} {four}")])


@pytest.mark.parametrize("text", FORMULAS.values(), ids=FORMULAS)
def test_a_formula_in_general_use_is_no_quotation(text: str) -> None:
    found = found_between_words(text)
    assert {p.kind for p in found.passages} == {ParallelKind.FORMULA}
    assert found.groups == ()


@pytest.mark.parametrize("text", QUOTATIONS.values(), ids=QUOTATIONS)
def test_a_sentence_with_some_words_of_a_formula_is_a_quotation(text: str) -> None:
    assert [p.kind for p in found_between_words(text).passages] == [ParallelKind.QUOTATION]


def charters(clause: list[str], count: int, behind: int) -> PassageSet:
    """Return what is found in charters that have a clause with some words behind it."""
    texts = [[*words_of(10 + k, 150), *clause, *words_of(90 + k, behind)] for k in range(count)]
    return discover([Witness(Siglum(f"D{k}"), " ".join(words)) for k, words in enumerate(texts)])


def test_a_clause_near_the_end_of_many_documents_is_a_formula() -> None:
    clause = words_of(1, 30)
    assert {p.kind for p in charters(clause, 6, behind=20).passages} == {ParallelKind.FORMULA}
    assert {p.kind for p in charters(clause, 6, behind=150).passages} == {ParallelKind.QUOTATION}
    assert {p.kind for p in charters(clause, 3, behind=20).passages} == {ParallelKind.QUOTATION}


def test_a_short_text_in_many_copies_is_no_formula() -> None:
    text = words_of(1, 40)
    found = discover([Witness(Siglum(f"D{k}"), " ".join([*text, *words_of(20 + k, 8)])) for k in range(6)])
    assert {p.kind for p in found.passages} == {ParallelKind.WITNESS}
