"""The bars of the recommenders, Markdown tables each; run describes the arguments and the environment."""
import itertools
import json
import os
import random
import sys
from pathlib import Path

import numpy
import scipy

import generate
import shapes as made
from measuring import HOME, RUNS, SCALE, in_turn, judged, main, measured, median, python, row, spread, table, trivium

HERE = Path(__file__).resolve().parent
SHARED = Path(sys.argv[1]).resolve()
SPLITS = SHARED / "data" / "recommender" / "splits-ml-latest-small"
SEEDS = range(1, RUNS + 1)
FIGURES = ("ndcg@10", "recall@20", "coverage@10")

# What each model is searched over: every combination, or TRIALS of them drawn at random where there are more.
GRIDS = {
    "popularity": {},
    "knn": {"neighbors": (5, 10, 20, 50, 100, 200, 500), "shrinkage": (0, 2, 5, 10, 20, 50)},
    "ease": {"regularization": (50, 100, 200, 300, 500)},
    "ials": {"dimension": (32, 64, 128, 256), "regularization": (0.005, 0.01, 0.02, 0.03, 0.05, 0.1), "unobservedWeight": (0.03, 0.05, 0.1, 0.2, 0.3)},
    "bpr": {"epochs": (100, 200), "learningRate": (0.02, 0.05), "regularization": (0.02, 0.03, 0.05), "negativeExponent": (0, 0.5), "candidates": (1, 5)},
    "lightgcn": {"layers": (1, 2, 3), "epochs": (100, 200, 400), "learningRate": (0.005,), "regularization": (1e-4, 1e-2), "batch": (4096,)},
    "item2vec": {"epochs": (20, 60), "window": (5, 15, 50), "ordered": (0, 1), "learningRate": (0.025, 0.1), "subsampling": (0, 1e-3), "noiseExponent": (0, 0.75)},
}
TRIALS = int(os.environ.get("TRIALS", "30"))
MODELS = os.environ.get("MODELS", " ".join(GRIDS)).split()
FINALISTS = 6
NOT_DRAWN = ("popularity", "knn", "ease")


def java(*arguments):
    classes = HOME / "benchmarks" / "target" / "classes"
    options = ["--add-modules", "jdk.incubator.vector", "-Xmx4g", "-XX:+UseParallelGC", "-XX:MaxNewSize=64m", f"-Dlogback.configurationFile={classes / 'logback.xml'}"]
    path = f"{classes}{os.pathsep}{HOME / 'app' / 'target' / 'trivium.jar'}"
    done = measured(["java", *options, "-cp", path, "dev.trivium.benchmarks.Recommending", *arguments])
    return {**done, "models": [json.loads(line) for line in done["out"].splitlines()]}


def judge(split, recommendations, *options):
    return judged(SHARED / "judge" / "recommender.py", "--split", split, "--recs", recommendations, *options)


def written(model, settings):
    return model + (":" + ",".join(f"{k}={v}" for k, v in settings.items()) if settings else "")


def tuned(model, split):
    """
    The settings of the highest NDCG@10 + Recall@20 from fit to valid, and how many were tried: all by the first seed, the best of them by the mean over
    all seeds.
    """
    grid = GRIDS[model]
    every = [written(model, dict(zip(grid, values))) for values in itertools.product(*grid.values())]
    tries = every if len(every) <= TRIALS else random.Random(1).sample(every, TRIALS)
    tried = f"{len(tries)} of {len(every)}"
    best = sorted(tries, key=valid(tries, split), reverse=True)
    if model in NOT_DRAWN:
        return best[0], tried
    finalists = best[:FINALISTS]
    scores = [valid([f"{t},seed={seed}" for t in finalists], split) for seed in SEEDS]
    return max(finalists, key=lambda t: sum(score(f"{t},seed={seed}") for seed, score in zip(SEEDS, scores))), tried


def valid(tries, split):
    """What each is worth, from fit to valid."""
    done = java(split / "fit.tsv", split / "valid.tsv", "-", *tries)["models"]
    return {m["model"]: m["ndcg@10"] + m["recall@20"] for m in done}.__getitem__


def reported(name, settings, tried, results):
    row(name, settings, tried, *(spread([said[figure] for said, _ in results]) for figure in FIGURES), median([fit for _, fit in results], "cpu"))


def warm(name, folder):
    split = SPLITS / name
    table(f"{name}: tuned from fit to valid by NDCG@10 + Recall@20, judged from train to test by judge/recommender.py, mean ± standard deviation over {RUNS} seeds",
          "who", "settings", "tried", *FIGURES, "fit, CPU-s")
    out = folder / "recommendations.tsv"
    files = split / "train.tsv", split / "test.tsv", out
    best = {}
    for model in MODELS:
        best[model], tried = tuned(model, split)
        results = []
        for seed in SEEDS if model not in NOT_DRAWN else SEEDS[:1]:
            spec = best[model] + ("" if model in NOT_DRAWN else f",seed={seed}")
            fit = java(*files, spec)["models"][0]
            results.append((judge(split, out), fit))
        reported(model, best[model].partition(":")[2].replace(",", ", "), tried, results)
    for model, names in (("ease", {"regularization": "regularization"}), ("ials", ALS)):
        if model not in best:
            continue
        settings = dict(pair.split("=") for pair in best[model].partition(":")[2].split(","))
        options = [x for ours, theirs in names.items() if ours in settings for x in (f"--{theirs}", settings[ours])]
        results = []
        for seed in SEEDS if model == "ials" else SEEDS[:1]:
            fit = python(HERE / "peers.py", model, *files, *options, "--seed", seed)["fit"]
            results.append((judge(split, out), fit))
        reported(f"{model} in numpy, the same settings", "", "", results)


