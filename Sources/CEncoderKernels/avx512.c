// AVX-512 with VNNI: 32 registers of 16 floats.
#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,fma"))), apply_to = function)

#define LANES 16
#define ROWS 6
#define VECTORS 4
#define HEAD_ROWS 12
#include "float_kernels.h"

#define INT8_ROWS 6
#define INT8_VECTORS 4
typedef __m512i weights_t;
typedef __m512i activations_t;

INLINE weights_t load_weights(const int8_t *p) { return _mm512_loadu_si512(p); }

INLINE activations_t load_activations(const uint8_t *p) {
  int32_t four;
  memcpy(&four, p, 4);
  return _mm512_set1_epi32(four);
}

typedef vi sums_t;

INLINE sums_t dot4(sums_t sums, activations_t q, weights_t w) { return (vi)_mm512_dpbusd_epi32((__m512i)sums, q, w); }

INLINE vi total(sums_t sums) { return sums; }

static const int32_t correction = 0;

// The query is made unsigned, which VNNI wants of one side; what that adds is the row's sum times 128.
static void dot_int8(const int8_t *query, const int8_t *rows, size_t count, size_t dimensions, int32_t *out) {
  __m512i ones = _mm512_set1_epi8(1), flip = _mm512_set1_epi8(-128);
  for (size_t row = 0; row < count; row++, rows += dimensions) {
    __m512i total = _mm512_setzero_si512(), shift = _mm512_setzero_si512();
    for (size_t i = 0; i < dimensions; i += 64) {
      __m512i r = _mm512_loadu_si512(rows + i);
      total = _mm512_dpbusd_epi32(total, _mm512_xor_si512(_mm512_loadu_si512(query + i), flip), r);
      shift = _mm512_dpbusd_epi32(shift, ones, r);
    }
    out[row] = _mm512_reduce_add_epi32(_mm512_sub_epi32(total, _mm512_slli_epi32(shift, 7)));
  }
}

#define MIX_VECTORS HEAD_VECTORS
#include "int8_kernels.h"

const encoder_kernels encoder_avx512_vnni = KERNELS("AVX-512 VNNI");

#pragma clang attribute pop
#endif
