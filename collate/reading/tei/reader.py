"""Read all files of a witness in TEI: one witness for each state of its text, that of the manuscript itself first."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from lxml import etree

from collate.model.witness import Extent, PassageUnit, Siglum, Witness
from collate.reading.marked_up import marked_up_witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.tei.alternatives import TextState
from collate.reading.tei.breaks import join_over_files
from collate.reading.tei.critical import (
    EditionWitness,
    begins_absent,
    edition_notices,
    siglum_of_witness,
    witnesses_read,
)
from collate.reading.tei.entries import placed_entries
from collate.reading.tei.layers import LAST_STATE, Hands, Layer, hands_of, layers_of, siglum_of_layer
from collate.reading.tei.lines import with_lines
from collate.reading.tei.notices import notices_of
from collate.reading.tei.places import PlaceNames
from collate.reading.tei.rearranged import rearranged
from collate.reading.tei.special import QUICK, SPECIAL
from collate.reading.tei.survey import Survey, survey_of
from collate.reading.tei.text_nodes import ABSENT
from collate.reading.tei.walk import Walk
from collate.reading.transcript import Separator, Transcript
from collate.reading.xml_source import XmlSource, parse_xml


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
    roots = [source.root for source in parsed]
    hands = hands_of(bodies, roots)
    unplaced = [app for root in roots for app in placed_entries(root).unplaced]
    states = _states(bodies, roots, hands, options)
    lines_of = partial(with_lines, positions=[source.positions for source in parsed])
    restored = frozenset(name for survey in surveys for name in survey.restored)
    witnesses: list[Witness] = []
    all_walks: list[Walk] = []
    for siglum, derived_from, layer, of_edition in states:
        state = TextState(options.settings, layer, restored, of_edition, options.words)
        transcript, walks = _read_state(parsed, surveys, state)
        all_walks += walks
        is_fragment = of_edition is not None and (
            begins_absent(bodies, of_edition) or any(ABSENT in walk.nodes.skipping for walk in walks)
        )
        witnesses.append(
            marked_up_witness(
                transcript.parts(tuple(source.file for source in parsed), lines_of),
                sources,
                replace(options, extent=Extent.FRAGMENT) if is_fragment else options,
                siglum=siglum,
                derived_from=derived_from,
            )
        )
        if layer.alone:
            witnesses[-1] = replace(witnesses[-1], extent=Extent.FRAGMENT, passages=PassageUnit.PARAGRAPH)
    told = (*notices_of(all_walks, parsed, hands, options), *edition_notices(roots, unplaced, options))
    return (replace(witnesses[0], notices=told), *witnesses[1:])


_State = tuple[Siglum, Siglum | None, Layer, EditionWitness | None]  # siglum, manuscript, layer, witness of an edition


def _states(
    bodies: Sequence[etree._Element], roots: Sequence[etree._Element], hands: Hands, options: ReadOptions
) -> list[_State]:
    """Return each text that the settings ask for: the layers of a manuscript, or the witnesses of an edition."""
    of_edition = witnesses_read(roots, options.settings)
    if not of_edition:
        layers = layers_of(hands, options.settings)
        if layers[-1] == LAST_STATE:
            layers = (LAST_STATE, *layers[:-1])
        sigla = [siglum_of_layer(options.siglum, layer, len(layers)) for layer in layers]
        manuscript = sigla[0]
        return [
            (siglum, None if siglum == manuscript else manuscript, layer, None)
            for siglum, layer in zip(sigla, layers, strict=True)
        ]
    states: list[_State] = []
    for witness in of_edition:
        siglum = siglum_of_witness(witness, of_edition, options)
        if witness.is_first and states:
            states.append((Siglum(f"{states[-1][0]} (a.c.)"), states[-1][0], LAST_STATE, witness))
        else:
            states.append((siglum, None, LAST_STATE, witness))
    return states


def _options_of(options: ReadOptions, source: SourceContent) -> ReadOptions:
    return replace(options, file=source.file)


def _read_state(
    parsed: Sequence[XmlSource], surveys: Sequence[Survey], state: TextState
) -> tuple[Transcript, list[Walk]]:
    """Walk through all files for one state of the text."""
    settings = state.settings
    transcript, places = Transcript(), PlaceNames(settings)
    walks: list[Walk] = []
    for number, (source, survey) in enumerate(zip(parsed, surveys, strict=True)):
        if survey.is_rearranged:
            moved, offsets = rearranged(source.root, settings, state.layer)
            in_order = replace(source, root=moved), number, survey_of(moved, settings)
            walk = Walk(*in_order, state, transcript, places, SPECIAL, QUICK, offsets)
        else:
            walk = Walk(source, number, survey, state, transcript, places, SPECIAL, QUICK)
        if walks:
            is_absent = ABSENT in walks[-1].nodes.skipping
        else:
            is_absent = state.witness is not None and begins_absent(
                [e for s in surveys for e in s.bodies], state.witness
            )
        if is_absent:
            walk.nodes.skip_to(ABSENT)
        transcript.separate(Separator.LINE)
        join_over_files(walk)
        walk.read()
        walk.end()
        walks.append(walk)
    transcript.check_conservation(sum(source.visible for source in parsed))
    return transcript, walks
