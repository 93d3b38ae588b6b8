"""Graphs of a given size, as files of lines 'u v'. Same seed, same file."""
import numpy as np


def write(edges, path):
    with open(path, "w") as out:
        for part in np.array_split(edges, max(1, len(edges) // 500_000)):
            out.write("\n".join(f"{u} {v}" for u, v in part.tolist()) + "\n")


def rmat(edges, scale, path, seed=7):
    """R-MAT (Chakrabarti, Zhan and Faloutsos, SDM 2004), .57 .19 .19 .05; simple and undirected."""
    rng = np.random.default_rng(seed)
    keys = np.empty(0, np.int64)
    while len(keys) < edges:
        n = int((edges - len(keys)) * 1.2) + 1000
        u, v = np.zeros(n, np.int64), np.zeros(n, np.int64)
        for _ in range(scale):
            place = rng.random(n, np.float32)
            u = 2 * u + (place >= 0.76)
            v = 2 * v + (((place >= 0.57) & (place < 0.76)) | (place >= 0.95))
        drawn = np.minimum(u, v) << 32 | np.maximum(u, v)
        keys = np.unique(np.concatenate([keys, drawn[u != v]]))
    keys = rng.permutation(keys)[:edges]
    write(np.stack([keys >> 32, keys & 0xFFFFFFFF], axis=1), path)


def attachment(nodes, edges, path, seed=7):
    """Preferential attachment (Barabasi and Albert, Science 1999): each node joins earlier ones by their degrees."""
    rng = np.random.default_rng(seed)
    core = int(edges / nodes) + 2
    pairs = [(u, v) for v in range(core) for u in range(v)]
    ends = [x for pair in pairs for x in pair]
    for v in range(core, nodes):
        wanted = min(v, round((edges - len(pairs)) / (nodes - v)))
        chosen = set()
        while len(chosen) < wanted:
            chosen.add(ends[int(rng.integers(len(ends)))])
        for u in sorted(chosen):
            pairs.append((u, v))
            ends += (u, v)
    write(np.array(pairs), path)
