"""The bars of the text room, Markdown tables each; run describes the arguments and the environment."""
import functools
import json
import os
import random
import re
import statistics
import sys
from pathlib import Path

import gensim
import sklearn

from corpora import Corpora
from measuring import HOME, RUNS, SCALE, THREADS, in_turn, judged, main, measured, median, python, row, spread, table
from measuring import trivium as command

HERE = Path(__file__).resolve().parent
SHARED = Path(sys.argv[1]).resolve()
DATA = SHARED / "data" / "text"
EPOCHS = int(os.environ.get("EPOCHS", "3"))
SEEDS = range(1, RUNS + 1)


def trivium(*arguments):
    return command("text", *arguments)


def peer(*arguments):
    return python(HERE / "peers.py", *arguments)


def judge_words(vectors):
    return judged(SHARED / "judge" / "text.py", vectors, "--restrict", 30_000, "--json")


def judge_sentences(part, vectors):
    said = measured([sys.executable, SHARED / "judge" / "sts.py", part, vectors])["out"]
    return [float(re.search(f"{figure}=(\\S+)", said)[1]) for figure in ("spearman", "pearson")]


def java(*arguments):
    """The program over documents, on the class path of the command."""
    built()
    classes = HOME / "benchmarks" / "target" / "classes"
    options = ["--add-modules", "jdk.incubator.vector", "-Xmx4g", f"-Dlogback.configurationFile={classes / 'logback.xml'}"]
    path = f"{classes}{os.pathsep}{HOME / 'app' / 'target' / 'trivium.jar'}"
    return json.loads(measured(["java", *options, "-cp", path, "dev.trivium.benchmarks.Documents", *arguments])["out"])


@functools.cache
def built():
    measured(["mvn", "-B", "-q", "compile", "-pl", "benchmarks", "-am"])


def words(corpus, out, *options, model="word2vec", threads=THREADS, seed=1):
    return trivium("train", "--model", model, "--corpus", corpus, "--out", out, "--dimensions", 100, "--window", 5, "--negatives", 5, "--min-count", 5,
                   "--sample", 1e-4, "--epochs", EPOCHS, "--threads", threads, "--seed", seed, *options)


def beside(title, corpus, makers, epochs=EPOCHS):
    """
    Trains words by each of two, in turn: what that takes and what comes out.

    makers  by name: a function of the seed to what was measured and the file of vectors
    """
    tokens = sum(len(line.split()) for line in open(corpus, encoding="utf-8"))
    runs = {name: [] for name in makers}
    for seed in SEEDS:
        for name, make in makers.items():
            taken, vectors = make(seed)
            runs[name].append({**taken, **judge_words(vectors)})
    table(f"{title}: {tokens:,} tokens, d 100, {epochs} epochs, {THREADS} threads; whole processes; judge/text.py --restrict 30000",
          "who", "CPU-s", "k words a CPU-s", "wall s", "peak GB", "times the peer, CPU", "times the peer, wall", "WordSim-353", "analogies")
    theirs = list(runs.values())[-1]
    for name, done in runs.items():
        cpu, wall = median(done, "cpu"), median(done, "wall")
        row(name, cpu, round(tokens * epochs / cpu / 1e3), wall, median(done, "bytes") / 1e9, median(theirs, "cpu") / cpu, median(theirs, "wall") / wall,
            spread([r["ws353"] for r in done]), spread([r["acc"] for r in done]))


def word2vec(mode, data):
    corpus, out = data.wikipedia(), data.folder / "vectors.txt"
    beside(f"Word2Vec, {mode}, window 5, 5 negatives", corpus, {
        "Trivium": lambda seed: (words(corpus, out, "--mode", mode, seed=seed), out),
        "gensim": lambda seed: (peer("word2vec", corpus, "--mode", mode, "--out", out, "--epochs", EPOCHS, "--threads", THREADS, "--seed", seed), out)})


def skipgram(data):
    word2vec("skipgram", data)


def cbow(data):
    word2vec("cbow", data)


