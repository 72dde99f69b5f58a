"""The hand-written theatre file, as far as the derived files must agree with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Theatre:
    """Bounds (west, south, east, north, degrees), generic words by (level, type), and names several units answer to."""

    bounds: tuple[float, float, float, float]
    words: Mapping[tuple[int, str], tuple[str, ...]]
    ambiguous: Mapping[str, frozenset[str]]

    def words_of_level(self, level: int) -> tuple[str, ...]:
        """Return the generic words of every type of an administrative level."""
        return tuple(word for (of_level, _), words in self.words.items() if of_level == level for word in words)


def load_theatre(folder: Path) -> Theatre:
    """Read `theatre.yaml` in `folder`."""
    entries = yaml.safe_load((folder / "theatre.yaml").read_text(encoding="utf-8"))
    west, south, east, north = entries["bounds"]
    words = {(entry["level"], entry["type"]): tuple(entry["words"]) for entry in entries["level_words"]}
    ambiguous = {name: frozenset(codes) for name, codes in entries["ambiguous_names"].items()}
    return Theatre((west, south, east, north), words, ambiguous)
