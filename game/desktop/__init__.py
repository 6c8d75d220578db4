"""The window: draws the trees of `screens`, turns keys and pointer into intents, speaks, and serves screen readers.

From the ground up, and imports run no other way: `graphics` draws without knowing a widget; `widgets` are the roles of nodes;
`layout` gives each panel its part of the window; `picture` paints the whole; `access` is sound, voice and screen reader;
`window` holds it all together."""