def fasttext(data):
    corpus, stem = data.wikipedia(), data.folder / "fasttext"
    ours, asked = data.folder / "ours.bin", data.folder / "asked.vec"

    def theirs(seed):
        done = measured(["fasttext", "skipgram", "-input", corpus, "-output", stem, "-dim", 100, "-ws", 5, "-neg", 5, "-minCount", 5, "-t", 1e-4, "-epoch", EPOCHS,
                         "-thread", THREADS, "-seed", seed])
        return done, stem.with_suffix(".vec")

    def mine(seed):
        done = words(corpus, ours, model="fasttext", seed=seed)
        # What is judged is the file as fasttext reads it, the most frequent word first.
        listed = f"fasttext dump {ours} dict | sed 1d | cut -d ' ' -f 1 | fasttext print-word-vectors {ours} > {asked}"
        measured(["sh", "-c", listed])
        return done, asked

    beside("FastText, n-grams of 3 to 6, skip-gram, window 5, 5 negatives", corpus, {"Trivium": mine, "fasttext": theirs})


def glove(data):
    corpus, out, binary = data.wikipedia(), data.folder / "vectors.txt", data.folder / "glove"
    measured(["cc", "-O3", "-march=native", "-ffast-math", "-pthread", "-o", binary, HERE / "glove.c", "-lm"])
    epochs = 15

    def mine(seed):
        return trivium("train", "--model", "glove", "--corpus", corpus, "--out", out, "--dimensions", 100, "--window", 15, "--min-count", 5, "--epochs", epochs,
                       "--threads", THREADS, "--seed", seed), out

    def theirs(seed):
        return measured([binary, corpus, out, 100, 15, 5, epochs, THREADS, seed]), out

    beside("GloVe, window 15", corpus, {"Trivium": mine, "glove.c": theirs}, epochs)


def threads(data):
    table(f"Two threads over one, {EPOCHS} epochs", "what", "1 thread, wall s", "2 threads, wall s", "times faster")
    corpus, out = data.wikipedia(), data.folder / "vectors.txt"
    for mode in ("skipgram", "cbow"):
        one, two = in_turn(*(functools.partial(words, corpus, out, "--mode", mode, threads=count) for count in (1, 2)))
        row(mode, median(one, "wall"), median(two, "wall"), median(one, "wall") / median(two, "wall"))


def doc2vec(data):
    table("PV-DBOW, d 100, 20 epochs, one thread, training alone; logistic regression on rows inferred for every fifth text",
          "texts", "who", "CPU-s", "times gensim's", "accuracy")
    out = data.folder / "documents.txt"
    for name in ("movie_reviews", "subjectivity"):
        parts = data.topics(name)
        files, labels = zip(*parts.values())
        named = [data.folder / f"{name}.labels{i}" for i in range(len(labels))]
        for path, values in zip(named, labels):
            path.write_text(json.dumps(values))
        done = {"Trivium": [], "gensim": []}
        for seed in SEEDS:
            for who, make in (("Trivium", lambda: java("doc2vec", *files, out, seed)),
                              ("gensim", lambda: peer("doc2vec", *files, "--out", out, "--threads", 1, "--seed", seed))):
                taken = make()
                done[who].append({**taken, **judged(HERE / "peers.py", "classify", out, *named)})
        for who, runs in done.items():
            row(name, who, median(runs, "training"), median(done["gensim"], "training") / median(runs, "training"), spread([r["accuracy"] for r in runs]))


def tfidf(data):
    texts = data.articles()
    table("TF-IDF transform, terms in 2 texts or more, articles of 25 to 55 words", "terms", "who", "k texts a CPU-s, first", "k texts a CPU-s, median of 5",
          "times scikit-learn's, first", "times scikit-learn's, median")
    for ngrams, terms in ((1, "words"), (2, "words and pairs")):
        ours, theirs = in_turn(lambda: java("tfidf", texts, ngrams, 5), lambda: peer("tfidf", texts, "--ngrams", ngrams, "--rounds", 5))
        rates = {who: (statistics.median(r["rates"][0] for r in runs), statistics.median(x for r in runs for x in r["rates"]))
                 for who, runs in (("Trivium", ours), ("scikit-learn", theirs))}
        for who, (first, middle) in rates.items():
            row(terms, who, first / 1e3, middle / 1e3, *(mine / other for mine, other in zip((first, middle), rates["scikit-learn"])))


def encoders(data):
    sentences = DATA / "stsb" / "sts-train.sentences.txt"
    said = measured([HERE / "encoders", sentences, max(10, round(3000 * SCALE)), THREADS, RUNS])["out"]
    rates = re.findall(r"round \d+: trivium (\S+) texts/CPU-s, onnxruntime (\S+) texts", said)
    ours, theirs = (statistics.median(map(float, column)) for column in zip(*rates))
    table("MiniLM on sentences of STS-B", "who", "texts a CPU-s", "times ONNX Runtime's")
    row("Trivium", ours, ours / theirs)
    row("ONNX Runtime fp32, one text at a time", theirs, 1.0)


