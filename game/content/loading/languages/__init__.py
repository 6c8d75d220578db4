"""The languages of packs: words of the interface, rules told in another language, stamps of what was translated."""
