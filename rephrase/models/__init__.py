"""Where answers come from: an OpenAI-compatible endpoint, or the small model that comes along behind one of its own."""
