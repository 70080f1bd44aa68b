"""collate as the engine of the Collation Editor, in its own process: as its local function, or in its registry.

What an engine must return is written down in docs/collation_editor.md. The editor is not imported before it asks.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from collate._dataclass import dataclass
from collate.classify.pairs import classify_pairs
from collate.compat.collatex_json import align_collatex_json
from collate.compat.java_collations import joined_and_single
from collate.compat.java_forms import java_dot, java_graphml, java_svg, java_tei
from collate.model.variation import Kind
from collate.reading.collatex_java import java_collation

ENGINE_NAME: Final = "collate"
ENGINE_MODULE: Final = "collation.core.collation_engine"  # where the editor keeps its registry

# What an editor would regularise, and the class of the rule where the project has no other name for it.
REGULARISED: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.TYPOGRAPHY: "regularised",
        Kind.CAPITALISATION: "regularised",
        Kind.DIACRITICS: "regularised",
        Kind.ABBREVIATION: "abbreviation",
        Kind.SPELLING: "regularised",
    }
)

_FORMS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = MappingProxyType(
    {"tei": java_tei, "graphml": java_graphml, "dot": java_dot, "svg": java_svg}
)


class CollationEditorFunction:
    """The class that `local_collation_function` of the Collation Editor names; its function is `collate`."""

    def collate(self, data: Mapping[str, Any], options: Mapping[str, Any]) -> str:
        """Return the collation of a unit, as JSON or in the form that the editor asks for.

        Parameters
        ----------
        data : mapping
            `witnesses`, as the editor sends them to CollateX.
        options : mapping
            `outputFormat` ("lcs" and "json" are JSON), `algorithm` and `tokenComparator`.

        Raises
        ------
        ReadError
            The witnesses do not have the form of CollateX.
        """
        table = align_collatex_json(_asked(data, options), dialect="java")
        write = _FORMS.get(str(options.get("outputFormat")))
        return json.dumps(table, ensure_ascii=False) if write is None else write(table)


def _asked(data: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return a unit with the settings that came beside it."""
    return dict(data) | {key: options[key] for key in ("algorithm", "tokenComparator") if key in options}


def suggestions(
    table: Mapping[str, Any], base: str, language: str = "", classes: Mapping[str, str] | None = None
) -> list[dict[str, object]]:
    """Return the words that an editor would probably regularise to the word of a base, each pair once.

    Parameters
    ----------
    table : mapping
        A table in the Java dialect, with one token in each cell; its tokens have an `index`.
    base : str
        The siglum of the base text.
    language : str, default ""
        The ISO 639 code of the language; if it is "", the common words of longer texts may tell it.
    classes : mapping, optional
        The class of the project's rules for a kind, such as `{"spelling": "orthographic"}`.

    Returns
    -------
    list of dict
        `source` and `target`, with `source_witness`, `source_index`, `target_witness` and `target_index`; `class`, the
        class of the rule; `reason`; and `kind`, `cause` and `certainty`, which the editor does not know.
    """
    if base not in table["witnesses"]:
        return []
    pairs: dict[tuple[str, str], tuple[str, Mapping[str, Any], Mapping[str, Any]]] = {}
    for siglum, token, base_token in _pairs(table, base):
        pairs.setdefault((_word(token), _word(base_token)), (siglum, token, base_token))
    texts = [
        " ".join(_word(token) for column in table["table"] for token in column[w])
        for w in range(len(table["witnesses"]))
    ]
    variations = classify_pairs([(target, source) for source, target in pairs], language, texts=texts)
    names = dict(REGULARISED) | {Kind(kind): name for kind, name in (classes or {}).items() if kind in [*Kind]}
    found: list[dict[str, object]] = []
    for ((source, target), (siglum, token, base_token)), variation in zip(pairs.items(), variations, strict=True):
        if variation.kind in REGULARISED:
            found.append(
                {
                    "source": source,
                    "target": target,
                    "class": names[variation.kind],
                    "reason": f"{variation.kind}: {variation.why}",
                    "source_witness": siglum,
                    "source_index": token.get("index"),
                    "target_witness": base,
                    "target_index": base_token.get("index"),
                    "kind": str(variation.kind),
                    "cause": variation.cause,
                    "certainty": str(variation.certainty),
                }
            )
    return found


