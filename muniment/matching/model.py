"""The name model: one transducer for each pair of scripts, and what a score comes to as a probability.

The shipped tables are trained by `training/names/train.py` on redistributable pairs and on names written for this
project. They are loaded once and passed in.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muniment.errors import TableError
from muniment.matching.letters import ARABIC, LATIN, arabic_letters, latin_letters
from muniment.matching.spelling import Spelling, spell
from muniment.matching.transducer import Transducer, train

#: the arrays of one transducer in the order in which the compiled score takes them, float32
Packed = tuple[Any, ...]

#: how many observations the shipped tables count for, letter by letter, when a user's own pairs are learned; on the
#: development pairs 60 was best of 5, 15, 30, 60, 200 and 600 (benchmarks/matching/names.py)
PRIOR = 60.0

#: pairs of scripts that have tables of their own: source → target
SCRIPTS = {
    "arabic-latin": ("arabic", "latin"),
    "latin-latin": ("latin", "latin"),
    "arabic-arabic": ("arabic", "arabic"),
}


@dataclass(frozen=True, slots=True)
class Tables:
    """One transducer ready for the compiled score, and the logistic (slope, middle) that makes a probability of it."""

    transducer: Transducer
    packed: Packed
    slope: float
    middle: float

    def probability(self, score: float) -> float:
        """The probability that two names of this score are spellings of one name, at even odds beforehand."""
        return float(1.0 / (1.0 + np.exp(-np.clip(self.slope * (score - self.middle), -40, 40))))


@dataclass(frozen=True, slots=True)
class NameModel:
    """The tables by pair of scripts ("arabic-latin", …) and a label that says which model this is."""

    label: str
    tables: Mapping[str, Tables]
    lexicon: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def different(self, a: str, b: str) -> bool:
        """Whether two tokens are known spellings of different names (Hassan and حسین): what letters cannot tell."""
        one, other = self.lexicon.get(a), self.lexicon.get(b)
        return one is not None and other is not None and not one & other


def pack(transducer: Transducer) -> Packed:
    """The arrays that `likeness.score` takes, in its order."""
    return tuple(
        np.ascontiguousarray(table, dtype=np.float32)
        for table in (
            transducer.none,
            transducer.one,
            transducer.two,
            transducer.insert,
            transducer.stay,
            np.log(transducer.bigram),
        )
    )


def load_model(data: bytes | None = None) -> NameModel:
    """The shipped model, or one that `save_model` made. Raises `TableError` when `data` is no such model."""
    if data is None:
        data = (files("muniment.matching") / "weights" / "names.npz").read_bytes()
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            tables = {scripts: _unpacked(stored, scripts) for scripts in SCRIPTS}
            return NameModel(str(stored["label"]), tables, read_lexicon(str(stored["lexicon"])))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, EOFError) as error:
        raise TableError("this is no name model; `muniment names train` writes one") from error


def read_lexicon(text: str) -> dict[str, frozenset[str]]:
    """Token → the names it is a known spelling of, from lines "script : latin latin …"."""
    names: dict[str, set[str]] = {}
    for line in text.splitlines():
        script, _, spellings = line.partition(" : ")
        tokens = spell(script).tokens
        if spellings and not line.startswith("#") and len(tokens) == 1:
            for token in (tokens[0], *(one for each in spellings.split() for one in _alone(each))):
                names.setdefault(token, set()).add(tokens[0])
    return {token: frozenset(of) for token, of in names.items()}


def _alone(spelling: str) -> tuple[str, ...]:
    tokens = spell(spelling).tokens
    return tokens if len(tokens) == 1 else ()


def write_lexicon(lexicon: Mapping[str, frozenset[str]]) -> str:
    """The lines that `read_lexicon` reads."""
    by: dict[str, list[str]] = {}
    for token, names in lexicon.items():
        for name in names:
            by.setdefault(name, []).append(token)
    return "\n".join(f"{name} : {' '.join(sorted(by[name]))}" for name in sorted(by))


def _unpacked(stored: Mapping[str, NDArray[np.float64]], scripts: str) -> Tables:
    source, target = SCRIPTS[scripts]
    s, t = _size(source), _size(target)
    shapes = {"none": (s,), "one": (s, t), "two": (s, t, t), "insert": (s + 1, t), "bigram": (t + 1, t + 1)}
    arrays = {}
    for name, shape in shapes.items():
        array = np.asarray(stored[f"{scripts}/{name}"])
        if array.shape != shape:
            raise ValueError(f"{scripts}/{name} has another shape")
        if array.dtype == np.uint8:
            array = np.exp(array.astype(np.float64) * (-20.0 / 255.0))
        arrays[name] = array.astype(np.float64)
    slope, middle = (float(value) for value in stored[f"{scripts}/logistic"])
    transducer = Transducer(**arrays)
    return Tables(transducer, pack(transducer), slope, middle)


def save_model(model: NameModel) -> bytes:
    """A model as bytes (npz). The large tables are kept as 256 steps of log probability: 8 bits lose nothing that the
    benchmark can see and keep the file under 500 kB."""
    arrays: dict[str, NDArray[np.generic]] = {"label": np.array(model.label)}
    arrays["lexicon"] = np.array(write_lexicon(model.lexicon))
    for scripts, tables in model.tables.items():
        for name in ("none", "one", "insert", "bigram"):
            arrays[f"{scripts}/{name}"] = getattr(tables.transducer, name).astype(np.float32)
        steps = np.round(-np.log(np.maximum(tables.transducer.two, 1e-300)) * (255.0 / 20.0))
        arrays[f"{scripts}/two"] = np.clip(steps, 0, 255).astype(np.uint8)
        arrays[f"{scripts}/logistic"] = np.array([tables.slope, tables.middle])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name in sorted(arrays):
            member = io.BytesIO()
            np.save(member, arrays[name], allow_pickle=False)
            made.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), member.getvalue(), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def _size(script: str) -> int:
    return len(ARABIC) if script == "arabic" else len(LATIN)


@lru_cache(maxsize=262_144)
def letters(word: str, script: str) -> NDArray[np.uint8]:
    """The letters of a folded word as the tables count them."""
    return arabic_letters(word) if script == "arabic" else latin_letters(word)


def orient(a: Spelling, b: Spelling) -> tuple[str, Spelling, Spelling]:
    """The tables for two spellings, and which of them is the source and which the target."""
    if a.script == b.script:
        return f"{a.script}-{a.script}", b, a
    return ("arabic-latin", a, b) if a.script == "arabic" else ("arabic-latin", b, a)


def train_names(pairs: Iterable[tuple[str, str]], model: NameModel, *, rounds: int = 2) -> NameModel:
    """`model` bent to a user's own pairs of names, each in two spellings; a thousand pairs take seconds.

    Only pairs with as many tokens on one side as on the other teach letters. Raises `TableError` without any.
    """
    words: dict[str, list[tuple[NDArray[np.uint8], NDArray[np.uint8]]]] = {scripts: [] for scripts in SCRIPTS}
    for a, b in pairs:
        scripts, source, target = orient(spell(a), spell(b))
        kinds = SCRIPTS[scripts]
        whole = letters("".join(source.tokens), kinds[0]), letters("".join(target.tokens), kinds[1])
        if len(whole[0]) and len(whole[1]):
            words[scripts].append(whole)
    if not any(words.values()):
        raise TableError("no pair of names could be learned from; the table needs two columns of names, a and b")
    tables = dict(model.tables)
    for scripts, learned in words.items():
        if not learned:
            continue
        source_script, target_script = SCRIPTS[scripts]
        transducer = train(
            learned,
            np.ones(len(learned)),
            source_letters=_size(source_script),
            target_letters=_size(target_script),
            rounds=rounds,
            prior=tables[scripts].transducer,
            prior_weight=PRIOR,
        )
        tables[scripts] = replace(tables[scripts], transducer=transducer, packed=pack(transducer))
    return NameModel(f"{model.label} + {sum(map(len, words.values()))} pairs", tables, model.lexicon)
