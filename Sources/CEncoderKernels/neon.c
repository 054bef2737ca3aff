// arm64 with the dot product instructions: 32 registers of 4 floats.
#if defined(__aarch64__)
#include <arm_neon.h>

#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)

#define LANES 4
#define ROWS 6
#define VECTORS 4
#define HEAD_ROWS 3
#include "float_kernels.h"

#define INT8_ROWS 6
#define INT8_VECTORS 4
typedef int8x16_t weights_t;
typedef int8x16_t activations_t;

INLINE weights_t load_weights(const int8_t *p) { return vld1q_s8(p); }

// `sdot` wants both sides signed: the activations are shifted by 128, which `correction` gives back.
INLINE activations_t load_activations(const uint8_t *p) {
  uint32_t four;
  memcpy(&four, p, 4);
  return vreinterpretq_s8_u32(vdupq_n_u32(four ^ 0x80808080u));
}

typedef vi sums_t;

INLINE sums_t dot4(sums_t sums, activations_t q, weights_t w) { return (vi)vdotq_s32((int32x4_t)sums, q, w); }

INLINE vi total(sums_t sums) { return sums; }

static const int32_t correction = 128;

static void dot_int8(const int8_t *query, const int8_t *rows, size_t count, size_t dimensions, int32_t *out) {
  for (size_t row = 0; row < count; row++, rows += dimensions) {
    int32x4_t total = vdupq_n_s32(0);
    for (size_t i = 0; i < dimensions; i += 16)
      total = vdotq_s32(total, vld1q_s8(query + i), vld1q_s8(rows + i));
    out[row] = vaddvq_s32(total);
  }
}

#define MIX_VECTORS 4
#include "int8_kernels.h"

const encoder_kernels encoder_neon_dotprod = KERNELS("NEON dot product");

#pragma clang attribute pop
#endif
