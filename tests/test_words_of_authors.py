"""Words of authors that look like editors': in novels, laws, letters, poems, recipes, lists, sermons and chats."""

import pytest

from collate.editorial import FINDERS, find_interventions
from collate.model.witness import Siglum, Witness

TEXT = {
    "a manuscript in a Russian story": "Он искал её.\n\nРукопись хранится в музее, но никто её не видел.",
    "a Russian telegram": "Он развернул телеграмму.\n\nМАТЬ УМЕРЛА ПРИЕЗЖАЙ\n\nОн сел на ступеньку.",
    "a Russian number": "Он досчитал до\n12\nи открыл глаза. Потом до\n13\nи закрыл их.",
    "poem first": "The river does not wait\n\nIt carries what we say beyond the bridge and never gives an answer to the town,\nand all the windows darken one by one.\n\nI count them going down",
    "letter first": "My dearest Anna and the children\n\nWe came home on Tuesday after the long rain and found the garden under water, but the house is dry.\n\nYour Paul",
    "list first": "Bring the ladder\n\nBring the two blue buckets from the cellar and put them beside the gate before it is dark.\n\nBring the rope",
    "dialogue": "– Are you coming\n\n– I am coming as soon as the bread is out of the oven and the cat is fed, she said.\n\n– Good",
    "dialogue2": "Are you coming\n\nI am coming as soon as the bread is out of the oven and the cat is fed, she said to him.\n\nGood",
    "chat": "Tom: did you see it\n\nAnn: See what? I was at work all day and my phone was in the other bag the whole time, sorry.\n\nTom: Source: trust me",
    "chat2": "morning all\n\nMorning Ann, did anybody find the key to the boiler room yesterday after the meeting of the club?\n\nno",
    "telegram2": "He opened the telegram.\n\nMOTHER DEAD COME HOME\n\nHe sat down on the step and did not speak for an hour.",
    "telegram3": "He opened the telegram. It was short.\n\nFATHER SOLD FARM STOP COME\n\nShe laughed.",
    "sign": "Over the gate there was a board.\n\nBEWARE OF THE DOG\n\nWe went in.",
    "stones": "The stone had only two words.\n\nAVE MARIA\n\nMoss had filled the rest.",
    "page12": "She had counted to\n12\nwhen the door opened and the cold came in.\nThen to\n13\nand it shut.",
    "page12b": "There were rooms on both sides,\n12\nand behind the last of them a yard.\n\nIn it I saw\n13\ncarts and no horse.",
    "page bracket": "We took rooms 12 and 13 on the first floor. In 12 there was a bed; 13 was empty.",
    "bus": "The buses go by the square all day.\n\n12\n\n13\n\n14\n\nNone of them stops here.",
    "ms name": "He named them all.\n\nJohn Smith\n\nMS: three months. He lives with it and does not complain, his wife says.",
    "ms2": "Patients seen on Monday:\n\nAnna Keller\n\nMS: walks with a stick, no new attack since May.\n\nPaul Berg\n\nMS: tired.",
    "address": "List of members\n\nJohn Smith\n\nAddress: 4 Mill Lane. He pays by the month.\n\nAnn Miller\n\nAddress: 12 High Street. She has paid.",
    "address de": "Mitglieder des Vereins:\n\nKarl Meyer\n\nAdresse: Mühlgasse 4. Zahlt monatlich.\n\nAnna Vogt\n\nAdresse: Am Markt 2. Hat bezahlt.",
    "address ru": "Список жильцов дома.\n\nИван Петров\n\nАдрес: улица Мира, дом 4. Платит вовремя.\n\nАнна Белова\n\nАдрес: тот же.",
    "text label": "Wir sprachen lange.\n\nAnna Vogt\n\nE: Ja, das dachte ich auch, sagte er.\n\nD: Nein.",
    "interview": "Das Gespräch begann um neun.\n\nKarl Meyer\n\nH: Wann sind Sie gekommen?\n\nD: Im Mai.",
    "code docs": "Source: the name of the table.\nTarget: the name of the copy.\nLanguage: the code of the language, such as en.\nTitle: a text of 80 signs or less.\nAuthor: the name of a user.",
    "code docs2": "The record has these fields.\n\nTitle: free text\nAuthor: free text\nPublisher: free text\nLanguage: code\n\nAll of them may be empty.",
    "recipe": "Apple cake of my grandmother\n\nTake three apples, peel them and cut them in thin slices; put the butter in a warm bowl and stir it.\n\nSource: my grandmother",
    "recipe2": "Four eggs\n\nTwo cups of flour\n\nBeat the eggs with the flour for a long time until the dough is as soft as cream and has no lumps.",
    "minutes": "Present: Smith, Jones, Brown.\nSource: the report of the treasurer.\nTranslation: not needed.\nLanguage: English and Welsh were spoken.\n\nThe meeting began at nine and ended at ten.",
    "minutes2": "The meeting opened at nine.\n\nPublished in the Gazette, p. 12. The chair read it aloud and we all laughed.\n\nThe meeting closed.",
    "law": "This Act may be cited as the Water Act. The original is kept in the archives of the House.\n\nThe manuscript is lost, says the keeper.",
    "law2": "§ 1\n\nDer Text ist in der Bibliothek auszulegen, S. 12 des Anhangs gilt entsprechend.\n\n§ 2\n\nDie Handschrift ist vom Archiv zu verwahren.",
    "novel ms": "She opened the box at last.\n\nThe manuscript is in the British Museum, the letter said, and nobody may copy it.",
    "novel ms2": "Er las den Zettel vor.\n\nDer Brief liegt in der Bibliothek, S. 12, stand darauf.",
    "novel fr": "Il tourna la page.\n\nLe manuscrit est conservé à la Bibliothèque nationale, disait le mot.",
    "novel ru": "Он прочитал записку.\n\nПисьмо хранится в архиве, с. 12, было сказано в ней.",
    "novel es": "Abrió la caja.\n\nEl manuscrito se conserva en la biblioteca del convento, decía la carta.",
    "novel it": "Aprì la scatola.\n\nIl manoscritto si conserva nella biblioteca del convento, diceva il biglietto.",
    "sermon": "Written in the heart\n\nBeloved, the law of which the prophet speaks is written in the heart and not on tables of stone, as you have heard.\n\nWritten in May.",
    "sermon2": "The letter kills\n\nThe spirit gives life. So the apostle says to those of Corinth, and so we must say it to one another every day.",
    "press": "Printed by order of the House, the notice hung on every door in 1848.\n\nWe read it and went on.",
    "press2": "Wir gingen zum Verlag im Jahr 1848.\n\nDort war niemand.",
    "press3": "My father kept the shop of Miller & Sons until 1871.\n\nThen he sold it.",
    "press fr": "Chez Martin, nous avons dîné en 1848.\n\nIl faisait froid.",
    "press it": "Presso Roma, 1848.\n\nPartimmo all'alba e nessuno ci vide.",
    "press la": "Apud Romam eramus anno 1503.\n\nNihil vidimus.",
    "credit": "Edited by me\n\nThe paper had forty readers, and I knew all of them by name and by the way they knocked on our door.",
    "credit2": "Produced by the sun\n\nand by the rain, the corn stands high in the valley where my fathers are asleep, and nobody counts it now.",
    "fr poem": "Les rues de mon enfance\n\nElles montaient vers le ciel entre deux murs de pierre où le lierre avait mis son ombre, et je les suis encore.",
    "de poem": "Am Abend kommt der Wind\n\nEr geht durch alle Gassen, er fragt nach meinem Kind und will mich nicht verlassen, wenn alle andern sind gegangen.",
    "de letter": "Lieber Herr Doktor\n\nSie haben mir vor drei Wochen geschrieben, und ich habe Ihnen noch immer nicht gedankt; heute will ich es tun.\n\nIhr Karl",
    "ru letter": "Дорогая Анна Петровна\n\nМы приехали во вторник после долгого дождя и нашли сад под водой, но дом стоит сухой и тёплый.\n\nВаш Павел",
    "es letter": "Querida madre\n\nLlegamos el martes después de la lluvia y encontramos el huerto bajo el agua, pero la casa está seca y tibia.",
    "it letter": "Carissima Anna\n\nSiamo arrivati martedì dopo la lunga pioggia e abbiamo trovato il giardino sotto l'acqua, ma la casa è asciutta.",
    "zh dialog": "你来了\n\n我来了，可是路上下了很大的雨，衣服全都湿了，鞋子里也都是水，走了三个小时才走到这里，真是累极了，不过总算见到了你。",
    "el letter": "Αγαπητή μου Άννα\n\nΉρθαμε την Τρίτη ύστερα από τη μεγάλη βροχή και βρήκαμε τον κήπο κάτω από το νερό, αλλά το σπίτι είναι στεγνό.",
    "la letter": "Marcus Annae salutem dicit\n\nVenimus die Martis post longam pluviam et hortum sub aqua invenimus, sed domus sicca est et calida.",
    "he letter": "אחותי היקרה\n\nבאנו ביום שלישי אחרי הגשם הארוך ומצאנו את הגן מתחת למים, אבל הבית יבש וחם והילדים בריאים ושלמים.",
    "three short": "So it was\n\nSo it will be\n\nSo say the old men who sit along the wall in the evening and wait until the last boat is home again.",
    "three short2": "Nothing\n\nNothing at all\n\nOnly the sea went on as it had gone on before we came, and would go on when we had gone away from there.",
    "slogan": "Peace\n\nBread\n\nThat was all they asked for, and for that they stood four days and nights before the palace in the snow.",
    "by night": "We travelled light\n\nby Night\n\nand slept by day in barns, and when the farmer found us there he gave us bread and asked no questions.",
    "by mary": "The book was read\n\nby Mary\n\nand the rest of us listened to her until the candle went out and the dog began to bark outside again.",
    "first pub": "Published at last\n\nThe law came into force on the first of May, and from that day no man could be sold in any market of the land.",
    "note label": "Note: bring water.\n\nWe did, and it was good that we did, for the well was dry.",
    "in colon": "In: bread, 1848, p. 3\nOut: wine, p. 4\n\nThe book was kept so for years.",
    "aus": "Aus: das Licht. Er schlief ein, und im Jahr 1848 wachte er auf.\n\nEs war kalt.",
    "dative": "Titel: keiner\nSprache: deutsch\nVerfasser: unbekannt\n\nSo stand es in der Karte, die er ausfüllen mußte.",
    "ship": "We sailed on the third.\n\nANNA MARIA\n\nwas the name of the ship.",
}


