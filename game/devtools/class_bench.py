"""The classroom's figures, measured on the real server as its own process over real HTTP, beside what disk and machine can do."""

from __future__ import annotations

import asyncio
import csv
import io
import os
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from game.classroom.sessions import handed_in
from game.classroom.sessions.session import of_preset, setup_of
from game.classroom.sessions.verify import verify
from game.devtools.class_visitors import Browser, Served, Teacher, form_of
from game.engine.rules import delivered, new_batch, observe_batch, resolve_batch
from game.engine.rules.campaign.record import Setup, State
from game.engine.rules.vocabulary.plan import BOTH, Answers
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.lab.simulation.pool import each
from game.opponents import answer_for, plan_for
from game.play.save_file import LogLine, log_line
from game.structs import Struct, asdict, replace

BURSTS = 5
"""Times that all vote at once; the burst in the middle is told."""
POLL, POLLING = 2.0, 10.0
"""Seconds between two questions of a page, and for how long they are measured."""
TURNS = 12
Tell = Callable[[str], None]


class Row(Struct):
    """One figure: what is wanted, what was measured, how long a million additions took just then, and what processor time the
    server (or the proof) used for it, in the row's unit, where that is known: it hardly hangs on who else is at work."""

    id: str
    unit: str
    wanted: float
    value: float
    million_additions_ms: float
    cpu: float | None = None

    @property
    def good(self) -> bool:
        return self.value <= self.wanted


def row(id: str, unit: str, wanted: float, value: float, cpu: float | None = None) -> Row:
    """A row, with how quick the machine is now."""
    return Row(id, unit, wanted, round(value, 3), round(machine_ms(), 1), None if cpu is None else round(cpu, 2))