def _pairs(table: Mapping[str, Any], base: str) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Yield the siglum and the token of each witness that differs from the token of the base, and this token."""
    sigla: Sequence[str] = table["witnesses"]
    b = sigla.index(base)
    for column in table["table"]:
        for siglum, cell in zip(sigla, column, strict=True):
            if len(cell) == len(column[b]) == 1 and _word(cell[0]) != _word(column[b][0]):
                yield siglum, cell[0], column[b][0]


def _word(token: Mapping[str, Any]) -> str:
    """Return the word that a rule of the editor would name: capitals count, unlike where words are compared."""
    return str(token.get("n") or token["t"]).strip()


def register() -> type:
    """Put collate among the engines of the Collation Editor, under the name "collate", and return its class.

    For versions of the editor that have a registry of engines; call it where the services of a project are set up.

    Raises
    ------
    ImportError
        The editor is not installed, or has no registry.
    """
    editor = import_module(ENGINE_MODULE)
    engine = _engine_class(editor)
    editor.register_engine(ENGINE_NAME, engine)
    return engine


def _engine_class(editor: Any) -> type:  # noqa: ANN401 (a module of the editor)
    """Return our subclass of the engine of the editor, whose class is known only now."""

    def name(self: object) -> str:
        del self
        return ENGINE_NAME

    def collate(self: Any, data: Any, options: Any, basetext_siglum: str) -> object:  # noqa: ANN401 (the editor's)
        collated = _collated(data, options, basetext_siglum, self.algorithm_settings or {})
        self.collated_by_collate = collated
        return _filled(editor.CollationResult(), collated)

    def add_extra_collation_data(self: Any, output: Any) -> object:  # noqa: ANN401 (the editor's)
        collated: _Collated | None = getattr(self, "collated_by_collate", None)  # the editor may keep an older result
        return output if collated is None else dict(output) | collated.extras

    aligners = [{"id": ENGINE_NAME, "name": "collate", "default": True, "max_tokens": 0}]
    members = {
        "__doc__": "The engine of collate.",
        "_engine_meta": {
            "display_name": "collate",
            "model_override_key": "collate_algorithm",
            "aligner_label": "Aligner",
            "aligner_key": "collate_algorithm",
        },
        "_models": aligners,
        "_aligners": aligners,
        "name": name,
        "collate": collate,
        "add_extra_collation_data": add_extra_collation_data,
        "available": classmethod(lambda cls: True),
    }
    return type("CollateEngine", (editor.CollationEngine,), members)


@dataclass(frozen=True, slots=True, eq=False)
class _Collated:
    """A unit that is collated: its table, the suggestions for it, and a sentence about both."""

    table: Mapping[str, Any]
    suggested: Sequence[Mapping[str, object]]
    comment: str

    @property
    def extras(self) -> dict[str, object]:
        """What goes to the front end beside the apparatus, under the names of the editor."""
        return {
            "regularization_suggestions": list(self.suggested),
            "collation_feedback": {"comments": self.comment},
        }


def _collated(data: Any, options: Any, base: str, settings: Mapping[str, Any]) -> _Collated:  # noqa: ANN401
    table: Any
    single: Any
    table, single = joined_and_single(java_collation(_asked(data, options)))
    suggested = suggestions(single, base, str(settings.get("language") or ""), settings.get("collate_classes"))
    comment = (
        f"collate: {len(table['table'])} column groups, {len(table['witnesses'])} witnesses, "
        f"{len(table['moves'])} moves, {len(suggested)} suggestions"
    )
    return _Collated(table, suggested, comment)


def _filled(result: Any, collated: _Collated) -> object:  # noqa: ANN401 (the editor's)
    """Fill the result of the editor. It has a place for comments and suggestions in some of its versions only."""
    result.witnesses, result.table = collated.table["witnesses"], collated.table["table"]
    result.regularization_suggestions = collated.suggested
    if hasattr(result, "feedback"):
        result.feedback["comments"] = collated.comment
    elif hasattr(result, "ai_comments"):
        result.ai_comments = collated.comment
    return result
