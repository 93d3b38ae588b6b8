/* A peer for GloVe where Stanford's is not to be had: the formulas of the paper (Pennington, Socher and Manning, EMNLP 2014) in plain C, laid out as Stanford's
   programs are said to be: a table without holes for pairs of frequent words and a hash table for the others, both orders of a pair as records of their own in a
   shuffled array, AdaGrad by threads without locks. All of it stays in memory and in single precision, which Stanford's does not: it has less to do.

   cc -O3 -march=native -ffast-math -pthread -o glove glove.c -lm && ./glove CORPUS OUT DIMENSION WINDOW MIN_COUNT EPOCHS THREADS SEED */
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { char *text; int64_t count; } word;
typedef struct { int32_t a, b; float x; } record;
typedef struct { uint64_t key; float x; } cell;

enum { WORD_BITS = 22, CELL_BITS = 27 };
static const int64_t DENSE = 50000000;

static word *words;
static int32_t *slots, *tokens, vocabulary;
static record *records;
static int64_t record_count;
static float *rows, *squares; /* of each word, then of each context: numbers, then the bias */
static int dimension, epochs, threads;
static uint64_t state;

static uint64_t next(void) { state ^= state << 13; state ^= state >> 7; return state ^= state << 17; }
static void *must(void *p) { if (!p) { fputs("out of memory\n", stderr); exit(1); } return p; }

static int32_t slot_of(const char *text) {
  uint64_t h = 14695981039346656037u;
  for (const char *c = text; *c; c++) h = (h ^ (unsigned char)*c) * 1099511628211u;
  int32_t s = (int32_t)((h * 0x9E3779B97F4A7C15u) >> (64 - WORD_BITS));
  while (slots[s] >= 0 && strcmp(words[slots[s]].text, text)) s = (s + 1) & ((1 << WORD_BITS) - 1);
  return s;
}

static int by_count(const void *p, const void *q) {
  int64_t a = ((const word *)p)->count, b = ((const word *)q)->count;
  return a < b ? 1 : a > b ? -1 : strcmp(((const word *)p)->text, ((const word *)q)->text);
}

static void *train(void *which) {
  int64_t t = (int64_t)which, from = record_count * t / threads, to = record_count * (t + 1) / threads;
  int d = dimension;
  for (int64_t i = from; i < to; i++) {
    int64_t a = (int64_t)records[i].a * (d + 1), b = ((int64_t)vocabulary + records[i].b) * (d + 1);
    float *u = rows + a, *v = rows + b, *gu = squares + a, *gv = squares + b, x = records[i].x, dot = u[d] + v[d];
    for (int k = 0; k < d; k++) dot += u[k] * v[k];
    float diff = dot - logf(x), f = (x > 100 ? diff : powf(x / 100, .75f) * diff) * .05f;
    if (!isfinite(f)) continue;
    for (int k = 0; k < d; k++) {
      float p = f * v[k], q = f * u[k];
      u[k] -= p / sqrtf(gu[k]);
      v[k] -= q / sqrtf(gv[k]);
      gu[k] += p * p;
      gv[k] += q * q;
    }
    u[d] -= f / sqrtf(gu[d]);
    v[d] -= f / sqrtf(gv[d]);
    gu[d] += f * f;
    gv[d] += f * f;
  }
  return NULL;
}

