// The int8 kernels, included after float_kernels.h by each instruction set's file, which defines
//   INT8_ROWS     rows of a tile, INT8_VECTORS its width in vectors of LANES columns; MIX_VECTORS, at most as many,
//                 the width of a tile of 32 columns
//   weights_t     four bytes for each of LANES columns, int8
//   load_weights  reads one
//   activations_t four bytes of one row, made ready to be multiplied
//   load_activations
//   sums_t        sums for each of LANES columns, in any form
//   dot4          sums + activations . weights, exact in int32
//   total         the sums as LANES numbers
//   correction    what dot4 leaves out for each unit of a column's sum: 0, or 128 where activations are shifted
// There is no include guard on purpose.

// sums[rows x vectors] = a[rows x k] . b, where b has `stride` bytes for each four of k; a row of a has `lda` bytes.
INLINE void products(
  const uint8_t *a, size_t lda, const int8_t *b, size_t stride, size_t k, vi sums[INT8_ROWS][INT8_VECTORS],
  const int rows, const int vectors) {
  sums_t partial[INT8_ROWS][INT8_VECTORS];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) partial[r][v] = (sums_t){};
  for (size_t p = 0; p < k; p += 4, b += stride) {
    weights_t w[INT8_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) w[v] = load_weights(b + v * LANES * 4);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      activations_t q = load_activations(a + r * lda + p);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) partial[r][v] = dot4(partial[r][v], q, w[v]);
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[r][v] = total(partial[r][v]);
}

INLINE vi load_int32(const void *p) {
  vi x;
  memcpy(&x, p, sizeof x);
  return x;
}

// Row `k` of LANES columns, of a panel in which four rows' bytes of a column stand together.
INLINE vf weights_row(const int8_t *panel, int32_t k) {
  vi four = load_int32(panel + (size_t)(k / 4) * 4 * ENCODER_PANEL);
  return __builtin_convertvector(four << (24 - k % 4 * 8) >> 24, vf);
}

