"""The peers, written from their papers, in a process of their own: one JSON line on standard output.

walks EDGES --how first|on-the-fly|precomputed [--out FILE]
    node2vec's walks as PecanPy makes them (Liu and Krishnan, Bioinformatics 2021), compiled with numba, on one thread. on-the-fly is its SparseOTF:
    at each step the weights of all neighbours are found by comparing two sorted rows. precomputed is its PreComp: an alias table for each arc.
    This is not PecanPy, but an implementation of what its paper describes. Compiling is not timed.
embed EDGES --out FILE
    such walks, and gensim's Word2Vec over them (skip-gram, negative sampling), as PecanPy's command does it.
train WALKS --out FILE
    gensim alone, over a file of walks.
"""
import argparse
import json

import numba
import numpy as np

from measuring import Clock


def read(path):
    """Sorted rows: offsets, neighbours, and the ids of the nodes."""
    pairs = np.loadtxt(path, dtype=np.int64, usecols=(0, 1), comments="#")
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    ids, ends = np.unique(pairs, return_inverse=True)
    ends = ends.reshape(-1, 2)
    arcs = np.unique(np.concatenate([ends, ends[:, ::-1]]), axis=0)
    offsets = np.zeros(len(ids) + 1, np.int64)
    np.cumsum(np.bincount(arcs[:, 0], minlength=len(ids)), out=offsets[1:])
    return offsets, arcs[:, 1].astype(np.int32), ids


@numba.njit(nogil=True)
def weights(offsets, neighbors, before, v, p, q, out):
    """The weights of v's neighbours after a step from before: 1/p back, 1 to a common neighbour, 1/q further away."""
    a, end = offsets[before], offsets[before + 1]
    total = 0.0
    for i in range(offsets[v], offsets[v + 1]):
        x = neighbors[i]
        while a < end and neighbors[a] < x:
            a += 1
        if x == before:
            w = 1 / p
        elif a < end and neighbors[a] == x:
            w = 1.0
        else:
            w = 1 / q
        out[i - offsets[v]] = w
        total += w
    return total


@numba.njit(nogil=True)
def step_first(offsets, neighbors, v):
    return neighbors[offsets[v] + np.random.randint(0, offsets[v + 1] - offsets[v])]


@numba.njit(nogil=True)
def walk_first(offsets, neighbors, starts, length, seed):
    np.random.seed(seed)
    walks = np.empty((len(starts), length), np.int32)
    for w in range(len(starts)):
        walks[w, 0] = starts[w]
        for i in range(1, length):
            walks[w, i] = step_first(offsets, neighbors, walks[w, i - 1])
    return walks


@numba.njit(nogil=True)
def walk_on_the_fly(offsets, neighbors, starts, length, p, q, seed):
    np.random.seed(seed)
    walks = np.empty((len(starts), length), np.int32)
    room = np.empty(np.max(offsets[1:] - offsets[:-1]))
    for w in range(len(starts)):
        walks[w, 0] = starts[w]
        walks[w, 1] = step_first(offsets, neighbors, starts[w])
        for i in range(2, length):
            v = walks[w, i - 1]
            total = weights(offsets, neighbors, walks[w, i - 2], v, p, q, room)
            degree = offsets[v + 1] - offsets[v]
            summed = np.cumsum(room[:degree])
            chosen = np.searchsorted(summed, np.random.random() * total)
            walks[w, i] = neighbors[offsets[v] + min(chosen, degree - 1)]
    return walks


@numba.njit(nogil=True)
def tables(offsets, neighbors, p, q):
    """An alias table (Walker 1974) for each arc u to v, over the neighbours of v; the arcs' places in them."""
    places = np.zeros(len(neighbors) + 1, np.int64)
    for a in range(len(neighbors)):
        v = neighbors[a]
        places[a + 1] = places[a] + offsets[v + 1] - offsets[v]
    keep = np.empty(places[-1], np.float32)
    alias = np.empty(places[-1], np.int32)
    most = np.max(offsets[1:] - offsets[:-1])
    room = np.empty(most)
    small, large = np.empty(most, np.int32), np.empty(most, np.int32)
    for u in range(len(offsets) - 1):
        for a in range(offsets[u], offsets[u + 1]):
            v = neighbors[a]
            n = offsets[v + 1] - offsets[v]
            total = weights(offsets, neighbors, u, v, p, q, room)
            smalls = larges = 0
            for i in range(n):
                room[i] *= n / total
                if room[i] < 1:
                    small[smalls] = i
                    smalls += 1
                else:
                    large[larges] = i
                    larges += 1
            base = places[a]
            while smalls and larges:
                s, t = small[smalls - 1], large[larges - 1]
                keep[base + s], alias[base + s] = room[s], t
                room[t] -= 1 - room[s]
                if room[t] < 1:
                    larges -= 1
                    small[smalls - 1] = t
                else:
                    smalls -= 1
            for i in range(smalls):
                keep[base + small[i]], alias[base + small[i]] = 1, small[i]
            for i in range(larges):
                keep[base + large[i]], alias[base + large[i]] = 1, large[i]
    return places, keep, alias


