"""The bars of the graph room, one Markdown table each; run describes the arguments and the environment."""
import json
import math
import statistics
import sys
import tempfile
from pathlib import Path

import gensim
import numba

import generate
from measuring import RUNS, SCALE, THREADS, in_turn, judged, main, measured, median, python, row, spread, table
from measuring import trivium as command

HERE = Path(__file__).resolve().parent
SHARED = Path(sys.argv[1]).resolve()
DATA = SHARED / "data" / "graph"
SEEDS = range(1, max(2, RUNS) + 1)


def trivium(*arguments):
    return command("graph", *arguments)


def peer(*arguments):
    return python(HERE / "peers.py", *arguments)


def judge(*arguments):
    return judged(SHARED / "judge" / "graph.py", *arguments)


class Graphs:
    """The generated graphs, made once."""

    def __init__(self, folder):
        self.folder = folder

    def made(self, name, make):
        path = self.folder / f"{name}-{SCALE}.edges"
        if not path.exists():
            make(path)
        return path

    def rmat(self, edges, scale):
        wanted = max(1000, int(edges * SCALE))
        scale = max(8, scale + round(math.log2(SCALE)))
        return self.made(f"rmat-{edges}", lambda path: generate.rmat(wanted, scale, path))

    def attachment(self, nodes, edges):
        sizes = max(100, int(nodes * SCALE)), max(1000, int(edges * SCALE))
        return self.made(f"attachment-{nodes}-{edges}", lambda path: generate.attachment(*sizes, path))

    def few(self):
        return [("PPI", DATA / "ppi.edges"), ("R-MAT, 300 k edges", self.rmat(300_000, 15))]

    def large(self):
        return self.rmat(10_000_000, 20)


