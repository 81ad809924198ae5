"""Small edits of a text, each a pure function (text, rng) -> text, or None where it does not apply. Know no checks."""
