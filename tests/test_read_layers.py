"""The settings `[read]`: from the project, the work, the witness and the command line, a later one over an earlier."""

from pathlib import Path

import pytest
from small_sources import tei
from stranger import Called

import collate
from collate.errors import ConfigError, OptionError, WitnessError
from collate.files.read_choices import ReadChoices, parse_read_choices
from collate.files.toml import SettingsTable
from collate.reading.place_settings import place_settings_of
from collate.reading.read_settings import settings_of_options
from collate.reading.readers import FORMATS
from collate.reading.sources import read_sources
from collate.reading.work import read_work

pytestmark = pytest.mark.usefixtures("small_reader")
HANDS = tei("<p>Lorem <del>ipse</del><add>ipsum</add> dolor</p>")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / "m.xml").write_text(HANDS, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Lorem ipsum dolor\n", encoding="utf-8")
    return tmp_path


def work(folder: Path, of_work: str = "", of_witness: str = "", more: str = "") -> dict[str, str]:
    settings = f'{of_work}\n[[witnesses]]\nfile = "m.xml"\n{more}\n{of_witness}\n[[witnesses]]\nfile = "a.txt"\n'
    (folder / "collation.toml").write_text(settings, encoding="utf-8")
    return {w.siglum: w.text for w in read_work(folder).witnesses}


FIRST = {"m": "Lorem ipse dolor", "a": "Lorem ipsum dolor\n"}
LAST = {"m": "Lorem ipsum dolor", "a": "Lorem ipsum dolor\n"}


def test_a_later_table_counts_more(folder: Path) -> None:
    assert work(folder) == LAST
    assert work(folder, '[read]\nhand = "first"') == FIRST
    assert work(folder, '[read]\nhand = "last"', '[witnesses.read]\nhand = "first"') == FIRST
    assert work(folder, '[read]\nhand = "first"', '[witnesses.read]\nhand = "last"') == LAST
    (folder / "pyproject.toml").write_text('[tool.collate.read]\nhand = "first"\n', encoding="utf-8")
    assert work(folder) == FIRST
    assert work(folder, '[read]\nhand = "last"') == LAST
    assert [w.text for w in read_sources(["m.xml"]).witnesses] == ["Lorem ipse dolor"]
    last = parse_read_choices([], ["last"], None)
    assert [w.text for w in read_sources(["m.xml"], choices=last).witnesses] == ["Lorem ipsum dolor"]
    named = ReadChoices(named=(("m", "hand=last", "--hand m=last"),))
    assert [w.text for w in read_work(folder, choices=named).witnesses] == [*LAST.values()]


def test_all_hands_are_witnesses_of_a_work_and_one_of_them_may_be_its_base(folder: Path) -> None:
    assert work(folder, 'base = "m*"', '[witnesses.read]\nhand = "all"', 'siglum = "m"') == {
        "m*": "Lorem ipse dolor",
        "mC": "Lorem ipsum dolor",
        "a": "Lorem ipsum dolor\n",
    }
    read = read_work(folder)
    assert (read.base, read.witnesses[1].derived_from) == ("m*", "m*")
    with pytest.raises(ConfigError, match=r"base = 'm' is not a witness; the sigla are m\*, mC, a"):
        work(folder, 'base = "m"', '[witnesses.read]\nhand = "all"')
    settings = '[read]\nhand = "all"\n[[witnesses]]\nfile = "m.xml"\n[[witnesses]]\nfile = "a.txt"\nsiglum = "mC"\n'
    (folder / "collation.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"collation.toml:7: two witnesses have the siglum mC"):
        read_work(folder)


def test_a_witness_may_be_a_later_hand_of_a_hand_in_a_file(folder: Path) -> None:
    hand = '[[witnesses]]\nfile = "a.txt"\nsiglum = "C"\nhand_of = "m*"\n'
    read = work(folder, f'[read]\nhand = "all"\n{hand}')
    assert [*read] == ["m*", "C", "mC", "a"]


def test_a_setting_that_no_format_has_is_told_once_with_its_line(folder: Path) -> None:
    work(folder, '[read]\nsurface = "original"\nhand = "last"', "[witnesses.read]\ntemplates = { a = 1 }")
    (told,) = [w.notices for w in read_work(folder).witnesses if w.notices]
    assert [notice.removeprefix(f"{folder}/") for notice in told] == [
        "collation.toml:2: surface changes nothing: TEI and plain text have no such setting",
        "collation.toml:8: templates changes nothing: TEI has no such setting",
    ]


def test_places_mean_what_the_format_of_the_witness_has(folder: Path) -> None:
    (folder / "a.txt").write_text("1. Lorem\n2. ipsum dolor\n", encoding="utf-8")
    rows = r"""[read.places]
verse = '^(\d+)\.'
page = "pb/@n"
"""
    work(folder, rows)
    marked_up, plain = read_work(folder).witnesses
    assert [(p.system, p.value) for p in plain.places] == [("verse", "1"), ("verse", "2")]
    assert marked_up.notices == ("m.xml: places.verse is a pattern for plain text, and says nothing of TEI",)


@pytest.mark.parametrize(
    ("tables", "finds", "systems"),
    [
        ([], True, []),
        ([{"places": False}], False, []),
        ([{"places": {"page": "pb/@n", "verse": "{book} {chapter}:{verse}"}}], True, []),
        ([{"places": {"verse": "^v (.)"}}, {"places": {"page": "^p (.)"}}], True, ["verse", "page"]),
        ([{"places": {"verse": "^v (.)"}}, {"places": False}], False, []),
    ],
)
def test_tables_of_places_are_joined(tables: list[dict[str, object]], finds: bool, systems: list[str]) -> None:
    settings = place_settings_of([SettingsTable.of(table) for table in tables])
    assert (settings.finds, [system for system, _ in settings.patterns]) == (finds, systems)


def test_entities_are_read_from_a_file_of_the_project_only(folder: Path) -> None:
    (folder / "m.xml").write_text(tei("<p>a&slong;b</p>"), encoding="utf-8")
    (folder / "list.ent").write_text('<!ENTITY slong "ſ">', encoding="utf-8")
    assert work(folder, '[read]\nentities = "list.ent"')["m"] == "aſb"
    with pytest.raises(ConfigError, match=r"collation.toml:2: .*outside the project"):
        work(folder, '[read]\nentities = "../list.ent"')
    with pytest.raises(ConfigError, match=r"collation.toml:2: .*gone.ent: No such file"):
        work(folder, '[read]\nentities = "gone.ent"')


def test_an_undeclared_entity_names_the_mend(folder: Path, called: Called) -> None:
    (folder / "m.xml").write_text(tei("<p>a&slong;b</p>"), encoding="utf-8")
    code, _, err = called("show", "text", "m.xml")
    assert code == 2
    assert err.startswith("collate: m.xml:3: the entity &slong; is not declared; ")
    assert 'entities = "FILE" under [read]' in err


def test_wrong_settings_are_one_sentence_with_their_line(folder: Path) -> None:
    for setting, why in {
        'spelling = "new"': "spelling = 'new' is not allowed; use one of original, regularised",
        'format = "doc"': "there is no format 'doc'",
        'profile = "mine"': "there is no profile 'mine'",
        'hnad = "first"': "unknown key hnad; did you mean hand?",
        'notes = "dorp"': "notes = 'dorp' is not allowed; did you mean drop?",
    }.items():
        with pytest.raises(ConfigError) as caught:
            work(folder, f"[read]\n{setting}")
        assert f"collation.toml:2: {why}" in str(caught.value)


def test_the_format_may_be_named(folder: Path) -> None:
    assert work(folder, "", '[witnesses.read]\nformat = "plain"')["m"] == HANDS
    (folder / "a.txt").write_text(HANDS, encoding="utf-8")
    plain = parse_read_choices(["format=tei"], [], None)
    assert read_sources(["a.txt"], choices=plain).witnesses[0].text == "Lorem ipsum dolor"
    (notice,) = read_sources(["a.txt"]).witnesses[0].notices
    assert notice.startswith("a.txt: this is TEI, and is read as plain text because of its name")


def test_options_of_the_command_line_are_for_all_files_or_for_one() -> None:
    choices = parse_read_choices(["notes=drop", "B:places.verse=a/@n"], ["A=first", "last"], "none")
    assert choices.common == ("notes=drop", "profile=none", "hand=last")
    files = [("x", "x.xml"), ("y", "y.xml")]
    assert choices.of_files(files) == [
        ("notes=drop", "profile=none", "hand=last", "hand=first"),
        ("notes=drop", "profile=none", "hand=last", "places.verse=a/@n"),
    ]
    with pytest.raises(OptionError, match=r"^--hand C=first: no file and no witness has this name; use one of x, y, A"):
        parse_read_choices([], ["C=first"], None).of_files(files)


def test_diff_compares_two_hands_of_one_file(folder: Path, called: Called) -> None:
    for arguments in (
        ["m.xml", "--hand", "first", "--hand", "last"],
        ["m.xml", "--hand", "all"],
        ["m.xml", "m.xml", "--hand", "A=first"],
        ["m.xml", "m.xml", "--read", "A:hand=first"],
    ):
        code, out, _ = called("diff", *arguments)
        assert code == 1
        assert "Lorem [-ipse-]{+ipsum+} dolor" in out
    code, _, err = called("diff", "m.xml", "a.txt", "--hand", "all")
    assert code == 2
    assert "diff compares exactly two texts, not 3 (m*, mC, a); choose one of each file" in err


def test_diff_tells_of_no_hand_that_nobody_named(folder: Path, called: Called) -> None:
    (folder / "b.txt").write_text("Lorem ipsum dolor\n", encoding="utf-8")
    assert called("diff", "a.txt", "b.txt") == (0, "no difference\n", "")
    told = "note: --read.hand: hand changes nothing: plain text has no such setting\n"
    assert called("diff", "a.txt", "b.txt", "--hand", "first") == (0, "no difference\n", told)


def test_diff_of_markup_and_plain_text_and_of_what_is_left_out(folder: Path, called: Called) -> None:
    assert called("diff", "M=m.xml", "a.txt")[0] == 0
    (folder / "n.xml").write_text(HANDS.replace("<teiHeader>", "<teiHeader>one title"), encoding="utf-8")
    code, out, _ = called("diff", "m.xml", "n.xml")
    assert code == 1
    assert out.endswith("the files differ in what is left out: teiHeader (0 : 2 words)\n")
    assert called("diff", "m.xml", "n.xml", "--format", "json")[2].startswith("note: the files differ in what is left")
    (folder / "o.xml").write_text(HANDS.replace("<p>", "<p rend='x'>"), encoding="utf-8")
    assert called("diff", "m.xml", "o.xml")[0] == 0


def test_report_explain_check_and_align_take_the_options(folder: Path, called: Called) -> None:
    work(folder)
    assert "ipse" in called("report", ".", "--hand", "m=first", "--format", "csv")[1]
    assert "ipse" in called("explain", ".", "#1", "--hand", "m=first")[1]
    assert called("explain", ".", "#1")[0] == 2
    assert called("check", ".", "--hand", "first")[0] in (0, 1)
    assert '"ipse "' in called("align", "m.xml", "a.txt", "--hand", "first")[1]
    assert "ipse" in called("show", "table", ".", "--hand", "m=first")[1]


def test_a_program_puts_its_settings_over_all_others(folder: Path) -> None:
    work(folder, '[read]\nhand = "last"')
    assert [w.text for w in collate.read(".", settings={"hand": "first"}).witnesses] == [*FIRST.values()]
    assert [w.siglum for w in collate.read(["m.xml"], settings={"hand": "all"}).witnesses] == ["m*", "mC"]
    with pytest.raises(ConfigError, match=r"^read.hnad: unknown key hnad; did you mean hand\?$"):
        collate.read(["m.xml"], settings={"hnad": "all"})
    with pytest.raises(OptionError, match="settings must be a mapping"):
        collate.read(["m.xml"], settings="hand")  # type: ignore[arg-type]


def test_two_witnesses_of_one_siglum_are_refused(folder: Path) -> None:
    with pytest.raises(WitnessError, match="two witnesses have the siglum mC"):
        read_sources(["m.xml", "mC=a.txt"], choices=parse_read_choices([], ["m=all"], None))


def test_a_selector_with_a_value_may_be_a_key_of_the_command_line() -> None:
    choices = parse_read_choices(["roles.note[@type='a']=drop", "B:roles.p[@n='1=2'] = gloss"], [], None)
    assert choices.common == ("roles.note[@type='a']=drop",)
    assert choices.named == (("B", "roles.p[@n='1=2'] = gloss", "--read B:roles.p[@n='1=2'] = gloss"),)
    table = settings_of_options((*choices.common, choices.named[0][1]))
    assert table.values == {"roles": {"note[@type='a']": "drop", "p[@n='1=2']": "gloss"}}


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("collatex", {"format", "profile", "witness"}),
        ("editor-json", {"format", "profile", "form", "surface", "hand", "inherit", "keys"}),
    ],
)
def test_a_format_has_the_settings_that_its_reader_asks_for(name: str, keys: set[str]) -> None:
    assert FORMATS[name].keys == keys
    assert "hand" in FORMATS["page"].keys


@pytest.mark.parametrize(("setting", "text"), [("", "ipsum"), ('hand = "first"', "ipse"), ('hand = "all"', "ipsum")])
def test_a_command_that_takes_one_hand_reads_that_of_the_project_and_never_all(
    folder: Path, setting: str, text: str
) -> None:
    (folder / "pyproject.toml").write_text(f"[tool.collate.read]\n{setting}\n", encoding="utf-8")
    one = parse_read_choices([], [], None).with_last_hands()
    read = read_sources(["m.xml", "a.txt"], choices=one).witnesses
    assert [w.text.split() for w in read] == [["Lorem", text, "dolor"], ["Lorem", "ipsum", "dolor"]]
    assert [notice for w in read for notice in w.notices] == []