def kernels(pattern, path, *options):
    """Million steps a CPU second of the JMH benchmarks that walk, without start and files."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        arguments = f"{pattern} -f 1 -wi 2 -i {RUNS} -w 1 -r 2 -jvmArgsAppend -Xmx6g -p graph={path} {' '.join(options)} -rf json -rff {report.name}"
        measured(["mvn", "-q", "compile", "exec:exec", "-pl", "benchmarks", "-am", f"-Dargs={arguments}"])
        found = json.load(open(report.name))[0]["secondaryMetrics"]
    return found["steps"]["score"] / found["cpuSeconds"]["score"] / 1e6


def peer_kernel(how, path, p, q, most=10_000_000):
    done = peer("walks", path, "--how", how, "--p", p, "--q", q, "--runs", RUNS, "--most-steps", int(most * min(1, SCALE * 4)), "--walks", 10)
    if "skipped" in done:
        return done["skipped"], "", ""
    return done["steps"] / done["cpu"] / 1e6, done["making"]["cpu"], ""


def command_walks(path, p, q, graphs, walks):
    out = graphs.folder / "walks.txt"
    done = [trivium("walks", "--edges", path, "--out", out, "--p", p, "--q", q, "--walks", walks, "--threads", THREADS) for _ in range(RUNS)]
    with open(out) as lines:
        steps = sum(line.count(" ") for line in lines)
    out.unlink()
    return steps / median(done, "cpu") / 1e6, "", median(done, "wall")


def walks(graphs):
    table("Walks of 80 nodes, one thread", "graph", "p, q", "who", "M steps a CPU-s", "CPU-s to make tables", "wall s")
    for name, path in graphs.few() + [("R-MAT, 10 M edges", graphs.large())]:
        small = path != graphs.large()
        for p, q in ((1, 1), (0.5, 2)):
            row(name, f"{p}, {q}", "Trivium", kernels("benchmarks.Walks", path, f"-p pq={p}:{q}"), "", "")
            row(name, f"{p}, {q}", "Trivium, whole command, 2 threads", *command_walks(path, p, q, graphs, 10 if small else 1))
            if p == q == 1:
                row(name, f"{p}, {q}", "numba, first order", *peer_kernel("first", path, p, q))
                if small:
                    row(name, f"{p}, {q}", "JGraphT's iterator", kernels("JGraphTWalks", path), "", "")
            else:
                row(name, f"{p}, {q}", "numba, on the fly", *peer_kernel("on-the-fly", path, p, q, 3_000_000))
                row(name, f"{p}, {q}", "numba, alias table an arc", *peer_kernel("precomputed", path, p, q))


def node2vec(graphs):
    table("node2vec end to end, length 80, 10 walks, 128 numbers, window 10, 5 negatives, 2 threads",
          "graph", "p, q", "who", "CPU-s", "wall s", "peak GB", "times ours, CPU", "times ours, wall")
    out = graphs.folder / "vectors.txt"
    for name, path in (("PPI", DATA / "ppi.edges"), ("10 k nodes, 334 k edges", graphs.attachment(10_000, 334_000)),
                       ("18 k nodes, 98 k edges", graphs.attachment(18_000, 98_000))):
        for p, q in ((1, 1), (0.5, 2)):
            options = ["--p", p, "--q", q, "--threads", THREADS, "--out", out]
            ours, theirs = in_turn(lambda: trivium("embed", "--edges", path, *options), lambda: peer("embed", path, *options))
            cpu, wall = median(ours, "cpu"), median(ours, "wall")
            row(name, f"{p}, {q}", "Trivium, whole command", cpu, wall, median(ours, "bytes") / 1e9, 1.0, 1.0)
            row(name, f"{p}, {q}", "numba, 1 thread, + gensim, 2 workers; whole process", median(theirs, "cpu"), median(theirs, "wall"), median(theirs, "bytes") / 1e9,
                median(theirs, "cpu") / cpu, median(theirs, "wall") / wall)
            parts = {key: statistics.median(sum(run[part][key] for part in ("walks", "training")) for run in theirs) for key in ("cpu", "wall")}
            row(name, f"{p}, {q}", "of it walks and training, compiled", parts["cpu"], parts["wall"], "", parts["cpu"] / cpu, parts["wall"] / wall)


def embed(path, out, threads, *options):
    return lambda: trivium("embed", "--edges", path, "--out", out, "--threads", threads, *options)


def threads(graphs):
    table("Two threads over one", "graph", "what", "1 thread, wall s", "2 threads, wall s", "times faster")
    out = graphs.folder / "out.txt"
    for name, path in (("10 k nodes, 334 k edges", graphs.attachment(10_000, 334_000)),):
        for what, make in (("embed", lambda t: embed(path, out, t)),
                           ("walks, p = 0.5, q = 2, 50 a node",
                            lambda t: lambda: trivium("walks", "--edges", path, "--out", out, "--walks", 50, "--p", 0.5, "--q", 2, "--threads", t))):
            one, two = in_turn(make(1), make(2))
            row(name, what, median(one, "wall"), median(two, "wall"), median(one, "wall") / median(two, "wall"))


def repeatable(graphs):
    table("Repeatable over free", "graph", "threads", "free, wall s", "repeatable, wall s", "speed of the free one", "same bytes at 1, 2 and 4 threads")
    path = graphs.attachment(10_000, 334_000)
    out = graphs.folder / "out.txt"
    bytes_at = []
    for count in (1, 2, 4):
        embed(path, out, count, "--repeatable")()
        bytes_at.append(out.read_bytes())
    same = "yes" if bytes_at[0] == bytes_at[1] == bytes_at[2] else "NO"
    free, kept = in_turn(embed(path, out, THREADS, "--no-repeatable"), embed(path, out, THREADS, "--repeatable"))
    row("10 k nodes, 334 k edges", THREADS, median(free, "wall"), median(kept, "wall"), median(free, "wall") / median(kept, "wall"), same)


def quality(graphs):
    table(f"Quality, mean ± standard deviation over seeds 1 to {max(SEEDS)}; judge/graph.py", "graph", "figure", "Trivium", "gensim on the same walks")
    split = DATA / "splits" / "facebook"
    tasks = (("PPI", DATA / "ppi.edges", lambda emb: judge("classify", "--emb", emb, "--labels", DATA / "ppi.labels", "--features", "raw")["raw"],
              ("micro", "macro")),
             ("Facebook", Path(f"{split}.train.edges"), lambda emb: judge("linkpred", "--emb", emb, "--split", split), ("cosine", "hadamard")))
    for name, path, judged, figures in tasks:
        results = {"ours": [], "theirs": []}
        for seed in SEEDS:
            steps, vectors = graphs.folder / "walks.txt", graphs.folder / "vectors.txt"
            embed(path, vectors, THREADS, "--seed", seed)()
            results["ours"].append(judged(vectors))
            trivium("walks", "--edges", path, "--out", steps, "--seed", seed)
            peer("train", steps, "--out", vectors, "--seed", seed, "--threads", THREADS)
            results["theirs"].append(judged(vectors))
        for figure in figures:
            row(name, figure, *(spread([r[figure] for r in results[who]]) for who in ("ours", "theirs")))


def law_row(name, p, q, who, said):
    row(name, f"{p}, {q}", who, said["first"]["z"], said["second"]["z"], "yes" if said["ok"] else f"NO: {json.dumps(said)}")


def law(graphs):
    table("The law of the walks on karate, 1000 walks a node; judge/graph.py, |z| < 4 passes",
          "graph", "p, q", "who", "z, first step", "z, second order", "passes")
    plain, weighted = DATA / "karate.edges", graphs.folder / "karate.weighted"
    edges = [line.split()[:2] for line in plain.read_text().splitlines() if line.strip() and not line.startswith("#")]
    weighted.write_text("".join(f"{u} {v} {1 + (7 * int(u) + 3 * int(v)) % 5}\n" for u, v in edges))
    out = graphs.folder / "walks.txt"
    for name, path, options in (("plain", plain, []), ("weighted", weighted, ["--weighted"]), ("directed", plain, ["--directed"]),
                                ("weighted, directed", weighted, ["--weighted", "--directed"])):
        for p, q in ((1, 1), (0.5, 2), (0.25, 4)):
            for count in (1, 2, 4):
                trivium("walks", "--edges", path, "--out", out, "--walks", 1000, "--p", p, "--q", q, "--threads", count, *options)
                said = judge("walks", "--edges", path, "--walks", out, "--p", p, "--q", q, "--per-node", 1000, *options)
                law_row(name, p, q, f"Trivium, threads: {count}", said)
    for how in ("on-the-fly", "precomputed"):  # a peer that is wrong would be no measure
        peer("walks", plain, "--how", how, "--out", out, "--walks", 1000, "--p", 0.5, "--q", 2)
        law_row("plain", 0.5, 2, f"numba, {how}", judge("walks", "--edges", plain, "--walks", out, "--p", 0.5, "--q", 2, "--per-node", 1000))


def memory(graphs):
    table("R-MAT of 10 M edges: read, walk (1 a node), train", "p, q", "CPU-s", "wall s", "peak GB")
    for p, q in ((1, 1), (0.5, 2)):
        done = embed(graphs.large(), graphs.folder / "vectors", THREADS, "--walks", 1, "--p", p, "--q", q)()
        row(f"{p}, {q}", done["cpu"], done["wall"], done["bytes"] / 1e9)


BARS = {bar.__name__: bar for bar in (walks, node2vec, threads, repeatable, quality, law, memory)}


ABOUT = f"The peers: numba {numba.__version__} for walks by PecanPy's published methods (not PecanPy itself), gensim {gensim.__version__}."

if __name__ == "__main__":
    main({name: lambda folder, bar=bar: bar(Graphs(folder)) for name, bar in BARS.items()}, ABOUT)
