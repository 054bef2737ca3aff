// The int8 kernels, included after float_kernels.h by each instruction set's file, which defines
//   INT8_ROWS     rows of a tile, INT8_VECTORS its width in vectors of LANES columns
//   weights_t     four bytes for each of LANES columns, int8
//   load_weights  reads one
//   activations_t four bytes of one row, made ready to be multiplied
//   load_activations
//   dot4          sums + activations . weights, exact in int32
//   correction    what dot4 leaves out for each unit of a column's sum: 0, or 128 where activations are shifted
// There is no include guard on purpose.

INLINE void tile_int8(
  encoder_quantized_rows a, size_t k, const int8_t *panel, encoder_quantized_weights b, size_t column, float *out,
  size_t n, size_t row, const int rows) {
  vi sums[INT8_ROWS][INT8_VECTORS];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < INT8_VECTORS; v++) sums[r][v] = (vi){};
  const uint8_t *x = a.values + row * k;
  for (size_t p = 0; p < k; p += 4) {
    weights_t w[INT8_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < INT8_VECTORS; v++) w[v] = load_weights(panel + p * ENCODER_PANEL + v * LANES * 4);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      activations_t q = load_activations(x + r * k + p);
#pragma clang loop unroll(full)
      for (int v = 0; v < INT8_VECTORS; v++) sums[r][v] = dot4(sums[r][v], q, w[v]);
    }
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < INT8_VECTORS; v++) {
    size_t c = column + v * LANES;
    vf scale = load(b.scale + c), bias = load(b.bias + c);
    vi column_sums;
    memcpy(&column_sums, b.sums + c, sizeof column_sums);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      vi exact = sums[r][v] - column_sums * (a.zero[row + r] - correction);
      store(out + (row + r) * n + c, __builtin_convertvector(exact, vf) * (scale * a.scale[row + r]) + bias);
    }
  }
}

#define INT8_TILE(count) \
  case count: \
    tile_int8(a, k, panel, b, column, out, n, row, count < INT8_ROWS ? count : INT8_ROWS); \
    break;

static void linear_int8(
  encoder_quantized_rows a, size_t m, size_t k, size_t n, encoder_quantized_weights b, float *out) {
  for (size_t column = 0; column < n; column += INT8_VECTORS * LANES) {
    const int8_t *panel = b.values + column / ENCODER_PANEL * ENCODER_PANEL * k + column % ENCODER_PANEL * 4;
    for (size_t row = 0; row < m; row += INT8_ROWS) {
      switch (at_most(m - row, INT8_ROWS)) {
        INT8_TILE(1) INT8_TILE(2) INT8_TILE(3) INT8_TILE(4) INT8_TILE(5) INT8_TILE(6)
      }
    }
  }
}

#define KERNELS(title) \
  { \
    .name = title, .linear_f32 = linear_f32, .linear_int8 = linear_int8, .quantize = quantize, \
    .gelu_quantize = gelu_quantize, .gelu = gelu, .add_layer_norm = add_layer_norm, .attention = attention, \
    .dot_int8 = dot_int8 \
  }