INLINE void tile_int8(
  encoder_quantized_rows a, size_t k, const int8_t *panel, encoder_quantized_weights b, size_t column, float *out,
  size_t n, size_t row, const int rows) {
  vi sums[INT8_ROWS][INT8_VECTORS];
  products(a.values + row * k, k, panel, 4 * ENCODER_PANEL, k, sums, rows, INT8_VECTORS);
#pragma clang loop unroll(full)
  for (int v = 0; v < INT8_VECTORS; v++) {
    size_t c = column + v * LANES;
    vf scale = load(b.scale + c), bias = load(b.bias + c);
    vi column_sums = load_int32(b.sums + c);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      vi exact = sums[r][v] - column_sums * (a.zero[row + r] - correction);
      vf steps = __builtin_convertvector(exact, vf);
      if (a.outlier) steps += weights_row(panel + v * LANES * 4, a.outlier_column[row + r]) * a.outlier[row + r];
      store(out + (row + r) * n + c, steps * (scale * a.scale[row + r]) + bias);
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

// A whole number up to 2^22 for each x: adding 1.5 * 2^23 rounds to the nearest and leaves it in the low bits.
#define ROUNDING 12582912.0f
INLINE vi rounded(vf shifted) { return (vi)shifted - 0x4B400000; }

// One row, whose range is known.
INLINE void quantize_row(const float *x, size_t k, float low, float high, encoder_quantized_rows rows, size_t row) {
  // Zero has to be in the range, and a row of zeros needs some range.
  low = low < 0 ? low : 0;
  high = high > 0 ? high : 0;
  float step = (high - low) / 255.0f;
  if (!(step > 1e-20f)) step = 1e-20f;
  int32_t origin = (int32_t)lrintf(-low / step);
  rows.scale[row] = step;
  rows.zero[row] = origin;
  vf factor = splat(1.0f / step), shift = splat((float)origin + ROUNDING);
  for (size_t i = 0; i < k; i += LANES) {
    vi q = rounded(load(x + i) * factor + shift);
    q = __builtin_elementwise_max(__builtin_elementwise_min(q, (vi){} + 255), (vi){});
    typedef uint8_t vb __attribute__((vector_size(LANES), aligned(1)));
    *(vb *)(rows.values + row * k + i) = __builtin_convertvector(q, vb);
  }
}

// Where the number of the largest size is.
INLINE int32_t outlier_column(const float *x, size_t k) {
  vf most = splat(0);
  vi where = {};
  for (size_t i = 0; i < k; i += LANES) {
    vf size = maximum(load(x + i), -load(x + i));
    vi larger = size > most;
    where = (where & ~larger) | ((vi){} + (int32_t)i & larger);
    most = maximum(most, size);
  }
  float top = largest(most);
  for (int lane = 0; lane < LANES; lane++)
    if (most[lane] == top) return where[lane] + lane;
  return 0;
}

static void quantize(float *x, size_t m, size_t k, encoder_quantized_rows rows) {
  for (size_t row = 0; row < m; row++, x += k) {
    int32_t column = rows.outlier ? outlier_column(x, k) : 0;
    float largest_of_all = x[column];
    if (rows.outlier) x[column] = 0;
    vf low = load(x), high = low;
    for (size_t i = LANES; i < k; i += LANES) {
      low = minimum(low, load(x + i));
      high = maximum(high, load(x + i));
    }
    quantize_row(x, k, smallest(low), largest(high), rows, row);
    x[column] = largest_of_all;
    if (rows.outlier) {
      rows.outlier[row] = largest_of_all / rows.scale[row];
      rows.outlier_column[row] = column;
    }
  }
}

// x / 2 * (1 + erf(x / sqrt 2)) to 3e-4, a small part of the step between two bytes: erf(y) is y * P(y^2) within
// [-2.7, 2.7] and 1 beyond, with P fitted to the least largest error.
INLINE vf gelu_near(vf x) {
  vf y = maximum(minimum(x * 0.70710678f, splat(2.7f)), splat(-2.7f));
  vf z = y * y;
  vf p = splat(7.0593949e-06f);
  p = p * z + -2.1839097e-04f;
  p = p * z + 2.8951712e-03f;
  p = p * z + -2.1940632e-02f;
  p = p * z + 1.0796317e-01f;
  p = p * z + -3.7534867e-01f;
  p = p * z + 1.1293875f;
  vf half = x * 0.5f;
  return half + half * (y * p);
}

static void gelu_quantize(float *x, size_t m, size_t k, encoder_quantized_rows rows) {
  for (size_t row = 0; row < m; row++, x += k) {
    vf low = splat(0), high = low;
    for (size_t i = 0; i < k; i += LANES) {
      vf value = gelu_near(load(x + i));
      store(x + i, value);
      low = minimum(low, value);
      high = maximum(high, value);
    }
    quantize_row(x, k, smallest(low), largest(high), rows, row);
  }
}

// A multiple of 256 less 256, so that the high byte is one.
#define LARGEST_WEIGHT 65280.0f

// What one head's attention needs, in the scratch memory.
typedef struct {
  size_t length, padded;
  // [padded / 64][8][64][4], with a scale and a sum for each token.
  int8_t *keys;
  float *key_scales;
  int32_t *key_sums;
  // [padded / 4][32][4], with a scale and a sum for each of 32 columns.
  int8_t *values;
  float value_scales[HEAD], value_means[HEAD];
  int32_t value_sums[HEAD];
  // INT8_ROWS rows each.
  float *scores;
  // The high and the low bytes of weights of 16 bits. Eight would lose the many small ones beside a large one, which
  // together count.
  uint8_t *high, *low;
} head_in_bytes;

// 32 floats less `mean` as whole numbers from -127 to 127, plus `shift`, in bytes; returns the scale, and sets `sum` to that
// of the numbers.
INLINE float whole_numbers(const float *x, const float *mean, int32_t shift, uint8_t *bytes, int32_t *sum) {
  vf values[HEAD_VECTORS], most = splat(1e-30f);
  for (int v = 0; v < HEAD_VECTORS; v++) {
    values[v] = load(x + v * LANES) - load(mean + v * LANES);
    most = maximum(most, maximum(values[v], -values[v]));
  }
  float top = largest(most);
  vf factor = splat(127.0f / top);
  vi total = {};
  for (int v = 0; v < HEAD_VECTORS; v++) {
    vi q = rounded(values[v] * factor + ROUNDING);
    total += q;
    typedef uint8_t vb __attribute__((vector_size(LANES), aligned(1)));
    *(vb *)(bytes + v * LANES) = __builtin_convertvector(q + shift, vb);
  }
  *sum = __builtin_reduce_add(total);
  return top * (1.0f / 127);
}

// The mean over the tokens, column by column. What is the same in all tokens' keys changes no weight, and what is the same
// in all values needs no product: without it, the bytes go to what differs (Zhang et al., "SageAttention", 2024).
INLINE void means(const float *x, size_t stride, size_t length, float *mean) {
  for (int i = 0; i < HEAD; i += LANES) {
    vf total = splat(0);
    for (size_t token = 0; token < length; token++) total += load(x + token * stride + i);
    store(mean + i, total / (float)length);
  }
}

INLINE void pack_keys(head_in_bytes *head, const float *k, size_t stride) {
  float mean[HEAD];
  means(k, stride, head->length, mean);
  for (size_t token = 0; token < head->padded; token++) {
    uint8_t bytes[HEAD] = {0};
    head->key_scales[token] = 0;
    head->key_sums[token] = 0;
    if (token < head->length)
      head->key_scales[token] = whole_numbers(k + token * stride, mean, 0, bytes, head->key_sums + token);
    int8_t *column =
      head->keys + token / ENCODER_PANEL * ENCODER_PANEL * HEAD + token % ENCODER_PANEL * 4;
    for (int d = 0; d < HEAD; d += 4) memcpy(column + d * ENCODER_PANEL, bytes + d, 4);
  }
}

// Four tokens' bytes of a column stand together, which is one number of 32 bits.
INLINE void pack_values(head_in_bytes *head, const float *v, size_t stride) {
  means(v, stride, head->length, head->value_means);
  for (int i = 0; i < HEAD; i += LANES) {
    vf mean = load(head->value_means + i), most = splat(1e-30f);
    for (size_t token = 0; token < head->length; token++) {
      vf x = load(v + token * stride + i) - mean;
      most = maximum(most, maximum(x, -x));
    }
    vf scale = most / 127.0f, factor = 127.0f / most;
    store(head->value_scales + i, scale);
    vi sums = {};
    for (size_t token = 0; token < head->padded; token += 4) {
      vi four = {};
      for (size_t t = token; t < token + 4 && t < head->length; t++) {
        vi q = rounded((load(v + t * stride + i) - mean) * factor + ROUNDING);
        sums += q;
        four |= (q & 255) << (int)(8 * (t - token));
      }
      memcpy(head->values + token * HEAD + i * 4, &four, sizeof four);
    }
    memcpy(head->value_sums + i, &sums, sizeof sums);
  }
}

// LARGEST_WEIGHT * 2^x for x <= 0, to 8e-5 of it: 2^n by the exponent, 2^f with f in [-1/2, 1/2] by a polynomial fitted to
// the least largest error.
INLINE vf scaled_power(vf x) {
  x = maximum(x, splat(-100.0f));
  vf shifted = x + ROUNDING;
  vf f = x - (shifted - ROUNDING);
  vf p = splat(5.517164370e-02f * LARGEST_WEIGHT);
  p = p * f + 2.426111202e-01f * LARGEST_WEIGHT;
  p = p * f + 6.932609901e-01f * LARGEST_WEIGHT;
  p = p * f + 9.999280738e-01f * LARGEST_WEIGHT;
  return (vf)((vi)p + (rounded(shifted) << 23));
}

// The weights of `rows` queries, as whole numbers of which LARGEST_WEIGHT is the largest; `sums` are theirs.
INLINE void weigh(head_in_bytes *head, const float *q, size_t stride, int32_t *sums, const int rows) {
  uint8_t queries[INT8_ROWS][HEAD];
  float scales[INT8_ROWS];
  for (int r = 0; r < rows; r++) {
    static const float zeros[HEAD];
    int32_t sum;
    // 1 / sqrt(32), the scale of the scores, and log2(e), for powers of two.
    scales[r] = whole_numbers(q + r * stride, zeros, 128, queries[r], &sum) * (0.17677670f * 1.44269504f);
  }
  for (size_t column = 0; column < head->padded; column += INT8_VECTORS * LANES) {
    vi products_of[INT8_ROWS][INT8_VECTORS];
    const int8_t *panel =
      head->keys + column / ENCODER_PANEL * ENCODER_PANEL * HEAD + column % ENCODER_PANEL * 4;
    products(queries[0], HEAD, panel, 4 * ENCODER_PANEL, HEAD, products_of, rows, INT8_VECTORS);
#pragma clang loop unroll(full)
    for (int v = 0; v < INT8_VECTORS; v++) {
      vf scale = load(head->key_scales + column + v * LANES);
      vi shift = load_int32(head->key_sums + column + v * LANES) * (128 - correction);
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++)
        store(
          head->scores + r * head->padded + column + v * LANES,
          __builtin_convertvector(products_of[r][v] - shift, vf) * (scale * scales[r]));
    }
  }
  for (int r = 0; r < rows; r++) {
    float *scores = head->scores + r * head->padded;
    size_t length = (head->length + LANES - 1) / LANES * LANES;
    for (size_t i = head->length; i < length; i++) scores[i] = -INFINITY;
    vf most = load(scores);
    for (size_t i = LANES; i < length; i += LANES) most = maximum(most, load(scores + i));
    vf top = splat(largest(most));
    vi total = {};
    for (size_t i = 0; i < length; i += LANES) {
      vi weight = rounded(scaled_power(load(scores + i) - top) + ROUNDING);
      total += weight;
      typedef uint8_t vb __attribute__((vector_size(LANES), aligned(1)));
      *(vb *)(head->high + r * head->padded + i) = __builtin_convertvector(weight >> 8, vb);
      *(vb *)(head->low + r * head->padded + i) = __builtin_convertvector(weight & 255, vb);
    }
    sums[r] = __builtin_reduce_add(total);
  }
}

// out[rows x 32] = weights . values
INLINE void mix(const head_in_bytes *head, const int32_t *sums, float *out, size_t width, const int rows) {
#pragma clang loop unroll(full)
  for (int first = 0; first < HEAD_VECTORS; first += MIX_VECTORS) {
    vi high[INT8_ROWS][INT8_VECTORS], low[INT8_ROWS][INT8_VECTORS];
    const int8_t *values = head->values + first * LANES * 4;
    size_t length = (head->length + 3) & ~(size_t)3;
    products(head->high, head->padded, values, 4 * HEAD, length, high, rows, MIX_VECTORS);
    products(head->low, head->padded, values, 4 * HEAD, length, low, rows, MIX_VECTORS);
#pragma clang loop unroll(full)
    for (int v = 0; v < MIX_VECTORS; v++) {
      size_t column = (first + v) * LANES;
      vi shift = load_int32(head->value_sums + column) * correction;
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) {
        vf mixed = __builtin_convertvector(high[r][v] + shift, vf) * 256.0f + __builtin_convertvector(low[r][v] + shift, vf);
        store(
          out + r * width + column,
          mixed * (load(head->value_scales + column) * (1.0f / (float)sums[r])) + load(head->value_means + column));
      }
    }
  }
}

