"""Names across languages: which words can only be names, and how near one sounds to a word of any script."""
