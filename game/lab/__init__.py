"""The laboratory: script against script, pars, benchmarks, tests of the design. Play is `game/play`."""