@numba.njit(nogil=True)
def walk_tables(offsets, neighbors, starts, length, places, keep, alias, seed):
    np.random.seed(seed)
    walks = np.empty((len(starts), length), np.int32)
    for w in range(len(starts)):
        v = starts[w]
        walks[w, 0] = v
        arc = offsets[v] + np.random.randint(0, offsets[v + 1] - offsets[v])
        walks[w, 1] = neighbors[arc]
        for i in range(2, length):
            v = walks[w, i - 1]
            n = offsets[v + 1] - offsets[v]
            chosen = np.random.randint(0, n)
            if np.random.random() >= keep[places[arc] + chosen]:
                chosen = alias[places[arc] + chosen]
            arc = offsets[v] + chosen
            walks[w, i] = neighbors[arc]
    return walks


def starts(nodes, number, seed):
    rng = np.random.default_rng(seed)
    return np.concatenate([rng.permutation(nodes) for _ in range(number)]).astype(np.int32)


def table_bytes(offsets):
    return 8 * int((np.diff(offsets) ** 2).sum())


def walker(how, offsets, neighbors, p, q, length, seed):
    """A function from starts to walks, and what making it took."""
    clock = Clock()
    if how == "first":
        return (lambda s: walk_first(offsets, neighbors, s, length, seed)), clock.taken()
    if how == "on-the-fly":
        return (lambda s: walk_on_the_fly(offsets, neighbors, s, length, p, q, seed)), clock.taken()
    made = tables(offsets, neighbors, p, q)
    return (lambda s: walk_tables(offsets, neighbors, s, length, *made, seed)), clock.taken()


def compiled(how, a):
    """Compiles on a triangle, so that compiling is not timed."""
    offsets, neighbors = np.array([0, 2, 4, 6]), np.array([1, 2, 0, 2, 0, 1], np.int32)
    make, _ = walker(how, offsets, neighbors, a.p, a.q, a.length, a.seed)
    make(starts(3, 1, 1))


def walks(a):
    offsets, neighbors, ids = read(a.edges)
    if a.how == "precomputed" and table_bytes(offsets) > a.most_bytes:
        return {"skipped": f"its tables would take {table_bytes(offsets) / 1e9:.1f} GB"}
    compiled(a.how, a)
    make, making = walker(a.how, offsets, neighbors, a.p, a.q, a.length, a.seed)
    begin = starts(len(offsets) - 1, a.walks, a.seed)[: max(1, a.most_steps // (a.length - 1))]
    rates = []
    for _ in range(a.runs):
        clock = Clock()
        made = make(begin)
        rates.append(clock.taken())
    if a.out:
        np.savetxt(a.out, ids[made], fmt="%d")
    middle = sorted(rates, key=lambda r: r["cpu"])[len(rates) // 2]
    return {"steps": made.size - len(made), "making": making, **middle}


def train(a, sentences):
    from gensim.models import Word2Vec

    clock = Clock()
    model = Word2Vec(sentences=sentences, vector_size=a.dimensions, window=a.window, sg=1, hs=0, negative=a.negatives, min_count=0, epochs=1,
                     workers=a.threads, seed=a.seed)
    taken = clock.taken()
    model.wv.save_word2vec_format(a.out)
    return taken


def embed(a):
    how = "first" if a.p == a.q == 1 else "on-the-fly"
    compiled(how, a)
    clock = Clock()
    offsets, neighbors, ids = read(a.edges)
    make, _ = walker(how, offsets, neighbors, a.p, a.q, a.length, a.seed)
    made = make(starts(len(ids), a.walks, a.seed))
    names = np.array([str(i) for i in ids], dtype=object)
    sentences = [names[walk].tolist() for walk in made]
    walking = clock.taken()
    return {"walks": walking, "training": train(a, sentences)}


def train_file(a):
    with open(a.walks_file) as lines:
        sentences = [line.split() for line in lines]
    return {"training": train(a, sentences)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    for name, verb, file in (("walks", walks, "edges"), ("embed", embed, "edges"), ("train", train_file, "walks_file")):
        own = verbs.add_parser(name)
        own.set_defaults(verb=verb)
        own.add_argument(file)
        own.add_argument("--how", default="on-the-fly", choices=("first", "on-the-fly", "precomputed"))
        own.add_argument("--out")
        own.add_argument("--p", type=float, default=1)
        own.add_argument("--q", type=float, default=1)
        own.add_argument("--length", type=int, default=80)
        own.add_argument("--walks", type=int, default=10)
        own.add_argument("--runs", type=int, default=1)
        own.add_argument("--most-steps", type=int, default=1 << 62)
        own.add_argument("--most-bytes", type=float, default=4e9)
        own.add_argument("--dimensions", type=int, default=128)
        own.add_argument("--window", type=int, default=10)
        own.add_argument("--negatives", type=int, default=5)
        own.add_argument("--threads", type=int, default=2)
        own.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    print(json.dumps(a.verb(a)))


if __name__ == "__main__":
    main()
