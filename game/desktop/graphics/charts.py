"""Draws charts, sparklines and two-ended bars onto a surface of their own.

Takes the data of a node and a theme; where the picture stands is the layout's business."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, isfinite, log10

import pygame

from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.shapes import Canvas, rounded
from game.desktop.graphics.theme import Colour, Theme, mix
from game.screens.tree.node import Chart, Meter, Series

TONES = ("accent", "beijing", "washington", "neutral")
# Lines are told apart by dash as well as by hue.
DASHES: tuple[tuple[float, float], ...] = ((0, 0), (7, 4), (2, 3), (10, 3))


def tone_of(series: Series, number: int, theme: Theme, surface: str) -> Colour:
    """The colour of a line: its own tone, else one by its number."""
    token = series.tone if series.tone in (*TONES, "muted", "warn") else TONES[number % len(TONES)]
    return theme.on(surface, token)


def bounds(chart: Chart) -> tuple[float, float]:
    """Lowest and highest y value that the chart shows; never equal."""
    values = [v for s in chart.series for part in (s.values, s.low, s.high) for v in part if isfinite(v)]
    low = chart.low if chart.low is not None else min(values, default=0.0)
    high = chart.high if chart.high is not None else max(values, default=1.0)
    if high <= low:
        low, high = low - 1, high + 1
    return low, high


def ticks(low: float, high: float, count: int) -> list[float]:
    """About `count` round numbers between the two."""
    step = (high - low) / max(1, count)
    unit = 10.0 ** floor(log10(step))
    step = next((m * unit for m in (1, 2, 2.5, 5, 10) if m * unit >= step), 10 * unit)
    first = -floor(-low / step + 1e-9)
    found = []
    while first * step <= high + 1e-9 * step:
        found.append(first * step)
        first += 1
    return found


def figure(value: float) -> str:
    """A tick's number, as short as it can be."""
    text = f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.2g}"
    return text.replace("-", "−")


def runs(values: Sequence[float]) -> list[list[int]]:
    """Indices of the stretches without a gap."""
    found: list[list[int]] = [[]]
    for i, value in enumerate(values):
        if isfinite(value):
            found[-1].append(i)
        elif found[-1]:
            found.append([])
    return [r for r in found if r]


def lines(canvas: Canvas, chart: Chart, box: tuple[float, float, float, float], theme: Theme, surface: str, width: float) -> None:
    """Bands and lines of all series in the rectangle `box` (x, y, w, h)."""
    x, y, w, h = box
    low, high = bounds(chart)
    count = max([len(chart.labels), *(len(s.values) for s in chart.series), 2])

    def at(i: int, value: float) -> tuple[float, float]:
        share = (min(max(value, low), high) - low) / (high - low)
        return x + w * i / (count - 1), y + h * (1 - share)

    for number, series in enumerate(chart.series):
        colour = tone_of(series, number, theme, surface)
        known = [i for i in range(min(len(series.low), len(series.high))) if isfinite(series.low[i]) and isfinite(series.high[i])]
        if len(known) > 1:
            canvas.area([at(i, series.high[i]) for i in known] + [at(i, series.low[i]) for i in reversed(known)], colour, 60)
    for number, series in enumerate(chart.series):
        colour = tone_of(series, number, theme, surface)
        on, off = DASHES[number % len(DASHES)]
        for stretch in runs(series.values):
            points = [at(i, series.values[i]) for i in stretch]
            if len(points) == 1:
                canvas.disc(*points[0], width * 1.2, colour)
                continue
            canvas.stroke(points, colour, width, (on * width, off * width))


def spark(chart: Chart, w: int, h: int, theme: Theme, surface: str, em: int) -> pygame.Surface:
    """A small chart without axes; a dot marks today."""
    canvas = Canvas(w, h, theme.on(surface, "accent"))
    pad = em * 0.22
    if chart.series:
        lines(canvas, chart, (pad, pad, w - 2 * pad, h - 2 * pad), theme, surface, max(1.2, em * 0.11))
        series = chart.series[0]
        known = [i for i, v in enumerate(series.values) if isfinite(v)]
        now = chart.now if chart.now is not None and chart.now in known else known[-1] if known else None
        if now is not None:
            low, high = bounds(chart)
            count = max([len(chart.labels), *(len(s.values) for s in chart.series), 2])
            px = pad + (w - 2 * pad) * now / (count - 1)
            py = pad + (h - 2 * pad) * (1 - (min(max(series.values[now], low), high) - low) / (high - low))
            canvas.disc(px, py, em * 0.3, theme.on(surface, "fill"))
            canvas.disc(px, py, em * 0.19, tone_of(series, 0, theme, surface))
    return canvas.done()


