"""What a run of the load has shown: tables, and what there is to keep to."""

from __future__ import annotations

import statistics
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.tables import table
from tests.bench.targets import Target

from .installation import CACHE, CACHE_MEGABYTES

if TYPE_CHECKING:
    from .editor import Editor
    from .traffic import Answered, Traffic

SLOWEST_MILLISECONDS = 500
VISIBLE_SECONDS = 1
# How much more the processes may hold at the end than in the middle of the run.
GROWTH = 0.10
WORKER_MEGABYTES = 200
MEGABYTE = 1_000_000
PERCENTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
PROBLEMS_SHOWN = 10


@dataclass(frozen=True)
class SignUps:
    """How many were sent and confirmed, and what the site has of them afterwards."""

    sent: int
    confirmed: int
    checked: int
    stored: int
    lost: int
    messages: int
    messages_sent: int


@dataclass(frozen=True)
class Memory:
    """Bytes that each kind of process holds, some seconds after the beginning."""

    after: float
    held: dict[str, int]


def answers_table(answers: Iterable[Answered], seconds: float) -> str:
    """Return how long each kind of thing took."""
    by_kind = defaultdict(list)
    for answer in answers:
        by_kind[answer.kind].append(answer)
    rows = [_row(kind, found, seconds) for kind, found in sorted(by_kind.items())]
    headings = ["asked for, ms", "number", "a second", "errors", *PERCENTILES, "slowest"]
    return table(headings, rows)


def _row(kind: str, answers: Sequence[Answered], seconds: float) -> list[str]:
    times = sorted(answer.seconds * 1_000 for answer in answers)
    failed = sum(bool(answer.problem) for answer in answers)
    late = [slowest(times, share) for share in PERCENTILES.values()]
    shown = [f"{value:.0f}" for value in (*late, times[-1])]
    return [kind, str(len(times)), f"{len(times) / seconds:.1f}", str(failed), *shown]


def slowest(times: Sequence[float], share: float) -> float:
    """Return the time within which so many were answered; ``times`` are in rising order."""
    return times[min(len(times) - 1, int(len(times) * share))]


def memory_table(samples: Sequence[Memory]) -> str:
    """Return what the processes hold at some moments of the run."""
    moments = [samples[round(part * (len(samples) - 1) / 6)] for part in range(7)]
    headings = ["MB after", *(f"{moment.after:.0f} s" for moment in moments), "growth"]
    rows = [
        [
            name,
            *(f"{moment.held.get(name, 0) / MEGABYTE:.0f}" for moment in moments),
            f"{growth(samples, name):+.0%}",
        ]
        for name in samples[0].held
    ]
    return table(headings, rows)


def processor_table(taken: dict[str, float], answers: int, seconds: float) -> str:
    """Return how much of the processors each kind of process took."""
    rows = [
        [name, f"{own:.1f}", f"{own / seconds:.0%}", f"{own / answers * 1_000:.1f}"]
        for name, own in taken.items()
    ]
    return table(["processor", "seconds", "of one", "ms an answer"], rows)


def growth(samples: Sequence[Memory], name: str) -> float:
    """Return by which share a process holds more in the last quarter than in the second."""
    quarter = max(1, len(samples) // 4)
    before = statistics.median(
        sample.held[name] for sample in samples[quarter : 2 * quarter] or samples
    )
    after = statistics.median(sample.held[name] for sample in samples[-quarter:])
    return after / before - 1


def problems(answers: Iterable[Answered]) -> str:
    """Return what went wrong, the most frequent first."""
    counted = Counter(answer.problem for answer in answers if answer.problem)
    return "\n".join(
        f"  {count} × {problem}" for problem, count in counted.most_common(PROBLEMS_SHOWN)
    )


def summary(options: Namespace, traffic: Traffic, editor: Editor, sign_ups: SignUps) -> str:
    """Say who came, and what they did."""
    times = sorted(answer.seconds * 1_000 for answer in traffic.answers)
    shown = [f"{name} {slowest(times, share):.0f} ms" for name, share in PERCENTILES.items()]
    return (
        f"{options.rate:g} arrivals a second for {options.minutes:g} minutes: {len(times)} answers "
        f"to readers and officers; {', '.join(shown)}.\n"
        f"{sign_ups.sent} sign-ups sent, {sign_ups.checked} of them with a proof of work; "
        f"{sign_ups.confirmed} confirmed, {sign_ups.stored} stored, "
        f"{sign_ups.messages_sent} messages sent.\n"
        f"{editor.published} publications."
    )


def targets(
    public: Sequence[Answered],
    desk: Sequence[Answered],
    sign_ups: SignUps,
    samples: Sequence[Memory],
    worker_share: int,
) -> Iterator[Target]:
    """Yield what was asked beside what was measured."""
    errors = sum(bool(answer.problem) for answer in [*public, *desk])
    yield Target("errors of readers, officers and the editor", "0", str(errors), not errors)
    times = sorted(answer.seconds * 1_000 for answer in public)
    late = slowest(times, 0.99)
    yield Target(
        "99 of 100 answers to readers and officers",
        f"≤ {SLOWEST_MILLISECONDS} ms",
        f"{late:.0f} ms",
        late <= SLOWEST_MILLISECONDS,
    )
    yield Target(
        "sign-ups that were confirmed and are not stored once",
        "0",
        f"{sign_ups.lost} of {sign_ups.confirmed}",
        not sign_ups.lost and sign_ups.confirmed == sign_ups.sent,
    )
    yield Target(
        "messages to them that did not leave",
        "0",
        f"{sign_ups.messages - sign_ups.messages_sent} of {sign_ups.messages}",
        sign_ups.messages == sign_ups.messages_sent,
    )
    seen = sorted(answer.seconds for answer in desk if answer.kind == "from published to visible")
    if seen:
        yield Target(
            f"from published to visible, the slowest of {len(seen)}",
            f"≤ {VISIBLE_SECONDS} s",
            f"{seen[-1]:.2f} s",
            seen[-1] <= VISIBLE_SECONDS,
        )
    yield from _memory_targets(samples, worker_share)


def _memory_targets(samples: Sequence[Memory], worker_share: int) -> Iterator[Target]:
    share = worker_share / MEGABYTE
    yield Target(
        "memory of a web process, with its part of what they share",
        f"≤ {WORKER_MEGABYTES} MB",
        f"{share:.0f} MB",
        share <= WORKER_MEGABYTES,
    )
    for name in samples[0].held:
        if name == CACHE:
            # It fills until what it holds runs out, ten minutes later, or it has no more room.
            most = max(sample.held[name] for sample in samples) / MEGABYTE
            kept = most <= CACHE_MEGABYTES
            yield Target("memory of the cache", f"≤ {CACHE_MEGABYTES} MB", f"{most:.0f} MB", kept)
            continue
        grown = growth(samples, name)
        yield Target(
            f"growth of memory: {name}", f"≤ {GROWTH:.0%}", f"{grown:+.0%}", grown <= GROWTH
        )
