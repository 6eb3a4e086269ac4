"""Which documents there are, by kind, in a data folder or in what bin/samples wrote."""
import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Document:
    path: Path
    truth: dict


@dataclass
class Set:
    name: str
    documents: list = field(default_factory=list)


def load(folder):
    """The sets of `folder`: KIND/docs with KIND/truth/NAME.json, or files beside their NAME.truth.json."""
    kinds = [kind for kind in sorted(folder.iterdir()) if (kind / "docs").is_dir() and (kind / "truth").is_dir()]
    pairs = [(kind.name, path, kind / "truth" / f"{path.stem}.json") for kind in kinds
             for path in sorted((kind / "docs").iterdir())]
    pairs += [("samples", path, path.with_name(f"{path.stem}.truth.json")) for path in sorted(folder.iterdir())
              if path.with_name(f"{path.stem}.truth.json").exists() and path.suffix != ".json"]
    sets = {}
    for kind, path, truth in pairs:
        if truth.exists():
            sets.setdefault(_name(kind, path), []).append(Document(path, json.loads(truth.read_text())))
    return [Set(name, documents) for name, documents in sets.items()]


def _name(kind, path):
    """Sets of mixed kinds are told apart: PDF with a text layer, scan, photograph."""
    if path.suffix == ".pdf":
        return f"{kind} (PDF)"
    for part in ("scan", "photo"):
        if kind in ("synth", "samples") and part in path.stem:
            return f"{kind} ({part})"
    return kind
