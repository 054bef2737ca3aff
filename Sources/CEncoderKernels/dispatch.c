#include "encoder_kernels.h"

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

extern const encoder_kernels encoder_portable;

#if defined(__x86_64__)
extern const encoder_kernels encoder_avx2, encoder_avx512_vnni;

static const encoder_kernels *native_kernels(encoder_instruction_set set) {
  __builtin_cpu_init();
  int has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  int has_avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
    __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
  if (set == ENCODER_AVX2 && has_avx2) return &encoder_avx2;
  if (set == ENCODER_AVX512_VNNI && has_avx512) return &encoder_avx512_vnni;
  return NULL;
}
#elif defined(__aarch64__)
extern const encoder_kernels encoder_neon_dotprod;

static const encoder_kernels *native_kernels(encoder_instruction_set set) {
#if defined(__linux__)
  const unsigned long dot_product = 1 << 20;  // HWCAP_ASIMDDP
  int has_dot_product = (getauxval(AT_HWCAP) & dot_product) != 0;
#else
  int has_dot_product = 1;  // Every arm64 Mac.
#endif
  return set == ENCODER_NEON_DOTPROD && has_dot_product ? &encoder_neon_dotprod : NULL;
}
#else
static const encoder_kernels *native_kernels(encoder_instruction_set set) { return NULL; }
#endif

const encoder_kernels *encoder_kernels_for(encoder_instruction_set set) {
  return set == ENCODER_PORTABLE ? &encoder_portable : native_kernels(set);
}

const encoder_kernels *encoder_kernels_best(void) {
  for (int set = ENCODER_INSTRUCTION_SETS - 1; set > ENCODER_PORTABLE; set--) {
    const encoder_kernels *kernels = encoder_kernels_for((encoder_instruction_set)set);
    if (kernels) return kernels;
  }
  return &encoder_portable;
}
