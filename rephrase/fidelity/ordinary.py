"""How near a text in any language is to English text about anything at all. Knows nothing of its translation.

The cosines of a cross-lingual model differ from language to language and from subject to subject: how much nearer a source
is to its translation than to these sentences says more than how near it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rephrase.fidelity.embedding import Embed

if TYPE_CHECKING:
    from rephrase.fidelity.embedding import Vectors

ORDINARY = (
    "The committee will meet again next Thursday to discuss the budget.",
    "She moved to the city when she was nineteen and never went back.",
    "Water boils at a lower temperature in the mountains.",
    "Press the green button and wait until the light stops blinking.",
    "The village church was rebuilt after a fire in the eighteenth century.",
    "How much does a ticket cost, and where can I buy one?",
    "The drug reduced the risk of infection in most of the patients.",
    "He scored twice in the second half and was named player of the match.",
    "Let x be the number of apples that are left in the basket.",
    "The hotel has a large garden, a swimming pool and friendly staff.",
    "Prices rose again last month because fuel became more expensive.",
    "I think that we should all be a little kinder to each other.",
    "The court ruled that the contract had been broken by both sides.",
    "Many birds fly south in autumn and return when the snow has melted.",
    "The general ordered his troops to cross the river at night.",
    "This function returns the index of the first element of the list.",
    "Their second album was recorded in a small studio near the harbour.",
    "Add the flour slowly and stir until the dough is smooth.",
    "The president refused to answer questions about the election.",
    "Cells divide faster when they are given enough oxygen and sugar.",
)
_NEAREST = 5  # of them that are counted


@lru_cache(maxsize=4)
def _rows(meaning: Embed) -> Vectors:
    return meaning(ORDINARY)


def nearness(rows: Vectors, meaning: Embed) -> float:
    """Mean cosine of these rows with the ordinary sentences nearest to each."""
    import numpy as np

    return float(np.sort(rows @ _rows(meaning).T, axis=1)[:, -_NEAREST:].mean())