def sts(data):
    table("STS-B dev; judge/sts.py", "sentences by", "Spearman", "Pearson")
    sentences, out = DATA / "stsb" / "sts-dev.sentences.txt", data.folder / "sentences.txt"
    vectors, static = data.folder / "vectors.txt", data.folder / "static"

    def embedded(name, encoder):
        trivium("embed", "--encoder", encoder, "--in", sentences, "--out", out)
        row(name, *(f"{x:.4f}" for x in judge_sentences("dev", out)))

    embedded("MiniLM", "minilm")
    measured([HERE / "encoders", sentences, 3000, THREADS, 0, out])
    row("MiniLM by ONNX Runtime fp32, the reference", *(f"{x:.4f}" for x in judge_sentences("dev", out)))
    trivium("distill", "--encoder", "minilm", "--out", static)
    embedded("MiniLM distilled to a table, d 256", static)
    sif, plain = [], []
    for seed in SEEDS:
        words(data.wikipedia(), vectors, seed=seed)
        trivium("embed", "--encoder", vectors, "--in", sentences, "--out", out)
        sif.append(judge_sentences("dev", out))
        peer("mean", sentences, vectors, "--out", out)
        plain.append(judge_sentences("dev", out))
    for name, figures in (("SIF over skip-gram", sif), ("plain mean over the same", plain)):
        row(name, *map(spread, zip(*figures)))


def sentiment(data):
    table("SST-2 test", "classifier", "accuracy", "CPU-s")
    train, dev, test = (data.sentiment(part) for part in ("train", "dev", "test"))
    for name, options in (("TF-IDF(1,2), logistic regression", ["--encoder", "tfidf", "--ngrams", 2]), ("MiniLM, logistic regression", ["--encoder", "minilm"])):
        done = trivium("classify", "--train", train, "--dev", dev, "--test", test, "--json", *options)
        row(name, f"{json.loads(done['out'])['contenders'][0]['figures']['accuracy']['value']:.4f}", done["cpu"])
    # One epoch, so that nothing is chosen by the texts it is judged by.
    done = trivium("finetune", "--encoder", "minilm", "--labels", train, "--dev", test, "--epochs", 1, "--out", data.folder / "tuned")
    row("MiniLM fine-tuned, one epoch", f"{float(done['out'].split()[-1]):.4f}", done["cpu"])


def alignment(data):
    table("Vectors of two halves of the corpus aligned, skip-gram, the 20,000 most frequent words; 1,500 test words", "who", "precision@1")
    halves = [data.folder / f"half{which}.vec" for which in (0, 1)]
    test, out = data.folder / "test.txt", data.folder / "aligned.vec"
    found = {}
    for seed in SEEDS:
        kept = []
        for which, path in enumerate(halves):
            words(data.half(which), path, seed=seed)
            kept.append(most_frequent(path, 20_000))
        both = sorted(kept[0] & kept[1])
        test.write_text("".join(f"{word} {word}\n" for word in random.Random(seed).sample(both, min(1500, len(both) // 4))))
        said = trivium("align", "--source", halves[0], "--target", halves[1], "--test", test, "--out", out)["out"]
        for how, precision in re.findall(r"^(\S+) +precision@1 (\S+)", said, re.M):
            found.setdefault(f"Trivium, {how}", []).append(float(precision))
        found.setdefault("SciPy's Procrustes, cosine", []).append(peer("align", *halves, test)["precision"])
    for who, values in found.items():
        row(who, spread(values))


def most_frequent(path, count):
    """Cuts a file of vectors to its first words, and tells them."""
    kept = path.read_text(encoding="utf-8").splitlines()[1: count + 1]
    path.write_text("\n".join([f"{len(kept)} 100", *kept, ""]), encoding="utf-8")
    return {line.split(" ")[0] for line in kept}


BARS = {bar.__name__: bar for bar in (skipgram, cbow, fasttext, glove, threads, doc2vec, tfidf, encoders, sts, sentiment, alignment)}
ABOUT = f"The peers: gensim {gensim.__version__}, scikit-learn {sklearn.__version__}, Debian's fasttext, glove.c, ONNX Runtime."

if __name__ == "__main__":
    main({name: lambda folder, bar=bar: bar(Corpora(DATA, folder)) for name, bar in BARS.items()}, ABOUT)
