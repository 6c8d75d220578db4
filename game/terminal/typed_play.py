"""The loop: show, read a line, act. Ends with the campaign saved on quit, end of input or Ctrl-C."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TextIO

from game.outside_text import LONGEST_LINE, cleaned, whole_number
from game.screens.tree.node import Intent, Node, controls, open_dialog, way_back
from game.terminal.columns import terminal_columns, wrapped
from game.terminal.text_page import SENTENCE_ENDS, Numbers, changed, page, worded

if TYPE_CHECKING:
    from game.screens.app import App

NAP = 0.01
MOST_CONTROLS = 99_999
MOST_TYPED = 65_536  # letters of a line; nobody types more, and a device would never end one


BACK = ("back", "esc")  # close the dialog that is open, or go back from the screen, as Esc does in the window


def run(app: App, stdin: TextIO, stdout: TextIO) -> int:
    """Play by typing until quit, end of input or Ctrl-C; always 0, with the running campaign saved."""
    app.still()
    app.plain()
    terminal = _Terminal(app, stdout)
    try:
        terminal.settle()
        terminal.show()
        while app.running:
            stdout.write(app.texts("terminal.prompt") + " ")
            stdout.flush()
            line = stdin.readline(MOST_TYPED)
            if not line:
                break
            if len(line) == MOST_TYPED:
                terminal.tell(app.texts("terminal.too_long", most=app.texts.number(MOST_TYPED)))
                break
            terminal.obey(cleaned(line, LONGEST_LINE))
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    app.close()
    return 0


class _Terminal:
    """What was shown last, and the numbers of its controls."""

    def __init__(self, app: App, out: TextIO) -> None:
        self.app = app
        self.out = out
        self.numbers = Numbers()
        self.shown: Node | None = None

    def settle(self) -> None:
        """Let content and long work arrive."""
        self.app.tick()
        while self.app.working:
            time.sleep(NAP)
            self.app.tick()

    def say(self, lines: list[str]) -> None:
        self.out.write("\n".join(lines) + "\n")

    def tell(self, words: str) -> None:
        """A sentence, in lines that fit the terminal."""
        self.say(wrapped(words, self.numbers.columns))

    def show(self, *, whole: bool = True) -> None:
        """Print the screen, or of the same screen only what changed."""
        tree = self.app.tree()
        self.numbers.columns = terminal_columns()
        same = self.shown is not None and self.shown.id == tree.id and not whole
        dialog = open_dialog(tree) is not None
        self.numbers.follow(tree)
        if same and not dialog and self.shown is not None:
            lines = changed(self.shown, tree, self.numbers)
            if lines:
                self.say(lines)
            else:
                self.tell(self.app.texts("terminal.same"))
        else:
            self.say(page(tree, self.numbers))
        if dialog:
            self.tell(self.app.texts("terminal.dialog"))
        self.shown = tree

    def obey(self, line: str) -> None:
        """One typed line: a number or key (with text for a field), ?number, undo, help, quit, or nothing to look again."""
        t = self.app.texts
        word, _, rest = line.partition(" ")
        if not word:
            self.show()
        elif word in ("help", "?", "h?"):
            self.tell(t("terminal.help"))
        elif word == "undo":
            self.undo()
        elif word in BACK and (node := open_dialog(self.app.tree()) or way_back(self.app.tree())) is not None:
            self.press(node, "")
        elif word == "quit":
            self.app.close()
        elif word == "f5":
            self.act(Intent("reload"))
        elif word.startswith("?"):
            self.explain(word[1:])
        elif (node := self.find(word)) is not None:
            self.press(node, rest.strip())
        elif (link := worded(self.app.tree(), line)) is not None:
            self.act(link.intent)
        else:
            self.tell(t("terminal.unknown", found=word))

    def find(self, word: str) -> Node | None:
        """The control of this number, key or id."""
        tree = self.app.tree()
        self.numbers.follow(tree)
        number = whole_number(word, MOST_CONTROLS)
        if number is not None:
            return self.numbers.node(tree, number)
        return next((n for n in controls(tree) if word in (n.key, n.id)), None)

    def press(self, node: Node, typed: str) -> None:
        """Act on a control, or say why not."""
        if node.why_not or node.intent is None:
            self.tell(node.why_not or node.name)
            return
        intent = node.intent
        if node.role == "field":
            if not typed:
                self.tell(self.app.texts("terminal.field", name=node.name, number=self.numbers.by_id.get(node.id, 0)))
                return
            intent = Intent(intent.verb, (*intent.args, typed))
        self.act(intent)

    def act(self, intent: Intent) -> None:
        """Do what is asked for and show what has changed."""
        self.app.do(intent)
        self.settle()
        if self.app.running:
            self.show(whole=False)

    def explain(self, word: str) -> None:
        """The hint of a control, and why it is greyed."""
        node = self.find(word)
        if node is None:
            self.tell(self.app.texts("terminal.unknown", found=word))
            return
        told = node.hint.removeprefix(node.name).lstrip(SENTENCE_ENDS).strip()
        parts = [f"{node.name}: {told}" if told else node.name, node.why_not]
        self.tell(" ".join(p for p in parts if p))

    def undo(self) -> None:
        """Take the newest line off the plan."""
        lines = [n for n in controls(self.app.tree()) if n.intent is not None and n.intent.verb == "remove"]
        if lines:
            self.press(lines[-1], "")
        else:
            self.tell(self.app.texts("terminal.no_undo"))
