"""The model: arrays with lanes last, monthly phases, three figures. Imports numpy and the standard library only.

Import from the modules themselves: spec, state, month, figures, ledger, luck, ladder."""
