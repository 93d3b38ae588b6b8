"""Queries a CPU-second of the peers: serving.py FOLDER DIMENSION, where ServingSpeed left items.f32 and queries.f32."""
import sys
import time
from pathlib import Path

import numpy as np

K = 10
SECONDS = 3


def timed(way, answer, queries):
    """Best of three rounds, by the CPU time of this process."""
    best = 0
    for _ in range(3):
        cpu, end, n = time.process_time(), time.perf_counter() + SECONDS, 0
        while time.perf_counter() < end:
            answer(queries[n % len(queries)])
            n += 1
        best = max(best, n / (time.process_time() - cpu))
    print(f"{way:<40} {best:8.0f} queries/CPU-s, one thread", flush=True)


def main(folder, dimension):
    items, queries = (np.fromfile(Path(folder) / f"{name}.f32", "<f4").reshape(-1, dimension) for name in ("items", "queries"))

    def brute(query):
        scores = items @ query
        best = np.argpartition(-scores, K)[:K]
        return best[np.argsort(-scores[best])]

    timed("numpy, brute force", brute, queries)
    try:
        import hnswlib
    except ImportError:
        print("hnswlib is not here; Debian has it as python3-hnswlib")
        return
    truth = [set(brute(query)) for query in queries[:500]]
    index = hnswlib.Index("ip", dimension)
    index.init_index(len(items), ef_construction=200, M=16)
    cpu = time.process_time()
    index.add_items(items, num_threads=1)
    print(f"hnswlib made in {time.process_time() - cpu:.1f} CPU-s")
    for ef in (64, 128, 256, 512, 1024, 2048):
        index.set_ef(ef)
        found = [set(index.knn_query(query, K, num_threads=1)[0][0]) for query in queries[:500]]
        recall = sum(len(a & b) for a, b in zip(found, truth)) / (K * len(truth))
        timed(f"hnswlib, ef {ef}, recall {recall:.4f}", lambda query: index.knn_query(query, K, num_threads=1), queries)
        if recall >= 0.999:
            break


main(sys.argv[1], int(sys.argv[2]))
