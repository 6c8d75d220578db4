"""From packs to rules: gathering, judging together, compiling, storing, translating."""
