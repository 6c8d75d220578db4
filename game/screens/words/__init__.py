"""Words: the interface's texts, sentences about the game's things, news, the glossary, claims."""
