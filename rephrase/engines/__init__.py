"""Where shards are worked on. An engine takes numbered shards and calls back with each one's results."""
