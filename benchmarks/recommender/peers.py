"""The references, written from their papers with numpy and scipy, in a process of their own: one JSON line on standard output, the seconds of the fit.

ease TRAIN TEST OUT --regularization L
    Steck 2019, in closed form.
ials TRAIN TEST OUT --dimension F --regularization L --unobserved W --exponent V --sweeps N --seed S
    Rendle et al. 2021: each row by its normal equations, LAPACK's Cholesky.
ridge TRAIN TEST OUT --items FILE --candidates FILE [--vectors FILE] --ridge R and the options of ials
    items nobody took up stand where ridge regression from TF-IDF of title and genres to the factors of iALS puts them; with --vectors from these too,
    one of length 1 for each line of --items.

TRAIN and TEST hold "user TAB item"; OUT gets the best 20 of each user of TEST, unless it is "-".
"""
import argparse
import json
import re
from collections import Counter

import numpy as np
import scipy.linalg
import scipy.sparse as sp

from measuring import Clock

SHOWN = 20


def pairs(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t")[:2] for line in lines]


class Data:
    """The matrix [users x items] of ones of TRAIN; items are those of both files."""

    def __init__(self, train, test):
        train, test = pairs(train), pairs(test)
        self.users = list(dict.fromkeys(u for u, _ in train))
        self.items = list(dict.fromkeys(i for _, i in train + test))
        self.asked = list(dict.fromkeys(u for u, _ in test))
        row, column = ({x: r for r, x in enumerate(ids)} for ids in (self.users, self.items))
        self.row = row
        places = [row[u] for u, _ in train], [column[i] for _, i in train]
        self.x = sp.csr_matrix((np.ones(len(train), np.float32), places), shape=(len(self.users), len(self.items)))

    def write(self, out, scores, allowed=None):
        """The best by scores(rows), of items that are allowed and not taken."""
        if out == "-":
            return
        with open(out, "w", encoding="utf-8") as to:
            for user in self.asked:
                if user in self.row:
                    s = scores(self.row[user])
                    s[self.x[self.row[user]].indices] = -np.inf
                    if allowed is not None:
                        s[~allowed] = -np.inf
                    best = np.argsort(-s, kind="stable")[:SHOWN]
                    to.writelines(f"{user}\t{self.items[i]}\n" for i in best if np.isfinite(s[i]))


def ease(data, o):
    clock = Clock()
    gram = (data.x.T @ data.x).toarray().astype(np.float64)
    gram[np.diag_indices_from(gram)] += o.regularization
    p = np.linalg.inv(gram)
    b = p / -np.diag(p)
    np.fill_diagonal(b, 0)
    taken = clock.taken()
    data.write(o.out, lambda u: np.asarray(data.x[u] @ b).ravel())
    return taken


def half_sweep(x, fixed, o):
    f = fixed.shape[1]
    common = o.unobserved * fixed.T @ fixed
    out = np.zeros((x.shape[0], f), np.float32)
    for r in range(x.shape[0]):
        v = fixed[x.indices[x.indptr[r]:x.indptr[r + 1]]]
        a = common + v.T @ v
        a[np.diag_indices(f)] += o.regularization * (len(v) + o.unobserved * len(fixed)) ** o.exponent
        out[r] = scipy.linalg.solve(a, v.sum(0), assume_a="pos", overwrite_a=True, check_finite=False)
    return out


def factors(x, o):
    rng = np.random.default_rng(o.seed)
    items = (rng.standard_normal((x.shape[1], o.dimension)) * 0.1 / np.sqrt(o.dimension)).astype(np.float32)
    xt = x.T.tocsr()
    for _ in range(o.sweeps):
        users = half_sweep(x, items, o)
        items = half_sweep(xt, users, o)
    return half_sweep(x, items, o), items


def ials(data, o):
    clock = Clock()
    users, items = factors(data.x, o)
    taken = clock.taken()
    data.write(o.out, lambda u: items @ users[u])
    return taken


def tf_idf(path, ids):
    """Rows of length 1, log(n/df) + 1; words of two documents at least."""
    texts = dict(line.rstrip("\n").split("\t", 1) for line in open(path, encoding="utf-8"))
    words = [Counter(re.findall(r"\w+", texts.get(i, "").lower())) for i in ids]
    documents = Counter(w for c in words for w in c)
    column = {w: c for c, w in enumerate(sorted(w for w, n in documents.items() if n > 1))}
    x = np.zeros((len(ids), len(column)))
    for r, counts in enumerate(words):
        for w, n in counts.items():
            if w in column:
                x[r, column[w]] = n * (np.log((1 + len(ids)) / (1 + documents[w])) + 1)
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12)


def vectors(items, path, ids):
    """Rows of length 1, zeros for what has none."""
    row = {line.split("\t", 1)[0]: r for r, line in enumerate(open(items, encoding="utf-8"))}
    x = np.loadtxt(path)
    x = np.vstack([x, np.zeros(x.shape[1])])[[row.get(i, len(x)) for i in ids]]
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-12)


def ridge(data, o):
    clock = Clock()
    warm = np.asarray(data.x.sum(0)).ravel() > 0
    users, items = factors(data.x[:, warm], o)
    t = tf_idf(o.items, data.items)
    if o.vectors:
        t = np.hstack([t, vectors(o.items, o.vectors, data.items)])
    a, mean = t[warm] - t[warm].mean(0), items.mean(0)
    w = scipy.linalg.solve(a @ a.T + o.ridge * np.eye(len(a)), items - mean, assume_a="pos")
    said = (t - t[warm].mean(0)) @ (a.T @ w) + mean
    taken = clock.taken()
    with open(o.candidates, encoding="utf-8") as lines:
        wanted = {line.split()[0] for line in lines}
    data.write(o.out, lambda u: said @ users[u], np.array([i in wanted for i in data.items]))
    return taken


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("ease", "ials", "ridge"))
    for name in ("train", "test", "out"):
        parser.add_argument(name)
    for name, kind, value in (("regularization", float, 0.03), ("unobserved", float, 0.1), ("exponent", float, 1), ("dimension", int, 64), ("sweeps", int, 10),
                              ("seed", int, 1), ("ridge", float, 1), ("items", str, None), ("vectors", str, None), ("candidates", str, None)):
        parser.add_argument(f"--{name}", type=kind, default=value)
    options = parser.parse_args()
    print(json.dumps({"fit": {"ease": ease, "ials": ials, "ridge": ridge}[options.what](Data(options.train, options.test), options)}))
