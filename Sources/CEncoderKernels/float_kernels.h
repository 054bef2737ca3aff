// The f32 kernels, written once in clang's vector extensions and included by each instruction set's file, which defines
//   LANES      floats in a vector
//   ROWS       rows of a tile of the matrix product, VECTORS its width in vectors: a tile fills the registers
//   HEAD_ROWS  rows of a tile that is 32 columns wide
// There is no include guard on purpose.
#include "encoder_kernels.h"
#include <math.h>
#include <string.h>

#pragma clang fp contract(fast)

typedef float vf __attribute__((vector_size(LANES * 4)));
typedef float vf_unaligned __attribute__((vector_size(LANES * 4), aligned(4)));
typedef int32_t vi __attribute__((vector_size(LANES * 4)));

#define INLINE static inline __attribute__((always_inline))
#define HEAD 32
#define HEAD_VECTORS (HEAD / LANES)
#define MOST_ROWS (HEAD_ROWS < ROWS ? ROWS : HEAD_ROWS)
#define MOST_VECTORS (HEAD_VECTORS < VECTORS ? VECTORS : HEAD_VECTORS)

INLINE vf load(const float *p) { return *(const vf_unaligned *)p; }
INLINE void store(float *p, vf x) { *(vf_unaligned *)p = x; }
INLINE vf splat(float x) { return (vf){} + x; }
INLINE vf minimum(vf a, vf b) { return __builtin_elementwise_min(a, b); }
INLINE vf maximum(vf a, vf b) { return __builtin_elementwise_max(a, b); }

INLINE float sum(vf x) {
  float total = 0;
  for (int i = 0; i < LANES; i++) total += x[i];
  return total;
}

INLINE float largest(vf x) { return __builtin_reduce_max(x); }
INLINE float smallest(vf x) { return __builtin_reduce_min(x); }

// c[rows x vectors] = a[rows x k] * b[k x vectors] + bias, kept in registers; bias may be NULL.
INLINE void tile(
  const float *a, size_t lda, const float *b, size_t ldb, size_t k, float *c, size_t ldc, const float *bias,
  const int rows, const int vectors) {
  vf sums[MOST_ROWS][MOST_VECTORS];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[r][v] = bias ? load(bias + v * LANES) : splat(0);
  for (size_t p = 0; p < k; p++) {
    vf row[MOST_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) row[v] = load(b + p * ldb + v * LANES);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      vf x = splat(a[r * lda + p]);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[r][v] += x * row[v];
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) store(c + r * ldc + v * LANES, sums[r][v]);
}

#define WIDE_TILE(n) \
  case n: tile(a, lda, b, ldb, k, c, ldc, bias, n < ROWS ? n : ROWS, VECTORS); break;
#define HEAD_TILE(n) \
  case n: tile(a, lda, b, ldb, k, c, ldc, NULL, n < HEAD_ROWS ? n : HEAD_ROWS, HEAD_VECTORS); break;

static void wide_tile(
  int rows, const float *a, size_t lda, const float *b, size_t ldb, size_t k, float *c, size_t ldc, const float *bias) {
  switch (rows) { WIDE_TILE(1) WIDE_TILE(2) WIDE_TILE(3) WIDE_TILE(4) WIDE_TILE(5) WIDE_TILE(6) }
}

static void head_tile(
  int rows, const float *a, size_t lda, const float *b, size_t ldb, size_t k, float *c, size_t ldc) {
  switch (rows) {
    HEAD_TILE(1) HEAD_TILE(2) HEAD_TILE(3) HEAD_TILE(4) HEAD_TILE(5) HEAD_TILE(6)
    HEAD_TILE(7) HEAD_TILE(8) HEAD_TILE(9) HEAD_TILE(10) HEAD_TILE(11) HEAD_TILE(12)
  }
}

INLINE int at_most(size_t rest, int most) { return rest < (size_t)most ? (int)rest : most; }

static void linear_f32(
  const float *a, size_t m, size_t k, size_t n, const float *b, const float *bias, float *out) {
  for (size_t column = 0; column < n; column += VECTORS * LANES) {
    const float *panel = b + column / ENCODER_PANEL * ENCODER_PANEL * k + column % ENCODER_PANEL;
    for (size_t row = 0; row < m; row += ROWS)
      wide_tile(
        at_most(m - row, ROWS), a + row * k, k, panel, ENCODER_PANEL, k, out + row * n + column, n, bias + column);
  }
}

// e^x for x < 88, to 2 units in the last place: 2^n * 2^f, f in [-1/2, 1/2], by a polynomial (Cephes, expf).
INLINE vf exponential(vf x) {
  x = maximum(x, splat(-87.0f));
  vf shifted = x * 1.44269504f + 12582912.0f;
  vi n = (vi)shifted - 0x4B400000;
  vf whole = shifted - 12582912.0f;
  vf f = x - whole * 0.693359375f + whole * 2.12194440e-4f;
  vf p = splat(1.9875691500e-4f);
  p = p * f + 1.3981999507e-3f;
  p = p * f + 8.3334519073e-3f;
  p = p * f + 4.1665795894e-2f;
  p = p * f + 1.6666665459e-1f;
  p = p * f + 5.0000001201e-1f;
  p = p * (f * f) + f + 1.0f;
  return (vf)((vi)p + (n << 23));
}

