// kernel-check [BEST]
// Every instruction set that the processor has, or the emulator that this runs under, against portable C on random
// inputs. `make cross` builds it for arm64 and runs it under qemu; the Swift tests do the same and more where they run.
// Fails when the best set is not the one that is named.
#include "encoder_kernels.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 1;

static uint32_t next(void) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33);
}

static float number(void) { return (float)(next() % 20001) / 5000.0f - 2.0f; }

static float *numbers(size_t count) {
  float *values = aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64);
  for (size_t i = 0; i < count; i++) values[i] = number();
  return values;
}

static int failures;

static void same(const char *name, const char *set, size_t size, const float *found, const float *expected, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (fabsf(found[i] - expected[i]) <= 1e-4f * fmaxf(1, fabsf(expected[i]))) continue;
    printf("%s: %s of size %zu differs at %zu: %g instead of %g\n", set, name, size, i, found[i], expected[i]);
    failures++;
    return;
  }
}

static void check(const encoder_kernels *set, const encoder_kernels *portable, size_t m) {
  enum { K = 128, N = 192, HEADS = 2, WIDTH = 64 };
  float *a = numbers(m * K), *b = numbers(K * N), *bias = numbers(N);
  float *found = numbers(m * N), *expected = numbers(m * N);
  set->linear_f32(a, m, K, N, b, bias, found);
  portable->linear_f32(a, m, K, N, b, bias, expected);
  same("linear_f32", set->name, m, found, expected, m * N);

  uint8_t *bytes = malloc(m * K);
  int8_t *weights = malloc(K * N);
  int32_t *zeros = malloc(m * sizeof *zeros), *sums = malloc(N * sizeof *sums);
  float *scales = numbers(m), *column_scales = numbers(N);
  for (size_t i = 0; i < m * K; i++) bytes[i] = next() % 4 ? next() : 255;
  for (size_t i = 0; i < K * N; i++) weights[i] = next() % 4 ? (int8_t)next() : -127;
  for (size_t i = 0; i < m; i++) zeros[i] = next() % 256;
  memset(sums, 0, N * sizeof *sums);
  for (size_t i = 0; i < K * N; i++) sums[i / (64 * K) * 64 + i / 4 % 64] += weights[i];
  float *outliers = numbers(m);
  int32_t *columns = malloc(m * sizeof *columns);
  for (size_t i = 0; i < m; i++) columns[i] = next() % K;
  encoder_quantized_rows rows = {bytes, scales, zeros, m % 2 ? outliers : NULL, columns};
  encoder_quantized_weights matrix = {weights, column_scales, sums, bias};
  set->linear_int8(rows, m, K, N, matrix, found);
  portable->linear_int8(rows, m, K, N, matrix, expected);
  same("linear_int8", set->name, m, found, expected, m * N);

  encoder_quantized_rows other = {malloc(m * K), numbers(m), malloc(m * sizeof *zeros), numbers(m), malloc(m * sizeof *columns)};
  set->quantize(a, m, K, rows);
  if (!rows.outlier) other.outlier = NULL;
  portable->quantize(a, m, K, other);
  same("quantize (scales)", set->name, m, rows.scale, other.scale, m);
  if (rows.outlier) same("quantize (outliers)", set->name, m, rows.outlier, other.outlier, m);

  float *qkv = numbers(m * 3 * WIDTH), *scratch = numbers(encoder_attention_scratch(m));
  set->attention(qkv, m, HEADS, found, scratch);
  portable->attention(qkv, m, HEADS, expected, scratch);
  same("attention", set->name, m, found, expected, m * WIDTH);
  set->attention_int8(qkv, m, HEADS, found, scratch);
  portable->attention_int8(qkv, m, HEADS, expected, scratch);
  // A number at the edge between two bytes may fall to either side.
  for (size_t i = 0; i < m * WIDTH; i++) found[i] = roundf((found[i] - expected[i]) * 30), expected[i] = 0;
  same("attention_int8", set->name, m, found, expected, m * WIDTH);

  memcpy(found, a, m * K * sizeof *a);
  memcpy(expected, a, m * K * sizeof *a);
  set->add_layer_norm(found, b, m, K, bias, bias, 1e-12f);
  portable->add_layer_norm(expected, b, m, K, bias, bias, 1e-12f);
  same("add_layer_norm", set->name, m, found, expected, m * K);
  set->gelu(found, m * K);
  portable->gelu(expected, m * K);
  same("gelu", set->name, m, found, expected, m * K);

  int32_t products[2][200];
  set->dot_int8(weights, weights + K, 100, K, products[0]);
  portable->dot_int8(weights, weights + K, 100, K, products[1]);
  if (memcmp(products[0], products[1], 100 * sizeof(int32_t))) {
    printf("%s: dot_int8 differs\n", set->name);
    failures++;
  }
}

int main(int count, char **arguments) {
  const encoder_kernels *portable = encoder_kernels_for(ENCODER_PORTABLE);
  for (int set = ENCODER_PORTABLE + 1; set < ENCODER_INSTRUCTION_SETS; set++) {
    const encoder_kernels *kernels = encoder_kernels_for((encoder_instruction_set)set);
    if (!kernels) continue;
    for (size_t m = 1; m <= 70; m += m < 16 ? 1 : 9) check(kernels, portable, m);
    printf("%s: %s\n", kernels->name, failures ? "FAILED" : "agrees with portable C");
  }
  const char *best = encoder_kernels_best()->name;
  printf("best here: %s\n", best);
  return failures || (count > 1 && strcmp(best, arguments[1]));
}