def share(values: Sequence[float], part: float) -> float:
    """The value below which this part of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def sync_ms(folder: Path) -> float:
    """Milliseconds that the disk takes to keep a page, the median of twenty."""
    found = []
    with (folder / "sync").open("wb") as file:
        for _ in range(20):
            began = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            found.append(1000.0 * (time.perf_counter() - began))
    return median(found)


def machine_ms() -> float:
    """Milliseconds for a million additions in Python."""
    began = time.perf_counter()
    total(range(1_000_000))
    return 1000.0 * (time.perf_counter() - began)


def measure(rules: Rules, students: int, kills: int, tell: Tell) -> dict[str, object]:
    """All rows, and the yardsticks of the same run."""
    with tempfile.TemporaryDirectory() as found:
        folder = Path(found)
        yard = {"sync_ms": round(sync_ms(folder), 2), "million_additions_ms": round(machine_ms(), 1), "load": os.getloadavg()[0]}
        rows = asyncio.run(served_rows(folder / "a", students, tell))
        rows += asyncio.run(killed_rows(folder / "b", students, kills, tell))
        for found_row in rows:
            tell(f"{found_row.id}: {found_row.value:.3f} {found_row.unit}")
        tell("verify")
        rows.append(row(f"verify-{students}-campaigns", "s", 15.0, *verify_seconds(rules, students)))
    told = [{**asdict(r), "pass": r.good} for r in rows]
    return {"rows": told, "students": students, "kills": kills, "machine": yard}


async def served_rows(folder: Path, students: int, tell: Tell) -> list[Row]:
    """Joining, voting, polling, memory, debrief."""
    with Served(folder) as server:
        return await rows_of(server, students, tell)


async def rows_of(server: Served, students: int, tell: Tell) -> list[Row]:
    """The rows of one server that stays up."""
    teacher = Teacher(server.port)
    await teacher.enter()
    pin = await teacher.begin("council")
    seats = [Browser(server.port) for _ in range(students)]
    tell("join")
    joins = await asyncio.gather(*(timed(lambda s=s: s.join(pin)) for s in seats))  # type: ignore[misc]
    rows = [row("join-max", "s", 4.0, max(joins)), row("join-p95", "s", 3.0, share(joins, 0.95))]
    await teacher.do("next")
    await teacher.do("next")
    tell("vote")
    bursts: list[list[float]] = []
    used = 0.0
    for burst in range(BURSTS):
        forms = [form_of((await s.get("/play")).text, n + burst) for n, s in enumerate(seats)]
        before = server.cpu()
        bursts.append(await asyncio.gather(*(timed(lambda s=s, f=f: vote(s, f)) for s, f in zip(seats, forms, strict=True))))  # type: ignore[misc]
        used += server.cpu() - before
    middle = sorted(bursts, key=lambda found: share(found, 0.95))[BURSTS // 2]
    cpu = 1000 * used / BURSTS
    rows += [
        row("vote-p95", "ms", 60.0, 1000 * share(middle, 0.95), cpu),
        row("vote-max", "ms", 250.0, 1000 * max(middle), cpu),
    ]
    tell("polling")
    before, began = server.cpu(), time.monotonic()
    await asyncio.gather(*(polling(s, n * POLL / students) for n, s in enumerate(seats)))
    rows.append(row("polling-core", "%", 25.0, 100 * (server.cpu() - before) / (time.monotonic() - began)))
    for quarter in range(4):
        tell(f"quarter {quarter + 1}")
        while "debrief</strong>" not in (page := (await teacher.get("/teacher")).text):
            if "vote</strong>" in page:
                forms = [form_of((await s.get("/play")).text, n + quarter) for n, s in enumerate(seats)]
                await asyncio.gather(*(vote(s, f) for s, f in zip(seats, forms, strict=True)))
            await teacher.do("next")
            if "reveal</strong>" in page:
                break
    rows.append(row("debrief", "s", 2.0, await timed(lambda: teacher.get("/teacher/debrief"))))
    rows.append(row("memory", "MiB", 200.0, server.memory()))
    return rows


async def timed(run: Callable[[], object]) -> float:
    """Seconds until an answer is there."""
    began = time.perf_counter()
    await run()  # type: ignore[misc]
    return time.perf_counter() - began


async def vote(seat: Browser, form: dict[str, str]) -> None:
    """A vote that must be taken."""
    answer = await seat.post("/ballot", form)
    if answer.status != 303 or answer.headers["location"] != "/play":
        raise ValueError(f"a vote was not taken: {answer.status} {answer.headers.get('location')}")


async def polling(seat: Browser, late: float) -> None:
    """A page that asks every other second for a while."""
    await asyncio.sleep(late)
    for _ in range(int(POLLING / POLL)):
        began = time.monotonic()
        await seat.get("/state")
        await asyncio.sleep(max(0.0, POLL - (time.monotonic() - began)))


async def killed_rows(folder: Path, students: int, kills: int, tell: Tell) -> list[Row]:
    """Killed in the middle of bursts: what was acknowledged must be there once, what was not is delivered again."""
    with Served(folder) as server:
        return await rows_of_kills(server, folder, students, kills, tell)


async def rows_of_kills(server: Served, folder: Path, students: int, kills: int, tell: Tell) -> list[Row]:
    """The rows of a server that is killed again and again."""
    teacher = Teacher(server.port)
    await teacher.enter()
    pin = await teacher.begin("council")
    seats = [Browser(server.port) for _ in range(students)]
    await asyncio.gather(*(s.join(pin) for s in seats))
    await teacher.do("next")
    await teacher.do("next")
    taken: set[tuple[str, str]] = set()
    waits: list[float] = []
    slowest = 0.0
    for kill in range(kills):
        tell(f"kill {kill + 1} of {kills}")
        forms = [form_of((await s.get("/play")).text, kill + n) for n, s in enumerate(seats)]
        burst = [asyncio.create_task(sent(s, f, taken)) for s, f in zip(seats, forms, strict=True)]
        enough = len(taken) + students * (kill % 5 + 1) // 7
        while len(taken) < enough and not all(task.done() for task in burst):
            await asyncio.sleep(0)
        server.kill()
        await asyncio.gather(*burst)
        down = time.perf_counter()
        await asyncio.to_thread(server.start, server.port, "--again")
        up = time.perf_counter()
        again = [timed(lambda s=s, f=f: sent(s, f, taken)) for s, f in zip(seats, forms, strict=True)]  # type: ignore[misc]
        found = await asyncio.gather(*again)
        slowest = max(slowest, *found)
        waits += [up - down + t for t in found]
    await teacher.enter()
    archive = zipfile.ZipFile(io.BytesIO(await exported(server.port, teacher)))
    kept = list(csv.DictReader(io.StringIO(archive.read("votes.csv").decode("utf-8-sig"))))
    cards = [(line["seat"], line["sequence"]) for line in kept if line["question"].startswith("card:")]
    return [
        row("kill-lost", "votes", 0.0, float(len(taken - set(cards)))),
        row("kill-duplicates", "votes", 0.0, float(len(cards) - len(set(cards)))),
        row("kill-delivered-after-restart", "s", 5.0, slowest),
        row("reconnect-p95-restart-included", "s", 1.5, share(waits, 0.95)),
    ]


async def sent(seat: Browser, form: dict[str, str], taken: set[tuple[str, str]]) -> None:
    """A vote that counts as taken only when the server has said so."""
    try:
        answer = await seat.post("/ballot", form)
    except ConnectionError:
        return
    if answer.status == 303 and answer.headers["location"] in ("/play", "/play?note=taken"):
        taken.add((form["seat"], form["sequence"]))


async def exported(port: int, teacher: Teacher) -> bytes:
    """The export's bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    cookies = "; ".join(f"{k}={v}" for k, v in teacher.cookies.items())
    writer.write(
        f"GET /teacher/export HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncookie: {cookies}\r\nconnection: close\r\n\r\n".encode()
    )
    whole = await reader.read()
    writer.close()
    return whole.partition(b"\r\n\r\n")[2]