// x / 2 * (1 + erf(x / sqrt 2)). erf(y) is y * P(y^2) / Q(y^2) within [-4, 4], where it reaches 1 in f32: the rational
// minimax approximation that Eigen and XLA use, to 2^-23.
INLINE vf gelu_of(vf x) {
  vf y = maximum(minimum(x * 0.70710678f, splat(4.0f)), splat(-4.0f));
  vf z = y * y;
  vf p = splat(-2.72614225801306e-10f);
  p = p * z + 2.77068142495902e-08f;
  p = p * z + -2.10102402082508e-06f;
  p = p * z + -5.69250639462346e-05f;
  p = p * z + -7.34990630326855e-04f;
  p = p * z + -2.95459980854025e-03f;
  p = p * z + -1.60960333262415e-02f;
  vf q = splat(-1.45660718464996e-05f);
  q = q * z + -2.13374055278905e-04f;
  q = q * z + -1.68282697438203e-03f;
  q = q * z + -7.37332916720468e-03f;
  q = q * z + -1.42647390514189e-02f;
  vf half = x * 0.5f;
  return half + half * (y * p / q);
}

static void gelu(float *x, size_t count) {
  for (size_t i = 0; i < count; i += LANES) store(x + i, gelu_of(load(x + i)));
}

static void add_layer_norm(
  float *x, const float *residual, size_t m, size_t n, const float *gamma, const float *beta, float epsilon) {
  for (size_t row = 0; row < m; row++, x += n) {
    vf total = splat(0);
    for (size_t i = 0; i < n; i += LANES) {
      vf value = load(x + i);
      if (residual) {
        value += load(residual + row * n + i);
        store(x + i, value);
      }
      total += value;
    }
    vf mean = splat(sum(total) / (float)n);
    vf squares = splat(0);
    for (size_t i = 0; i < n; i += LANES) {
      vf d = load(x + i) - mean;
      squares += d * d;
    }
    vf factor = splat(1.0f / sqrtf(sum(squares) / (float)n + epsilon));
    for (size_t i = 0; i < n; i += LANES)
      store(x + i, (load(x + i) - mean) * factor * load(gamma + i) + load(beta + i));
  }
}

// Turns scores[padded] into weights that are not yet divided by their sum, which it returns.
INLINE float exponentials(float *scores, size_t length, size_t padded) {
  for (size_t i = length; i < padded; i++) scores[i] = -INFINITY;
  vf most = load(scores);
  for (size_t i = LANES; i < padded; i += LANES) most = maximum(most, load(scores + i));
  vf top = splat(largest(most));
  vf total = splat(0);
  for (size_t i = 0; i < padded; i += LANES) {
    // 1 / sqrt(32), the scale of the scores. What lies past the end is e^-87: nothing.
    vf weight = exponential((load(scores + i) - top) * 0.17677670f);
    store(scores + i, weight);
    total += weight;
  }
  return sum(total);
}

static void attention(const float *qkv, size_t length, size_t heads, float *out, float *scratch) {
  size_t width = heads * HEAD, stride = 3 * width;
  size_t padded = (length + ENCODER_PANEL - 1) / ENCODER_PANEL * ENCODER_PANEL;
  float *keys = scratch, *scores = scratch + padded * HEAD;
  memset(keys, 0, padded * HEAD * sizeof(float));
  for (size_t head = 0; head < heads; head++) {
    const float *q = qkv + head * HEAD, *k = q + width, *v = k + width;
    for (size_t token = 0; token < length; token++) {
      float *column = keys + token / ENCODER_PANEL * ENCODER_PANEL * HEAD + token % ENCODER_PANEL;
      for (size_t d = 0; d < HEAD; d++) column[d * ENCODER_PANEL] = k[token * stride + d];
    }
    for (size_t row = 0; row < length; row += HEAD_ROWS) {
      int rows = at_most(length - row, HEAD_ROWS);
      for (int first = 0; first < rows; first += ROWS)
        for (size_t column = 0; column < padded; column += VECTORS * LANES)
          wide_tile(
            at_most(rows - first, ROWS), q + (row + first) * stride, stride,
            keys + column / ENCODER_PANEL * ENCODER_PANEL * HEAD + column % ENCODER_PANEL, ENCODER_PANEL, HEAD,
            scores + first * padded + column, padded, NULL);
      float sums[HEAD_ROWS];
      for (int r = 0; r < rows; r++) sums[r] = exponentials(scores + r * padded, length, padded);
      float *mixed = out + row * width + head * HEAD;
      head_tile(rows, scores, padded, v, stride, length, mixed, width);
      for (int r = 0; r < rows; r++)
        for (int i = 0; i < HEAD; i += LANES)
          store(mixed + r * width + i, load(mixed + r * width + i) * (1.0f / sums[r]));
    }
  }
}
