"""What the bars of every room have in common: whole processes measured, in turn with their peers, and Markdown tables."""
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
TRIVIUM = os.environ.get("TRIVIUM", str(HOME / "trivium"))
RUNS = int(os.environ.get("RUNS", "3"))
SCALE = float(os.environ.get("SCALE", "1"))
THREADS = 2


class Clock:
    """CPU and wall seconds of this process from here on."""

    def __init__(self):
        self.cpu, self.wall = time.process_time(), time.perf_counter()

    def taken(self):
        return {"cpu": time.process_time() - self.cpu, "wall": time.perf_counter() - self.wall}


def measured(command):
    """Runs a command: CPU and wall seconds and the peak of memory of the whole process, and what it printed."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen([str(c) for c in command], stdout=out, stderr=err, cwd=HOME)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        out.seek(0)
        err.seek(0)
        if status:
            sys.exit(f"{' '.join(map(str, command))} failed:\n{err.read()[-2000:]}")
        return {"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "bytes": usage.ru_maxrss * 1024, "out": out.read()}


def trivium(*arguments):
    return measured([TRIVIUM, *arguments])


def python(script, *arguments):
    """What it prints, one JSON object, and what the process took where that does not say."""
    done = measured([sys.executable, script, *arguments])
    return {**done, **json.loads(done["out"])}


def judged(script, *arguments):
    """What it prints, one JSON object."""
    return json.loads(measured([sys.executable, script, *arguments])["out"])


def in_turn(*makers):
    """Runs each in turn, RUNS times over; the results of each."""
    results = [[maker() for maker in makers] for _ in range(RUNS)]
    return list(zip(*results))


def median(results, key):
    return statistics.median(result[key] for result in results)


def spread(values):
    return f"{statistics.mean(values):.4f}" + (f" ± {statistics.stdev(values):.4f}" if len(values) > 1 else "")


def table(title, *head):
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}", flush=True)


def row(*cells):
    print(f"| {' | '.join(f'{c:.3g}' if isinstance(c, float) else str(c) for c in cells)} |", flush=True)


def main(bars, about):
    """
    Runs the bars named after SHARED_DIR, all without any.

    bars   functions of the folder where files are kept, by their names
    about  what is said first, after how it is run
    """
    chosen = sys.argv[2:] or list(bars)
    if not set(chosen) <= set(bars):
        sys.exit(f"no bar {', '.join(sorted(set(chosen) - set(bars)))}; there are {', '.join(bars)}")
    with contextlib.ExitStack() as stack:
        folder = Path(os.environ.get("WORK") or stack.enter_context(tempfile.TemporaryDirectory())).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        trivium("--version")  # builds it where it is not built
        print(f"{RUNS} runs each; data at {SCALE:g} of their sizes; {os.cpu_count()} processors. {about}")
        for name in chosen:
            bars[name](folder)
