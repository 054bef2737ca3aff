// AVX2 with FMA: 16 registers of 8 floats.
#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

#define LANES 8
#define ROWS 6
#define VECTORS 2
#define HEAD_ROWS 3
#include "float_kernels.h"

// `vpmaddubsw` would saturate at 16 bits; widened to 16 bits first, the sums stay exact.
#define INT8_ROWS 6
#define INT8_VECTORS 1
typedef struct {
  __m256i low, high;
} weights_t;
typedef __m256i activations_t;

INLINE weights_t load_weights(const int8_t *p) {
  return (weights_t){
    _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)p)),
    _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(p + 16)))};
}

INLINE activations_t load_activations(const uint8_t *p) {
  int32_t four;
  memcpy(&four, p, 4);
  return _mm256_cvtepu8_epi16(_mm_set1_epi32(four));
}

// Each column has two neighbouring sums, which are added at the end.
typedef struct {
  __m256i low, high;
} sums_t;

INLINE sums_t dot4(sums_t sums, activations_t q, weights_t w) {
  return (sums_t){
    _mm256_add_epi32(sums.low, _mm256_madd_epi16(q, w.low)), _mm256_add_epi32(sums.high, _mm256_madd_epi16(q, w.high))};
}

INLINE vi total(sums_t sums) {
  return (vi)_mm256_permute4x64_epi64(_mm256_hadd_epi32(sums.low, sums.high), 0xD8);
}
static const int32_t correction = 0;

static void dot_int8(const int8_t *query, const int8_t *rows, size_t count, size_t dimensions, int32_t *out) {
  for (size_t row = 0; row < count; row++, rows += dimensions) {
    __m256i total = _mm256_setzero_si256();
    for (size_t i = 0; i < dimensions; i += 16) {
      __m256i q = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(query + i)));
      __m256i r = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(rows + i)));
      total = _mm256_add_epi32(total, _mm256_madd_epi16(q, r));
    }
    out[row] = __builtin_reduce_add((vi)total);
  }
}

#define MIX_VECTORS 1
#include "int8_kernels.h"

const encoder_kernels encoder_avx2 = KERNELS("AVX2");

#pragma clang attribute pop
#endif
