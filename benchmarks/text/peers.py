"""The peers that are Python libraries, and what judges both sides alike, in a process of their own: one JSON line on standard output.

word2vec CORPUS --mode skipgram|cbow --out FILE     gensim's Word2Vec over lines of words, from the file to word2vec text
doc2vec TRAIN TEST --out FILE                       gensim's PV-DBOW; rows of TRAIN, then inferred rows of TEST
tfidf TEXTS --ngrams N                              scikit-learn's TfidfVectorizer: texts a CPU second that transform takes
mean SENTENCES VECTORS --out FILE                   the plain mean of the vectors of a sentence's words
classify VECTORS LABELS LABELS                      accuracy on the second part of rows of logistic regression learnt on the first
align SOURCE TARGET TEST                            SciPy's orthogonal Procrustes from identical words, and precision@1 by the cosine
"""
import argparse
import json
import re

import numpy as np

from measuring import Clock


def lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def word2vec(a):
    from gensim.models.word2vec import LineSentence, Word2Vec

    model = Word2Vec(LineSentence(a.files[0]), vector_size=100, window=5, sg=int(a.mode == "skipgram"), negative=5, min_count=5, sample=1e-4,
                     epochs=a.epochs, workers=a.threads, seed=a.seed)
    model.wv.save_word2vec_format(a.out)
    return {}


def doc2vec(a):
    from gensim.models.doc2vec import Doc2Vec, TaggedDocument

    train, test = ([line.split() for line in lines(path)] for path in a.files)
    clock = Clock()
    model = Doc2Vec([TaggedDocument(words, [i]) for i, words in enumerate(train)], dm=0, vector_size=100, negative=5, min_count=2, sample=1e-3,
                    epochs=20, workers=a.threads, seed=a.seed)
    taken = clock.taken()
    np.savetxt(a.out, np.vstack([model.dv.vectors, [model.infer_vector(words) for words in test]]), fmt="%.6g")
    return {"training": taken["cpu"]}


def tfidf(a):
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = lines(a.files[0])
    vectorizer = TfidfVectorizer(min_df=2, ngram_range=(1, a.ngrams)).fit(texts)
    rates = []
    for _ in range(a.rounds):
        clock = Clock()
        vectorizer.transform(texts)
        rates.append(len(texts) / clock.taken()["cpu"])
    return {"rates": rates}


def table(path):
    """Words and rows of a word2vec text file."""
    words, rows = [], []
    with open(path, encoding="utf-8") as file:
        next(file)
        for line in file:
            word, *numbers = line.rstrip().split(" ")
            words.append(word)
            rows.append(np.array(numbers, np.float32))
    return words, np.vstack(rows)


def mean(a):
    sentences, vectors = a.files
    words, rows = table(vectors)
    places = {word: i for i, word in enumerate(words)}
    found = ([places[w] for w in re.findall(r"\w+", s.lower()) if w in places] for s in lines(sentences))
    np.savetxt(a.out, np.vstack([rows[f].mean(0) if f else np.zeros(rows.shape[1]) for f in found]), fmt="%.6g")
    return {}


def classify(a):
    """The penalty is chosen by fifths of the rows that are learnt from."""
    from sklearn.linear_model import LogisticRegressionCV

    vectors, *labels = a.files
    rows = np.loadtxt(vectors)
    train, test = (np.array(json.loads(lines(part)[0])) for part in labels)
    model = LogisticRegressionCV(Cs=[.01, .1, 1, 10], cv=5, max_iter=1000).fit(rows[: len(train)], train)
    return {"accuracy": model.score(rows[len(train):], test)}


def align(a):
    from scipy.linalg import orthogonal_procrustes

    source, target, test = a.files
    (ours, x), (theirs, y) = (table(path) for path in (source, target))
    x, y = (m / np.linalg.norm(m, axis=1, keepdims=True) for m in (x, y))
    places = {word: i for i, word in enumerate(theirs)}
    held = {line.split()[0] for line in lines(test)}
    seeds = [(i, places[word]) for i, word in enumerate(ours) if word in places and word not in held]
    asked = [(i, places[word]) for i, word in enumerate(ours) if word in held]
    left, right = np.array(seeds).T
    turn, _ = orthogonal_procrustes(x[left], y[right])
    left, right = np.array(asked).T
    return {"seeds": len(seeds), "precision": float((((x[left] @ turn) @ y.T).argmax(1) == right).mean())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("word2vec", "doc2vec", "tfidf", "mean", "classify", "align"))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--out")
    parser.add_argument("--mode", choices=("skipgram", "cbow"))
    parser.add_argument("--ngrams", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    print(json.dumps(globals()[a.verb](a)))


if __name__ == "__main__":
    main()