ALS = {"dimension": "dimension", "regularization": "regularization", "unobservedWeight": "unobserved", "frequencyExponent": "exponent", "sweeps": "sweeps"}


def rand(folder):
    warm("rand", folder)


def loo(folder):
    warm("loo", folder)


def cold(folder):
    """iALS and ridge in numpy: sizes chosen on a fifth of the items of train.tsv, held out as test.tsv's are."""
    split, inner, out = SPLITS / "cold", folder / "cold", folder / "recommendations.tsv"
    hold_out(split / "train.tsv", inner)
    told = folder / "vectors.txt"
    embed(SPLITS / "items.tsv", told)
    tries = list(itertools.product((64, 128), (0.3, 1, 3, 10, 30)))
    table("cold: items nobody took up in training; the highest NDCG@10 + Recall@20 where a fifth of the items of train.tsv is held out, judged from train to test, "
          f"mean ± standard deviation over {RUNS} seeds", "who", "settings", "tried", *FIGURES, "fit, CPU-s")
    for name, more in (("TF-IDF", []), ("TF-IDF and MiniLM", ["--vectors", told])):

        def regression(part, dimension, ridge, seed):
            fit = python(HERE / "peers.py", "ridge", part / "train.tsv", part / "test.tsv", out, "--items", SPLITS / "items.tsv", "--candidates",
                         part / "candidates.txt", "--dimension", dimension, "--ridge", ridge, "--seed", seed, *more)["fit"]
            return judge(part, out), fit

        def worth(settings):
            figures, _ = regression(inner, *settings, 1)
            return figures["ndcg@10"] + figures["recall@20"]

        dimension, ridge = max(tries, key=worth)
        reported(f"iALS in numpy, then ridge on {name}", f"dimension={dimension}, ridge={ridge:g}", len(tries),
                 [regression(split, dimension, ridge, seed) for seed in SEEDS])


def hold_out(train, folder):
    """A fifth of the items of a file, and all that is of them, in a folder as the judge wants it."""
    rows = [line.rstrip("\n").split("\t") for line in open(train, encoding="utf-8")]
    known, held, items = made.held_out("cold", [(user, item, 1, int(time)) for user, item, time in rows], numpy.random.default_rng(1))
    folder.mkdir(exist_ok=True)
    for name, part in (("train", known), ("test", held)):
        (folder / f"{name}.tsv").write_text("".join(f"{user}\t{item}\n" for user, item, *_ in part))
    (folder / "candidates.txt").write_text("\n".join(sorted(items)) + "\n")


def embed(items, vectors):
    """The vectors of MiniLM of what is said of each item, in the order of the file."""
    texts = vectors.with_name("texts.txt")
    texts.write_text("".join(line.rstrip("\n").split("\t", 1)[1].replace("\t", " ") + "\n" for line in open(items, encoding="utf-8")))
    trivium("text", "embed", "--encoder", "minilm", "--in", texts, "--out", vectors)


def fit(folder):
    users, items, size = 6040, 3300, int(1_000_000 * SCALE)
    path = folder / f"interactions-{SCALE:g}.tsv"
    if not path.exists():
        generate.interactions(users, items, size, path)
    asked = folder / "asked.tsv"
    asked.write_text("0\tnone\n")
    lines = sum(1 for _ in open(path, encoding="utf-8"))
    table(f"Fit of iALS: {lines:,} interactions of {users} users and {items} items, 64 dimensions, 15 sweeps, exact solves", "who", "fit, CPU-s", "fit, wall s",
          "whole process, CPU-s", "peak GB")
    settings = "dimension=64,regularization=0.03,unobservedWeight=0.1,frequencyExponent=1,sweeps=15"
    ours, theirs = in_turn(lambda: java(path, asked, "-", f"ials:{settings}"),
                           lambda: python(HERE / "peers.py", "ials", path, asked, "-", "--sweeps", 15))
    row("Trivium", median([r["models"][0] for r in ours], "cpu"), median([r["models"][0] for r in ours], "wall"), median(ours, "cpu"), median(ours, "bytes") / 1e9)
    row("numpy, LAPACK", median([r["fit"] for r in theirs], "cpu"), median([r["fit"] for r in theirs], "wall"), median(theirs, "cpu"), median(theirs, "bytes") / 1e9)


def shapes(folder):
    """The command at its defaults."""
    made.generate(SHARED, folder / "shapes")
    table("MovieLens in other shapes, made by shapes.py: `trivium recommend evaluate` at its defaults, one seed", "shape", "question", "who", "NDCG@10", "Recall@20")
    for shape, question in itertools.product(made.SHAPES, made.QUESTIONS):
        of = folder / "shapes" / shape
        told = folder / "told.json"
        asked = ["--candidates", of / question / "candidates.txt"] if question == "cold" else []
        trivium("recommend", "evaluate", "--train", of / question / "train.tsv", "--test", of / question / "test.tsv", *asked, "--items", of / "items.tsv",
                "--models", "shared,ease,ials", "--json", told)
        for who in json.loads(told.read_text())["contenders"]:
            row(shape, question, who["name"], *(f"{who['figures'][figure]['value']:.4f}" for figure in ("NDCG@10", "Recall@20")))


if __name__ == "__main__":
    main({bar.__name__: bar for bar in (rand, loo, cold, fit, shapes)}, f"The references: numpy {numpy.__version__}, scipy {scipy.__version__}.")