@pytest.mark.parametrize("kind", TEXT)
def test_words_of_an_author_have_no_role(kind: str) -> None:
    assert [i.label for i in find_interventions(Witness(Siglum("A"), TEXT[kind]), FINDERS.values())] == []


EDITED = {
    "titles above prose": (
        "Stories of the sea\n\nThe storm\n\nIt began at night, when the boats lay along the wall, and nobody in the harbour was ready.\n\n"
        "In the morning the harbour was empty, and the women stood there.",
        ["Stories of the sea", "The storm"],
    ),
    "a title with capitals": (
        "The Storm at Northern Point\n\nIt began at night, and nobody in the harbour was ready for it.",
        ["The Storm at Northern Point"],
    ),
    "the place of a letter": (
        "I shall come.\n\nJohn Smith\n\nMS: British Library, Add. 123, f. 4.",
        ["MS: British Library, Add. 123, f. 4."],
    ),
    "records": (
        "Titel: Die Reise\nVerfasser: Karl Meyer\nSprache: deutsch\n\nEr kam am Abend, und niemand sah ihn.",
        ["Titel: Die Reise", "Verfasser: Karl Meyer", "Sprache: deutsch"],
    ),
    "a heading after a sentence": ("He said no.\n\nTHE SECOND PART\n\nHe said yes.", ["THE SECOND PART"]),
}


@pytest.mark.parametrize("kind", EDITED)
def test_words_of_an_editor_of_the_same_form_have_a_role(kind: str) -> None:
    text, words = EDITED[kind]
    found = [text[i.start : i.end] for i in find_interventions(Witness(Siglum("A"), text), FINDERS.values())]
    assert set(words) <= set(found)