def full(chart: Chart, w: int, h: int, theme: Theme, surface: str, fonts: Fonts) -> pygame.Surface:
    """A chart with axes, unit, labels, a line for today and a legend."""
    em = fonts.em
    face = pygame.Surface((w, h), pygame.SRCALPHA)
    face.fill((*theme.on(surface, "fill"), 0))
    muted, faint, text = (theme.on(surface, t) for t in ("muted", "faint", "text"))
    line = fonts.line("tiny")
    low, high = bounds(chart)
    many = ticks(low, high, max(2, min(5, h // (line * 3))))
    left = max([fonts.width(figure(v), "tiny") for v in many], default=em) + em * 0.6
    names = [s for s in chart.series if s.name]
    legend = line * 1.3 if names and (len(names) > 1 or names[0].name) else 0
    top, bottom = line * 1.25, h - line * 1.6 - legend
    right = w - em * 0.5
    if bottom - top < line * 2 or right - left < em * 3:
        face.blit(spark(chart, w, h, theme, surface, em), (0, 0))
        return face
    unit = fonts.wrapped(chart.unit, "tiny", w)[0] if chart.unit else ""
    face.blit(fonts.picture(unit, "tiny", muted), (0, 0))

    def height(value: float) -> float:
        return top + (bottom - top) * (1 - (value - low) / (high - low))

    for value in many:
        at = round(height(value))
        pygame.draw.line(face, (*faint, 150), (left, at), (right, at))
        words = fonts.picture(figure(value), "tiny", muted)
        face.blit(words, (left - em * 0.4 - words.get_width(), at - line // 2))
    count = max([len(chart.labels), *(len(s.values) for s in chart.series), 2])
    widest = max([fonts.width(label, "tiny") for label in chart.labels], default=0) + em * 0.9
    every = max(1, ceil(widest * (count - 1) / max(1.0, right - left)))
    now = chart.now if chart.now is not None else 0
    taken: list[tuple[float, float]] = []
    for i in sorted(range(now % every, len(chart.labels), every), key=lambda i: i != chart.now):  # today first
        at_x = left + (right - left) * i / (count - 1)
        words = fonts.picture(chart.labels[i], "tiny", text if i == chart.now else muted)
        begin = min(max(0, at_x - words.get_width() / 2), w - words.get_width())
        end = begin + words.get_width() + em * 0.5
        if all(end <= a or b <= begin for a, b in taken):
            taken.append((begin, end))
            face.blit(words, (begin, bottom + em * 0.42))
    canvas = Canvas(w, h, theme.on(surface, "accent"), 3 if w * h < 200_000 else 2)
    if chart.now is not None:
        at_x = left + (right - left) * chart.now / (count - 1)
        canvas.stroke([(at_x, top), (at_x, bottom)], muted, max(1.0, em * 0.07), (em * 0.25, em * 0.25))
    lines(canvas, chart, (left, top, right - left, bottom - top), theme, surface, max(1.4, em * 0.13))
    face.blit(canvas.done(), (0, 0))
    wide = sum(fonts.width(s.name, "tiny") + em * 2.7 for s in names)
    taken_names = False
    at_x = left if left + wide <= w + em else 0.0
    for number, series in enumerate(chart.series):
        if not series.name or not legend:
            continue
        words = fonts.picture(series.name, "tiny", text)
        if at_x + words.get_width() + em * 1.7 > w and taken_names:
            break
        colour = tone_of(series, number, theme, surface)
        sample = Canvas(round(em * 1.4), line, colour)
        stroke = [(0.0, line / 2), (em * 1.4, line / 2)]
        sample.stroke(stroke, colour, max(1.4, em * 0.13), DASHES[number % len(DASHES)])
        face.blit(sample.done(), (at_x, h - line))
        face.blit(words, (at_x + em * 1.7, h - line), (0, 0, round(w - at_x - em * 1.7), line))
        at_x += em * 2.7 + words.get_width()
        taken_names = True
    return face


def bar(meter: Meter, w: int, h: int, theme: Theme, surface: str, tone: str, em: int) -> pygame.Surface:
    """A bar between two ends. With `low_value` it grows both ways from zero; `second` is a line across it."""
    face = pygame.Surface((w, h), pygame.SRCALPHA)
    span = meter.high - meter.low
    track = max(4, round(em * 0.42))
    y = (h - track) // 2
    face.blit(
        rounded(
            w,
            track,
            track // 2,
            mix(theme.on(surface, "fill"), theme.on(surface, "faint"), 0.55),
            theme.on(surface, "control_edge"),
            max(1, em / 16),
        ),
        (0, y),
    )
    if span <= 0:
        return face

    def at(value: float) -> int:
        return round(w * min(1.0, max(0.0, (value - meter.low) / span)))

    first = theme.on(surface, tone if tone in TONES else "accent")
    zero = at(0.0) if meter.low_value is not None else 0
    end = at(meter.value)
    if end > zero:
        face.blit(rounded(end - zero, track, track // 2, first), (zero, y))
    if meter.low_value is not None:
        begin = at(meter.low_value)
        if begin < zero:
            # The other end is hatched: told apart without its hue.
            face.blit(rounded(zero - begin, track, track // 2, theme.on(surface, "muted")), (begin, y))
            for x in range(begin + 3, zero - 1, max(4, track)):
                pygame.draw.line(face, theme.on(surface, "fill"), (x, y + track - 2), (x + track // 2, y + 1), max(1, em // 12))
        pygame.draw.line(face, theme.on(surface, "text"), (zero, 0), (zero, h), max(1, em // 10))
    for value, _ in meter.marks:
        pygame.draw.line(
            face, theme.on(surface, "muted"), (at(value), y - em // 8), (at(value), y + track + em // 8), max(1, em // 14)
        )
    if meter.second is not None:
        width = max(2, em // 5)
        x = min(max(0, at(meter.second) - width // 2), w - width)
        pygame.draw.rect(face, theme.on(surface, "fill"), (x - 1, 0, width + 2, h))
        pygame.draw.rect(face, theme.on(surface, "text"), (x, 0, width, h))
    return face
