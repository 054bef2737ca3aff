// The int8 kernels, included after float_kernels.h by each instruction set's file, which defines
//   INT8_ROWS     rows of a tile, INT8_VECTORS its width in vectors of LANES columns; MIX_VECTORS, at most as many,
//                 the width of a tile of 32 columns
//   weights_t     four bytes for each of LANES columns, int8
//   load_weights  reads one
//   activations_t four bytes of one row, made ready to be multiplied
//   load_activations
//   dot4          sums + activations . weights, exact in int32
//   correction    what dot4 leaves out for each unit of a column's sum: 0, or 128 where activations are shifted
// There is no include guard on purpose.

// sums[rows x vectors] = a[rows x k] . b, where b has `stride` bytes for each four of k; a row of a has `lda` bytes.
INLINE void products(
  const uint8_t *a, size_t lda, const int8_t *b, size_t stride, size_t k, vi sums[INT8_ROWS][INT8_VECTORS],
  const int rows, const int vectors) {
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[r][v] = (vi){};
  for (size_t p = 0; p < k; p += 4, b += stride) {
    weights_t w[INT8_VECTORS];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) w[v] = load_weights(b + v * LANES * 4);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      activations_t q = load_activations(a + r * lda + p);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[r][v] = dot4(sums[r][v], q, w[v]);
    }
  }
}

INLINE vi load_int32(const int32_t *p) {
  vi x;
  memcpy(&x, p, sizeof x);
  return x;
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

// 32 floats as signed bytes; returns the scale.
INLINE float signed_bytes(const float *x, int8_t *bytes) {
  vf most = splat(0);
  for (int i = 0; i < HEAD; i += LANES) most = maximum(most, maximum(load(x + i), -load(x + i)));
  float scale = fmaxf(largest(most), 1e-30f) / 127;
  for (int i = 0; i < HEAD; i += LANES) {
    vi q = (vi)(load(x + i) * (1 / scale) + 12582912.0f) - 0x4B400000;
    typedef int8_t vb __attribute__((vector_size(LANES), aligned(1)));
    *(vb *)(bytes + i) = __builtin_convertvector(q, vb);
  }
  return scale;
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
    int8_t bytes[HEAD] = {0};
    head->key_scales[token] = 0;
    if (token < head->length) {
      float centred[HEAD];
      for (int i = 0; i < HEAD; i += LANES) store(centred + i, load(k + token * stride + i) - load(mean + i));
      head->key_scales[token] = signed_bytes(centred, bytes);
    }
    int8_t *column =
      head->keys + token / ENCODER_PANEL * ENCODER_PANEL * HEAD + token % ENCODER_PANEL * 4;
    int32_t sum = 0;
    for (int d = 0; d < HEAD; d++) sum += bytes[d];
    for (int d = 0; d < HEAD; d += 4) memcpy(column + d * ENCODER_PANEL, bytes + d, 4);
    head->key_sums[token] = sum;
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
        vi q = (vi)((load(v + t * stride + i) - mean) * factor + 12582912.0f) - 0x4B400000;
        sums += q;
        four |= (q & 255) << (int)(8 * (t - token));
      }
      memcpy(head->values + token * HEAD + i * 4, &four, sizeof four);
    }
    memcpy(head->value_sums + i, &sums, sizeof sums);
  }
}

// The weights of `rows` queries, as whole numbers of which LARGEST_WEIGHT is the largest; `sums` are theirs.
INLINE void weigh(head_in_bytes *head, const float *q, size_t stride, int32_t *sums, const int rows) {
  uint8_t queries[INT8_ROWS][HEAD];
  float scales[INT8_ROWS];
  for (int r = 0; r < rows; r++) {
    // 1 / sqrt(32), the scale of the scores.
    scales[r] = signed_bytes(q + r * stride, (int8_t *)queries[r]) * 0.17677670f;
    for (int d = 0; d < HEAD; d++) queries[r][d] ^= 128;
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
    for (size_t i = head->length; i < head->padded; i++) scores[i] = -INFINITY;
    vf most = load(scores);
    for (size_t i = LANES; i < head->padded; i += LANES) most = maximum(most, load(scores + i));
    vf top = splat(largest(most));
    vi total = {};
    for (size_t i = 0; i < head->padded; i += LANES) {
      vi weight = (vi)(exponential(load(scores + i) - top) * LARGEST_WEIGHT + 12582912.0f) - 0x4B400000;
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
          mixed * (load(head->value_scales + column) / (float)sums[r]) + load(head->value_means + column));
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
