"""The encodings that a user names for single files of a check: which of the files are meant."""

from pathlib import Path

from collate.checking.file_discovery import CheckTargets
from collate.errors import CollateError
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.reading.sigla import siglum_of
from collate.reading.work import witness_files, work_settings


def encodings_of_targets(targets: CheckTargets, encodings: Encodings, permissions: Permissions) -> Encodings:
    """Return encodings whose names are full paths: a siglum or a letter means one file of all that are checked.

    Raises OptionError if a name means no file, or more than one.
    """
    if not encodings.named:
        return encodings
    files: list[tuple[str, str]] = []
    for folder, selected in sorted(targets.works.items()):
        try:
            witnesses = witness_files(work_settings(folder, permissions))
        except CollateError:
            continue  # the check tells it
        files += [(str(siglum), str(path)) for siglum, path in witnesses.items()]
        known = set(witnesses.values())
        files += [(siglum_of(str(path)), str(path)) for path in sorted(selected or ()) if path not in known]
    files += [(siglum_of(str(path)), str(path)) for path in targets.files]
    found = encodings.of_files(files, [""] * len(files))
    named = [(Path(path), encoding) for (_, path), encoding in zip(files, found, strict=True) if encoding]
    return Encodings(encodings.default).with_paths(named)


def encodings_of_work(folder: Path, encodings: Encodings, permissions: Permissions) -> Encodings:
    """Return the encodings of the witnesses of a work, by siglum, from encodings whose names are full paths."""
    if not encodings.named:
        return encodings
    witnesses = witness_files(work_settings(folder, permissions))
    by_siglum = [(str(siglum), encodings.named_for(path)) for siglum, path in witnesses.items()]
    return Encodings(encodings.default, tuple((siglum, encoding) for siglum, encoding in by_siglum if encoding))
