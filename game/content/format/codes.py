"""Every code of the checker: what it means, and what to do about it. The sentences with what was found stand at the checks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from game.structs import Struct


class Code(Struct):
    """A code: the fault in one sentence, and its cure in another."""

    means: str
    cure: str


def _codes(rows: str) -> Mapping[str, Code]:
    found = {}
    for row in rows.strip().splitlines():
        name, means, cure = (part.strip() for part in row.split("|"))
        found[name] = Code(means, cure)
    return MappingProxyType(found)


CODES = _codes(
    """
alias | A value repeats another one by *name. | Write the value out.
anchor | A value is named with &name. | Remove the name.
bad-date | A date is not written as dates are, or lies outside what it belongs to. | Write it like 2025Q4, or 2010-07.
bad-file-name | A file's name has characters that cannot be shown. | Rename it with letters, digits and hyphens.
bad-id | An id has other signs than small letters, digits and hyphens. | Give it a plain id.
bad-language | A language code is none, or stands in a pack that is no translation. | Write a code such as de, or drop the field.
bad-range | A range of versions, or the name of a pack before it, cannot be read. | Write comparisons such as ">=1.2,<2".
bad-version | A pack's version is not made of numbers with dots. | Write a version such as "1.0.2", in quotes.
bad-zip | A .zip is damaged, encrypted, or holds a file twice. | Pack the folder anew.
blank-text | A text that players read is empty. | Write it, or leave the field out where it may be.
call-without-cause | A card says that a mark or the state calls it, and reads none. | Mend "when" or "called".
card-without-claim | A card carries no claim of a document. | Name the claims that it speaks of, or declare the pack fiction.
checker-fault | The checker itself could not judge a pack. | Report it with the pack; the game runs without it.
circular-order | Packs wait for each other. | Take one of the names out of "depends" or "after".
claim-uncarried | Nothing in the game carries a claim. | Name it under the claims of an item that speaks of it.
conflicting-pack | Two packs cannot be used together. | Switch one of them off.
contested-as-fact | A contested claim is told as a fact. | Let a speaker say it, or leave it out.
contested-untold | A contested claim does not say who, with what evidence, as of when. | Fill the field with what is known.
control-character | An invisible character, or one that steers a terminal, stands in a file. | Remove it.
curly-quotes | A whole value stands in curly quotes, which YAML takes for part of the text. | Use straight quotes.
cut-text | A text ends at a #, since what follows is a comment. | Put the whole text in quotes.
dates-differ | A scenario and its world start at different dates. | Make both dates one.
dial-left-out | A scenario says nothing of a dial. | Name its notch, if it should not start where it usually does.
directive | A line begins with %. | Remove it.
effect-on-nothing | An effect changes nothing, or acts on the other side's dial. | Give it an amount, or leave it out.
empty | A file holds nothing. | Write an item, or remove the file.
empty-patch | A patch changes nothing. | Say which fields change.
endless-chain | Cards follow each other in a circle without end. | Let one of them come up only once.
equal-options | Two options of a question are the same. | Let them differ.
few-mandates | A side has too few mandates for one to be sealed among four. | List three more than are dealt.
first-lesson | The first lesson opens no number. | Name one in "opens".
half-objection | An objection lacks its desk, or a desk its objection. | Give both or neither.
ignored-error | A file asks to ignore an error. | Mend the error; only warnings and notes can be ignored.
impossible-condition | A condition can never hold. | Widen its bounds.
key-not-text | A key is a list or a mapping. | Write a plain word.
lesson-quarters | A lesson plays other quarters than its preset has. | Let the steps play as many as the preset.
lesson-step | A step of a lesson has neither minutes nor quarters, or both. | Give it one of the two.
lesson-time | The steps of a period do not fill it. | Let their minutes add up to the period.
list-without-verb | A patch gives a list and not what becomes of the old one. | Put append:, remove:, replace: or change: above it.
loaded-word | A word judges a side. | Use a plain word, or quote the speaker.
lone-bidder | An auction stands on a card that only one capital gets. | Send it to both, or drop the auction.
long-sentence | A sentence is too long to be read at once. | Make two of it.
long-word | A word is longer than any line. | Shorten it.
lost-field | A translation leaves out a {field} of the English. | Put it in.
mass-balance | More of a product is made than its feed, or its use, can be. | Give every stage and the use the same total.
memory-without-quarter | A memory does not say when. | Put {quarter} into its text.
merge-key | << merges another value. | Write the fields out.
missing-field | A field that every item of the kind has is missing. | Add it.
missing-glyph | No font of the game can draw a character. | Use other words.
missing-id | An entry of a list has no id. | Give it one.
missing-key | A table of numbers lacks one that the rules read. | Add it.
missing-label | A document does not say what kind of source it is. | Say what is known, or that nothing is given.
missing-pack | A pack needs another one that is not there. | Install it, switch it on, or mend it.
missing-parameter | A parameter of the model has no value. | Add it.
missing-plural | A counted word lacks a plural form that the language has. | Add the form, such as "quarters.few".
nested-pack | The pack lies one or more folders deeper. | Give that folder, or move it.
never-dealt | A card can never come up. | Change its "when", its tags or its weight, or let another follow with it.
never-withheld | No dial licenses a material. | Add a licence dial for it.
no-effect | A response changes nothing and costs nothing. | Give it an effect or a cost.
no-losses | Nobody loses anything by a lack of a final product. | Give it a row in the table losses.
no-manifest | A folder has no pack.yaml, so it is no pack. | Write one; its fields are listed in docs/modding.md.
no-pack | There is no pack at this place. | Give the folder or .zip of a pack.
no-reason | An order has a condition and does not say why it refuses. | Add "why": what to do first.
not-a-file | A link, a pipe or a device stands where a file is wanted. | Put the file itself there.
not-a-number | A patch scales what is no number. | Replace the value instead.
not-cosmetic | A cosmetic pack changes what is played. | Make it a gameplay pack, or leave that out.
not-one-of | A word is none of those that the field may hold. | Use one of those listed.
not-utf8 | A file is not written in UTF-8. | Save it as UTF-8.
nothing-to-change | A patch changes an entry that is not there. | Name one that is.
nothing-to-remove | A patch removes what is not there. | Name what is there, or leave it out.
one-voice | All responses are argued for by one desk, or a desk argues against itself. | Let at least two desks differ.
only-accounts | A dial or order moves nothing in the world. | Give it an effect on the world.
other-game | A pack is for another version of the game. | Get the pack's version for this game, or change its range.
other-id | A file and its item have different names. | Give them one name, or leave the id out.
other-side | A scenario deals a side the mandate of the other. | Name one of its own.
other-term | A Chinese text uses another word for a thing than the game does. | Write the word that the list in style.yaml names.
other-version | A pack needs another version of a pack that is there. | Install that version.
out-of-bounds | A number lies outside what the field may hold. | Use a number inside the bounds.
outside-pack | A path in a .zip leads out of the pack. | Pack the folder anew.
pack-too-large | A pack holds more files or bytes than are read. | Leave out what is not content.
patch-meant | An item of the base pack is written anew where a patch was meant. | Begin the file with patch: and the item's id.
patched-twice | Two patches set one field. | Nothing, if the order is right; else order the packs.
reading-level | A text is harder to read than the style allows. | Use shorter words and sentences.
removed | A name is that of an item that its pack has removed. | Use another item.
renamed | A name is the old one of an item. | Use the new name.
renamed-and-removed | A manifest lists an id as renamed and as removed. | Keep one of the two.
repeated-id | Two things have one id. | Give one of them another.
repeated-key | A key stands twice in a mapping. | Keep one of the two.
repeated-order | Two lessons have one place in the order. | Give one of them another.
repeated-pack | Two packs have one id. | Remove one, or give it another id.
reserved-id | A pack takes the id of the game's own content. | Give it an id of its own.
same-claim | Claims that say the same do not point at one another as they should. | Name the first claim of another document.
same-notch | Two neighbouring notches do the same. | Let them differ.
same-bids | Two bids of an auction are the same sum, or the default is not 0. | Give each response its own budget, the default none.
same-response | Two responses of a card do the same. | Give one of them another effect.
same-signature | Two dials or orders of a side do the same. | Let them differ, or drop one.
self-reference | Something refers to itself. | Name another.
shared-run | A desk argues on one card in the words of another. | Say it in other words.
short-debrief | A lesson's last period leaves too little time to talk. | Give the steps of the debrief more minutes.
stale-translation | The English has changed since it was translated. | Translate it anew and stamp it.
stray-quote | A text begins or ends with a quote that has no other. | Put the whole text in quotes, or take the quote out.
syntax | The file does not follow the rules of YAML. | Mend what the sentence names; mostly quotes, colons or indentation.
tab | A tab stands where spaces are wanted. | Use spaces.
tag | A value has a tag such as !!int. | Remove it.
text-does-not-fit | A text does not fit where it is shown. | Shorten it.
text-too-long | A text has more words or signs than fit. | Shorten it.
thesis-test | A thesis does not fit its test: its decisions, or the fields that it tells. | Give it what the manual says of it.
thesis-unasked | No paired item asks about a thesis. | Name it under the theses of one.
tic | Too many cards use the same striking word. | Find another word, or raise the limit in style.yaml.
too-deep | Values are nested too deep. | Write them flatter.
too-few | There is less to choose from than is dealt. | Add some, or deal fewer.
too-large | A file has too many bytes or values. | Split it.
too-many | There are more items of a kind than the model can hold. | Leave some out.
trial | Something cannot be played. | Mend what the sentence names.
two-documents | A file holds a second document after ---. | Make two files of it.
uncited-record | A record cites what no publication lists. | Add the publication, with the card among its cards.
unknown-code | A file ignores a code that does not exist. | Use the code as the checker prints it.
unknown-field | There is no such field, or nothing fills in such a {field}. | Use one of the known fields.
unknown-folder | No items live in a folder of this name. | Rename or remove it.
unknown-headline | A saying belongs to a headline that there is not. | Take a key of content/base/text/headline.yaml, with - for _.
unknown-icon | There is no icon of this name. | Use one of the game's icons, or none.
unknown-id | A name is that of nothing there is. | Use a name that exists.
unknown-kind | There is no such kind of effect or condition. | Use one of the known kinds.
unknown-response | A name is none of the card's responses. | Use the id of one.
unknown-root | A claim names a root that its document does not have. | Use one of the document's roots.
unknown-script | No script of the opponents has this name. | Use one that exists.
unknown-text | A translation translates what is not there. | Use the name that the English has.
unknown-verb | A patch uses a verb that does not exist. | Use one of the verbs listed.
unread-file | A file is not read. | Put it into the folder of its kind, ending in .yaml, or remove it.
unreadable | A file cannot be opened. | Look at its permissions.
unsourced-record | A record says not where it is from. | Name a publication, or say that it is recalled or imagined.
unstamped-translation | Nothing says which English was translated. | Stamp the translation.
untranslated | A text has no translation. | Translate it.
unused-pairs | Pairs of answers stand on a card that only one capital gets. | Send it to both, or drop them.
voice-never | A person says a word that is foreign to the voice. | Say it as that person would, or let another speak.
voice-sentence | A sentence is longer than the person who says it speaks. | Make two of it.
world-fault | A starting world cannot be started. | Fill what the sentence names.
wrong-address | An address is none that can be opened in public. | Give one that begins with https://, or none.
wrong-cell | A row of a world fills a cell that its table does not have. | Use the cells of that table.
wrong-length | A list or text has too few or too many entries. | Shorten or lengthen it.
wrong-side | Advice names what is not the side's own. | Use one of its own.
wrong-target | Advice names a target that the order does not have. | Use one of its targets.
wrong-type | A value is of another sort than the field wants. | Write the sort that the sentence names.
wrong-value | A value cannot stand here. | Use another.
"""
)
"""Code → what it means and what to do."""