#define ATTEND(count) \
  case count: { \
    const int r = count < INT8_ROWS ? count : INT8_ROWS; \
    int32_t sums[INT8_ROWS]; \
    weigh(&bytes, q + row * stride, stride, sums, r); \
    mix(&bytes, sums, out + row * width + head * HEAD, width, r); \
    break; \
  }

static void attention_int8(const float *qkv, size_t length, size_t heads, float *out, float *scratch) {
  size_t width = heads * HEAD, stride = 3 * width;
  size_t padded = (length + ENCODER_PANEL - 1) / ENCODER_PANEL * ENCODER_PANEL;
  head_in_bytes bytes = {
    .length = length,
    .padded = padded,
    .scores = scratch,
    .key_scales = scratch + INT8_ROWS * padded,
    .key_sums = (int32_t *)(scratch + (INT8_ROWS + 1) * padded),
    .keys = (int8_t *)(scratch + (INT8_ROWS + 2) * padded),
    .values = (int8_t *)(scratch + (INT8_ROWS + 10) * padded),
    .high = (uint8_t *)(scratch + (INT8_ROWS + 18) * padded),
    .low = (uint8_t *)(scratch + (INT8_ROWS + 20) * padded),
  };
  for (size_t head = 0; head < heads; head++) {
    const float *q = qkv + head * HEAD;
    pack_keys(&bytes, q + width, stride);
    pack_values(&bytes, q + 2 * width, stride);
    for (size_t row = 0; row < length; row += INT8_ROWS) {
      switch (at_most(length - row, INT8_ROWS)) { ATTEND(1) ATTEND(2) ATTEND(3) ATTEND(4) ATTEND(5) ATTEND(6) }
    }
  }
}

#define KERNELS(title) \
  { \
    .name = title, .linear_f32 = linear_f32, .linear_int8 = linear_int8, .quantize = quantize, \
    .gelu_quantize = gelu_quantize, .gelu = gelu, .add_layer_norm = add_layer_norm, .attention = attention, .attention_int8 = attention_int8, \
    .dot_int8 = dot_int8 \
  }
