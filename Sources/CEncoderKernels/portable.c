// What every processor can do: vectors of 4 floats, which x86-64 and arm64 always have, and whole numbers one by one.
#define LANES 4
#define ROWS 4
#define VECTORS 2
#define HEAD_ROWS 1
#include "float_kernels.h"

#define INT8_ROWS 2
#define INT8_VECTORS 2
typedef struct {
  int8_t values[LANES][4];
} weights_t;
typedef struct {
  uint8_t values[4];
} activations_t;

INLINE weights_t load_weights(const int8_t *p) {
  weights_t w;
  memcpy(&w, p, sizeof w);
  return w;
}

INLINE activations_t load_activations(const uint8_t *p) {
  activations_t q;
  memcpy(&q, p, sizeof q);
  return q;
}

typedef vi sums_t;

INLINE sums_t dot4(sums_t sums, activations_t q, weights_t w) {
  for (int i = 0; i < LANES; i++)
    for (int j = 0; j < 4; j++) sums[i] += q.values[j] * w.values[i][j];
  return sums;
}

INLINE vi total(sums_t sums) { return sums; }

static const int32_t correction = 0;

static void dot_int8(const int8_t *query, const int8_t *rows, size_t count, size_t dimensions, int32_t *out) {
  for (size_t row = 0; row < count; row++, rows += dimensions) {
    int32_t total = 0;
    for (size_t i = 0; i < dimensions; i++) total += query[i] * rows[i];
    out[row] = total;
  }
}

#define MIX_VECTORS 2
#include "int8_kernels.h"

const encoder_kernels encoder_portable = KERNELS("portable C");
