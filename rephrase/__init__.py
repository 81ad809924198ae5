"""Rewrite a corpus of real documents into synthetic pretraining data, chunk by chunk, checked against its source."""

__version__ = "0.1.0"
