"""Read all files of a witness in TEI: one witness for each state of its text."""

from collections.abc import Sequence
from dataclasses import replace

from collate.model.witness import Extent, PassageUnit, Witness
from collate.reading.marked_up import marked_up_witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.tei.alternatives import TextState
from collate.reading.tei.layers import Layer, hands_of, layers_of, siglum_of_layer
from collate.reading.tei.notices import notices_of
from collate.reading.tei.places import PlaceNames
from collate.reading.tei.rearranged import rearranged
from collate.reading.tei.special import QUICK, SPECIAL
from collate.reading.tei.survey import Survey, survey_of
from collate.reading.tei.walk import Walk
from collate.reading.transcript import Separator, Transcript, visible_length
from collate.reading.xml_source import XmlSource, parse_xml, string_value


def read_tei(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witnesses of all files of one manuscript or print: a witness for each state that the settings ask for.

    Raises
    ------
    ReadError
        A file is no XML that can be read: with file and line.
    """
    parsed = [parse_xml(s.content, _options_of(options, s), options.entities) for s in sources]
    surveys = [survey_of(source.root, options.settings) for source in parsed]
    bodies = [body for survey in surveys for body in survey.bodies]
    hands = hands_of(bodies, [source.root for source in parsed])
    layers = layers_of(hands, options.settings)
    witnesses: list[Witness] = []
    all_walks: list[Walk] = []
    for layer in layers:
        transcript, walks = _read_layer(parsed, surveys, layer, options)
        all_walks += walks
        witnesses.append(
            marked_up_witness(
                transcript.parts(tuple(source.file for source in parsed)),
                sources,
                options,
                siglum=siglum_of_layer(options.siglum, layer, len(layers)),
                derived_from=witnesses[0].siglum if witnesses else None,
            )
        )
        if layer.alone:
            witnesses[-1] = replace(witnesses[-1], extent=Extent.FRAGMENT, passages=PassageUnit.PARAGRAPH)
    return (replace(witnesses[0], notices=notices_of(all_walks, parsed, hands, options)), *witnesses[1:])


def _options_of(options: ReadOptions, source: SourceContent) -> ReadOptions:
    return replace(options, file=source.file)


def _read_layer(
    parsed: Sequence[XmlSource], surveys: Sequence[Survey], layer: Layer, options: ReadOptions
) -> tuple[Transcript, list[Walk]]:
    """Walk through all files for one state of the text."""
    transcript, places = Transcript(), PlaceNames(options.settings)
    restored = frozenset(name for survey in surveys for name in survey.restored)
    state = TextState(options.settings, layer, restored)
    walks = []
    for number, (source, survey) in enumerate(zip(parsed, surveys, strict=True)):
        if survey.is_rearranged:
            moved, offsets = rearranged(source.root, options.settings, layer)
            in_order = replace(source, root=moved), number, survey_of(moved, options.settings)
            walk = Walk(*in_order, state, transcript, places, SPECIAL, QUICK, offsets)
        else:
            walk = Walk(source, number, survey, state, transcript, places, SPECIAL, QUICK)
        transcript.separate(Separator.LINE)
        walk.read()
        walk.end()
        walks.append(walk)
    transcript.check_conservation(sum(visible_length(string_value(source.root)) for source in parsed))
    return transcript, walks