int main(int count, char **args) {
  if (count != 9) { fputs("usage: glove CORPUS OUT DIMENSION WINDOW MIN_COUNT EPOCHS THREADS SEED\n", stderr); return 2; }
  int window = atoi(args[4]), least = atoi(args[5]);
  dimension = atoi(args[3]), epochs = atoi(args[6]), threads = atoi(args[7]);
  state = strtoull(args[8], NULL, 10) * 0x9E3779B97F4A7C15u | 1;

  FILE *in = fopen(args[1], "rb");
  if (!in) { perror(args[1]); return 1; }
  fseek(in, 0, SEEK_END);
  int64_t size = ftell(in), n = 0;
  rewind(in);
  char *text = must(malloc(size + 1));
  if (fread(text, 1, size, in) != (size_t)size) { perror(args[1]); return 1; }
  text[size] = 0;
  fclose(in);

  slots = must(malloc(sizeof(int32_t) << WORD_BITS));
  memset(slots, -1, sizeof(int32_t) << WORD_BITS);
  words = must(malloc(sizeof(word) << (WORD_BITS - 1)));
  tokens = must(malloc(sizeof(int32_t) * (size + 1)));
  for (char *at = text; at < text + size;) {
    if (*at == '\n') { tokens[n++] = -1; at++; continue; }
    if (*at == ' ') { at++; continue; }
    char *end = at + strcspn(at, " \n"), after = *end;
    *end = 0;
    int32_t s = slot_of(at);
    if (slots[s] < 0) { slots[s] = vocabulary; words[vocabulary++] = (word){at, 0}; }
    words[slots[s]].count++;
    tokens[n++] = slots[s];
    if (after == '\n') tokens[n++] = -1;
    at = end + 1;
  }

  int32_t all = vocabulary, *rank = must(malloc(sizeof(int32_t) * all));
  word *sorted = must(malloc(sizeof(word) * all));
  memcpy(sorted, words, sizeof(word) * all);
  qsort(sorted, all, sizeof(word), by_count);
  for (int32_t r = 0; r < all; r++) rank[slots[slot_of(sorted[r].text)]] = r;
  while (vocabulary && sorted[vocabulary - 1].count < least) vocabulary--;

  int64_t *start = must(malloc(sizeof(int64_t) * (vocabulary + 1)));
  start[0] = 0;
  for (int32_t r = 0; r < vocabulary; r++) start[r + 1] = start[r] + (DENSE / (r + 1) < vocabulary ? DENSE / (r + 1) : vocabulary);
  float *dense = must(calloc(start[vocabulary] + 1, sizeof(float)));
  cell *cells = must(calloc((size_t)1 << CELL_BITS, sizeof(cell)));
  int32_t *line = must(malloc(sizeof(int32_t) * (n + 1)));
  int64_t length = 0, used = 0;
  for (int64_t i = 0; i < n; i++) {
    if (tokens[i] < 0) { length = 0; continue; }
    int32_t r = rank[tokens[i]];
    if (r >= vocabulary) continue;
    for (int64_t k = length - 1; k >= 0 && length - k <= window; k--) {
      int32_t a = r < line[k] ? r : line[k], b = r < line[k] ? line[k] : r;
      float x = 1.0f / (float)(length - k);
      if (b < start[a + 1] - start[a]) { dense[start[a] + b] += x; continue; }
      uint64_t key = ((uint64_t)a << 32 | (uint32_t)b) + 1, c = (key * 0x9E3779B97F4A7C15u) >> (64 - CELL_BITS);
      while (cells[c].key && cells[c].key != key) c = (c + 1) & (((uint64_t)1 << CELL_BITS) - 1);
      if (!cells[c].key && ++used > (int64_t)1 << (CELL_BITS - 1)) { fputs("too many pairs\n", stderr); return 1; }
      cells[c].key = key;
      cells[c].x += x;
    }
    line[length++] = r;
  }

  for (int64_t i = 0; i < start[vocabulary]; i++) used += dense[i] > 0;
  records = must(malloc(sizeof(record) * 2 * (used + 1)));
  for (int32_t a = 0; a < vocabulary; a++)
    for (int64_t b = 0; b < start[a + 1] - start[a]; b++) {
      float x = dense[start[a] + b];
      if (x > 0) {
        records[record_count++] = (record){a, (int32_t)b, a == b ? 2 * x : x};
        if (a != b) records[record_count++] = (record){(int32_t)b, a, x};
      }
    }
  for (uint64_t c = 0; c < (uint64_t)1 << CELL_BITS; c++)
    if (cells[c].key) {
      int32_t a = (int32_t)((cells[c].key - 1) >> 32), b = (int32_t)(cells[c].key - 1);
      records[record_count++] = (record){a, b, a == b ? 2 * cells[c].x : cells[c].x};
      if (a != b) records[record_count++] = (record){b, a, cells[c].x};
    }
  free(cells);
  free(dense);
  for (int64_t i = record_count - 1; i > 0; i--) {
    int64_t k = (int64_t)(next() % (uint64_t)(i + 1));
    record r = records[i];
    records[i] = records[k];
    records[k] = r;
  }

  int64_t numbers = 2 * (int64_t)vocabulary * (dimension + 1);
  rows = must(malloc(sizeof(float) * numbers));
  squares = must(malloc(sizeof(float) * numbers));
  for (int64_t i = 0; i < numbers; i++) {
    rows[i] = ((float)(next() >> 40) / 16777216.0f - .5f) / (float)dimension;
    squares[i] = 1;
  }
  pthread_t *workers = must(malloc(sizeof(pthread_t) * threads));
  for (int e = 0; e < epochs; e++) {
    for (int64_t t = 0; t < threads; t++) pthread_create(&workers[t], NULL, train, (void *)t);
    for (int t = 0; t < threads; t++) pthread_join(workers[t], NULL);
  }

  FILE *out = fopen(args[2], "wb");
  if (!out) { perror(args[2]); return 1; }
  fprintf(out, "%d %d\n", vocabulary, dimension);
  for (int32_t r = 0; r < vocabulary; r++) {
    fputs(sorted[r].text, out);
    for (int k = 0; k < dimension; k++) fprintf(out, " %.6f", rows[(int64_t)r * (dimension + 1) + k] + rows[((int64_t)vocabulary + r) * (dimension + 1) + k]);
    fputc('\n', out);
  }
  return fclose(out) ? 1 : 0;
}
