"""The Classroom page: pick a lesson, open it to the class, PIN and code for the last row, how it goes on, end; joining."""

from __future__ import annotations

from game.screens.pages.shared.plain_page import page
from game.screens.scene.class_server import ClassNow
from game.screens.scene.scene import Scene
from game.screens.tree.node import Code, Node
from game.screens.tree.parts import button, do, heading, panel, row, text


def classroom(scene: Scene) -> Node:
    """The page."""
    t, now = scene.t, scene.class_now
    body: list[Node | None] = [*_running(scene, now)] if now is not None else [_lessons(scene), _join(scene)]
    again = button("class-look", t("class.look"), do("class-look"), icon="refresh", key="r") if now is not None else None
    return page(scene, "class", t("class.title"), body, again)


def _lessons(scene: Scene) -> Node:
    t = scene.t
    nodes: list[Node | None] = [text("class-note", t("class.note"))]
    for preset in sorted(scene.rules.presets.values(), key=lambda p: p.number) if scene.rules else ():
        nodes.append(
            button(
                f"class:{preset.id}",
                preset.title,
                do("class-begin", preset.id),
                icon="play",
                hint=preset.text,
                why_not=scene.busy,
            )
        )
        nodes.append(text(f"class:{preset.id}:text", preset.text, style="small"))
    return panel("class-lessons", t("class.lessons"), nodes, icon="class")


def _join(scene: Scene) -> Node:
    t = scene.t
    field = Node("field", "class-join", t("class.join_field"), hint=t("class.join_hint"), intent=do("class-join"), icon="network")
    return panel("class-joining", t("class.join"), [text("class-join-note", t("class.join_note")), field], icon="network")


def _running(scene: Scene, now: ClassNow) -> list[Node | None]:
    t = scene.t
    way = [
        heading("class-address", bare(now), style="display"),
        heading("class-pin", t("class.pin", pin=now.pin), style="display"),
        Node("picture", "class-code", t("class.code", address=now.join), style="code", data=Code(now.code)) if now.code else None,
    ]
    steps = [
        button("class-next", t("classroom.do_next"), do("class-press", "next"), icon="play", key="n", style="primary"),
        button("class-undo", t("classroom.do_undo"), do("class-press", "undo"), icon="undo", key="u"),
        button("class-pause", t("class.pause"), do("class-press", "pause"), icon="hourglass", key="p"),
    ]
    told: list[Node | None] = [
        text("class-where", now.where, style="lead"),
        text("class-answered", now.answered),
        text("class-debrief", now.debrief_in) if now.debrief_in else None,
        text("class-say", f"{t('classroom.say_now')}: {now.say}", icon="bulb"),
        row("class-steps", steps),
        row(
            "class-pages",
            [
                button("class-teacher", t("class.teacher_page"), do("class-page", "teacher"), icon="network"),
                button("class-stage", t("classroom.stage"), do("class-page", "stage"), icon="network"),
                button("class-end", t("class.end"), do("class-end"), icon="door", hint=t("class.end_hint")),
            ],
        ),
    ]
    network = [text("class-open", now.open_to), *(text(f"class-net:{i}", words) for i, words in enumerate(now.network))]
    return [
        panel("class-way", t("class.way_in"), [node for node in way if node is not None], icon="network"),
        panel("class-now", t("class.now"), told, icon="play"),
        panel("class-network", t("class.network"), network, icon="info"),
    ]


def bare(now: ClassNow) -> str:
    """The address as one types it on a phone."""
    return now.addresses[0].removeprefix("http://").rstrip("/") if now.addresses else ""