def verify_seconds(rules: Rules, students: int) -> tuple[float, float]:
    """Seconds to prove as many campaigns of twelve quarters, each another one; and of processor time, all processes together."""
    session = replace(of_preset(rules, rules.presets["homework"]), scenario="calibrated-control", quarters=TURNS, rules=rules.hash)
    files = []
    for first in range(0, students, 50):
        seeds = range(first, min(first + 50, students))
        for seed, log in zip(seeds, played_logs(rules, session.scenario, seeds), strict=True):
            own = replace(session, seed=seed)
            side = BOTH[seed % 2]
            files.append(handed_in.HandedIn(f"{seed}.result", own, setup_of(own, side), side, log, rules.hash))
    began, before = time.perf_counter(), processor_seconds()
    proven = verify(rules, files, os.cpu_count() or 1, each)
    seconds, used = time.perf_counter() - began, processor_seconds() - before
    bad = [v.fault for v in proven if v.fault]
    if bad:
        raise ValueError(f"{len(bad)} good campaigns were refused: {bad[0]}")
    return seconds, used


def processor_seconds() -> float:
    """Processor time of this process and of all that it started and that have ended."""
    found = os.times()
    return found.user + found.system + found.children_user + found.children_system


def played_logs(rules: Rules, scenario: str, seeds: Sequence[int]) -> list[tuple[LogLine, ...]]:
    """Twelve quarters of as many campaigns, the calibrator on both sides, set up as a pupil's own."""
    doctrine = rules.doctrines["calibrator"]
    batch = new_batch(rules, [Setup(scenario, seed, BOTH[seed % 2]) for seed in seeds])
    logs: list[list[LogLine]] = [[] for _ in seeds]
    for _ in range(TURNS):
        seen = [{s: observe_batch(rules, batch, i, s) for s in BOTH} for i in range(len(seeds))]
        plans = [{s: plan_for(rules, o[s], doctrine) for s in BOTH} for o in seen]
        answers = []
        for i, plan in enumerate(plans):
            offers = delivered(rules, State(batch.records[i], batch.world.take([i])), plan)
            answers.append({s: answer_for(rules, seen[i][s], doctrine, offers[s]) if offers[s] else Answers(s) for s in BOTH})
        batch = resolve_batch(rules, batch, plans, answers).batch
        for i, record in enumerate(batch.records):
            logs[i].append(log_line(rules, plans[i], answers[i], State(record, batch.world.take([i]))))
    return [tuple(log) for log in logs]
