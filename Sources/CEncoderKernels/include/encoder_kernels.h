// Arithmetic of a BERT encoder and of a scan over its vectors, for one thread.
//
// Every matrix is row-major and dense unless a stride says otherwise. Weights are packed in panels of
// ENCODER_PANEL columns, the same for every processor, so that one file serves them all:
//   f32   [n / 64][k][64]
//   int8  [n / 64][k / 4][64][4]
// n is a multiple of 64 and k of 4. The int8 sums are exact on every processor; the f32 parts differ in their last bits.
#ifndef ENCODER_KERNELS_H
#define ENCODER_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#define ENCODER_PANEL 64

// The longest sequence `attention` takes, in tokens.
#define ENCODER_MAX_LENGTH 512

// Rows of a matrix in 8 bits: value = scale[row] * (quantized - zero[row]).
//
// One number of a row may stand apart, the one in `outlier_column`: it is scale[row] * outlier[row], and `values` has zero
// there. In a byte, it would make the steps of all others coarse (Dettmers et al., "LLM.int8()", 2022). NULL where no row
// has one.
typedef struct {
  uint8_t *values;
  float *scale;
  int32_t *zero;
  float *outlier;
  int32_t *outlier_column;
} encoder_quantized_rows;

// A matrix k x n in 8 bits, symmetric, a scale for each column; `sums` are the columns' sums, `bias` is added.
typedef struct {
  const int8_t *values;
  const float *scale;
  const int32_t *sums;
  const float *bias;
} encoder_quantized_weights;

typedef struct {
  const char *name;

  // out[m x n] = a[m x k] * b[k x n] + bias[n]
  void (*linear_f32)(const float *a, size_t m, size_t k, size_t n, const float *b, const float *bias, float *out);
  void (*linear_int8)(
    encoder_quantized_rows a, size_t m, size_t k, size_t n, encoder_quantized_weights b, float *out);

  // Quantizes each row of x[m x k] by itself, asymmetric, zero exactly represented, its largest number apart where `rows`
  // has room for outliers. x is used meanwhile and left as it was.
  void (*quantize)(float *x, size_t m, size_t k, encoder_quantized_rows rows);
  // The same after x = gelu(x), to 3e-4; x is overwritten, and no number stands apart.
  void (*gelu_quantize)(float *x, size_t m, size_t k, encoder_quantized_rows rows);
  // The exact one, with erf.
  void (*gelu)(float *x, size_t count);

  // x[m x n] = layer_norm(x + residual) * gamma + beta, each row by itself; residual may be NULL.
  void (*add_layer_norm)(
    float *x, const float *residual, size_t m, size_t n, const float *gamma, const float *beta, float epsilon);

  // Self-attention of one sequence. qkv[length x 3 * heads * 32] holds query, key and value of all heads side by side;
  // out is [length x heads * 32]. `scratch` holds encoder_attention_scratch(length) floats.
  void (*attention)(const float *qkv, size_t length, size_t heads, float *out, float *scratch);
  // The same with both products in 8 bits: queries and keys with a scale for each token, weights of 16 bits, values with a
  // scale for each column.
  void (*attention_int8)(const float *qkv, size_t length, size_t heads, float *out, float *scratch);

  // out[row] = query . rows[row], for `count` rows of `dimensions` bytes, a multiple of 64.
  void (*dot_int8)(const int8_t *query, const int8_t *rows, size_t count, size_t dimensions, int32_t *out);
} encoder_kernels;

typedef enum {
  ENCODER_PORTABLE,
  ENCODER_NEON_DOTPROD,
  ENCODER_AVX2,
  ENCODER_AVX512_VNNI,
  ENCODER_INSTRUCTION_SETS
} encoder_instruction_set;

// The kernels for an instruction set; NULL when this processor or this build has it not.
const encoder_kernels *encoder_kernels_for(encoder_instruction_set set);

// The fastest that this processor has.
const encoder_kernels *encoder_kernels_best(void);

static inline size_t encoder_attention_scratch(size_t length) {
  size_t padded = (length + ENCODER_PANEL - 1) / ENCODER_PANEL * ENCODER_PANEL;
  return padded * (32 + 16);
}

#endif
