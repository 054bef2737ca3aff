import CEncoderKernels
import Foundation
import TestSupport
import Testing

/// Every instruction set of this processor compared with plain arithmetic in 64 bits. `make cross` compiles the kernels for
/// other processors and runs them under an emulator.
@Suite struct KernelTests {
  static let sets: [encoder_instruction_set] = [
    ENCODER_PORTABLE, ENCODER_NEON_DOTPROD, ENCODER_AVX2, ENCODER_AVX512_VNNI,
  ].filter { encoder_kernels_for($0) != nil }

  private static func kernels(_ set: encoder_instruction_set) -> encoder_kernels { encoder_kernels_for(set).pointee }

  private static func numbers(_ count: Int, _ seed: UInt64, _ range: ClosedRange<Float> = -2...2) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in Float.random(in: range, using: &generator) }
  }

  private static func isClose(_ found: [Float], _ expected: [Double], _ tolerance: Double) -> Bool {
    found.count == expected.count
      && zip(found, expected).allSatisfy { abs(Double($0) - $1) <= tolerance * max(1, abs($1)) }
  }

  /// Packs b[k][n] in panels of 64 columns.
  private static func packed<Value>(_ b: [Value], k: Int, n: Int, group: Int) -> [Value] {
    (0..<(n / 64)).flatMap { panel in
      (0..<(k / group)).flatMap { step in
        (0..<64).flatMap { column in (0..<group).map { b[(step * group + $0) * n + panel * 64 + column] } }
      }
    }
  }

  @Test(arguments: sets, [1, 2, 5, 6, 7, 12, 13, 31])
  func linearInFloats(set: encoder_instruction_set, m: Int) {
    let k = 96
    let n = 128
    let a = Self.numbers(m * k, 1)
    let b = Self.numbers(k * n, 2)
    let bias = Self.numbers(n, 3)
    var out = [Float](repeating: .nan, count: m * n)
    Self.kernels(set).linear_f32(a, m, k, n, Self.packed(b, k: k, n: n, group: 1), bias, &out)
    let expected = (0..<m).flatMap { row in
      (0..<n).map { column in
        (0..<k).reduce(Double(bias[column])) { $0 + Double(a[row * k + $1]) * Double(b[$1 * n + column]) }
      }
    }
    #expect(Self.isClose(out, expected, 1e-4))
  }

  @Test(arguments: sets, [1, 2, 3, 4, 5, 6, 7, 13])
  func linearInWholeNumbers(set: encoder_instruction_set, m: Int) {
    for hasOutliers in [false, true] { checkLinear(set, m, hasOutliers) }
  }

  private func checkLinear(_ set: encoder_instruction_set, _ m: Int, _ hasOutliers: Bool) {
    let k = 192
    let n = 192
    let outliers = Self.numbers(m, 20, -9...9)
    let outlierColumns = (0..<m).map { Int32($0 * 67 % k) }
    var generator = SeededGenerator(seed: UInt64(m))
    // The extremes are among them, so that saturation shows wherever it happens.
    let a = (0..<(m * k)).map { _ in
      [0, 255, UInt8.random(in: 0...255, using: &generator)].randomElement(using: &generator) ?? 0
    }
    let b = (0..<(k * n)).map { _ in
      [-127, 127, Int8.random(in: -127...127, using: &generator)].randomElement(using: &generator) ?? 0
    }
    let scales = Self.numbers(m, 4, 0.01...0.1)
    let zeros = (0..<m).map { Int32($0 * 37 % 256) }
    let columnScales = Self.numbers(n, 5, 0.001...0.01)
    let bias = Self.numbers(n, 6)
    let sums = (0..<n).map { column in (0..<k).reduce(Int32(0)) { $0 + Int32(b[$1 * n + column]) } }
    var out = [Float](repeating: .nan, count: m * n)
    let panels = Self.packed(b, k: k, n: n, group: 4)
    let memory = (Pinned(panels), Pinned(columnScales), Pinned(sums), Pinned(bias))
    let rows = RowsInBytes(values: a, scales: scales, zeros: zeros, outliers: outliers, columns: outlierColumns)
    let weights = encoder_quantized_weights(
      values: memory.0.start, scale: memory.1.start, sums: memory.2.start, bias: memory.3.start)
    Self.kernels(set).linear_int8(rows.kernel(withOutliers: hasOutliers), m, k, n, weights, &out)
    withExtendedLifetime((memory, rows)) {}
    let expected = (0..<m).flatMap { row in
      (0..<n).map { column -> Double in
        let exact = (0..<k).reduce(0) { $0 + (Int(a[row * k + $1]) - Int(zeros[row])) * Int(b[$1 * n + column]) }
        var apart = 0.0
        if hasOutliers { apart = Double(outliers[row]) * Double(b[Int(outlierColumns[row]) * n + column]) }
        return (Double(exact) + apart) * Double(scales[row]) * Double(columnScales[column]) + Double(bias[column])
      }
    }
    #expect(Self.isClose(out, expected, 1e-5))
  }

  @Test(arguments: sets)
  func quantizingKeepsZeroAndTheRange(set: encoder_instruction_set) {
    let k = 192
    let rows: [[Float]] = [
      Self.numbers(k, 7), Self.numbers(k, 8, 3...5), Self.numbers(k, 9, -9 ... -2), [Float](repeating: 0, count: k),
      Self.numbers(k, 10, -1e-6...1e-6), Self.numbers(k, 11, -1e6...1e6),
    ]
    for hasOutliers in [false, true] {
      let quantized = RowsInBytes(rows.count, columns: k)
      var input = rows.flatMap { $0 }
      Self.kernels(set).quantize(&input, rows.count, k, quantized.kernel(withOutliers: hasOutliers))
      #expect(input == rows.flatMap { $0 })
      for (index, row) in rows.enumerated() {
        let scale = quantized.scales[index]
        let zero = quantized.zeros[index]
        #expect((0...255).contains(zero) && scale > 0)
        var restored = quantized.values[(index * k)..<((index + 1) * k)].map { scale * Float(Int32($0) - zero) }
        if hasOutliers {
          let column = Int(quantized.outlierColumns[index])
          #expect(restored[column] == 0)
          restored[column] = quantized.outliers[index] * scale
          #expect(abs(row[column]) == row.map(abs).max())
        }
        for (value, expected) in zip(restored, row) {
          #expect(abs(value - expected) <= scale * 0.51 + abs(expected) * 1e-6)
        }
      }
    }
  }

  @Test(arguments: sets)
  func oneLargeNumberCostsTheOthersNothing(set: encoder_instruction_set) {
    let k = 192
    for place in [0, 1, 15, 16, 100, k - 1] {
      var row = Self.numbers(k, 21)
      row[place] = -1000
      let quantized = RowsInBytes(1, columns: k)
      Self.kernels(set).quantize(&row, 1, k, quantized.kernel(withOutliers: true))
      #expect(
        quantized.outlierColumns[0] == Int32(place) && abs(quantized.outliers[0] * quantized.scales[0] + 1000) < 0.001)
      #expect(quantized.scales[0] < 0.05)
    }
  }

  @Test(arguments: sets)
  func gelu(set: encoder_instruction_set) {
    let input =
      Self.numbers(256, 12, -8...8) + [Float](repeating: 0, count: 32) + [-100, 100, -4, 4, 1e-20, -1e-20, 30, -30]
      + [Float](repeating: 1, count: 24)
    var out = input
    Self.kernels(set).gelu(&out, out.count)
    let expected = input.map { 0.5 * Double($0) * (1 + erf(Double($0) / 2.0.squareRoot())) }
    #expect(Self.isClose(out, expected, 2e-6))
    var activated = input
    let quantized = RowsInBytes(1, columns: input.count)
    Self.kernels(set).gelu_quantize(&activated, 1, input.count, quantized.kernel(withOutliers: false))
    #expect(zip(activated, expected).allSatisfy { abs(Double($0) - $1) <= 3e-4 })
    let scale = Double(quantized.scales[0])
    let zero = quantized.zeros[0]
    #expect(zip(quantized.values, expected).allSatisfy { abs(scale * Double(Int32($0) - zero) - $1) <= scale })
  }

  @Test(arguments: sets, [true, false])
  func layerNorm(set: encoder_instruction_set, hasResidual: Bool) {
    let m = 3
    let n = 384
    let x = Self.numbers(m * n, 13)
    var residual = [Float](repeating: 0, count: m * n)
    if hasResidual { residual = Self.numbers(m * n, 14) }
    let gamma = Self.numbers(n, 15)
    let beta = Self.numbers(n, 16)
    var out = x
    Self.kernels(set).add_layer_norm(&out, hasResidual ? residual : nil, m, n, gamma, beta, 1e-12)
    let expected = (0..<m).flatMap { row -> [Double] in
      let values = (0..<n).map { Double(x[row * n + $0]) + Double(residual[row * n + $0]) }
      let mean = values.reduce(0, +) / Double(n)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n)
      return values.enumerated().map { ($1 - mean) / variance.squareRoot() * Double(gamma[$0]) + Double(beta[$0]) }
    }
    #expect(Self.isClose(out, expected, 1e-4))
  }

  @Test(arguments: sets, [1, 2, 11, 12, 13, 63, 64, 65, 130, 256])
  func attention(set: encoder_instruction_set, length: Int) {
    let heads = 2
    let width = 64
    let qkv = Self.numbers(length * 3 * width, 17)
    var out = [Float](repeating: .nan, count: length * width)
    var scratch = [Float](repeating: .nan, count: encoder_attention_scratch(length))
    Self.kernels(set).attention(qkv, length, heads, &out, &scratch)
    var expected = [Double](repeating: 0, count: length * width)
    for head in 0..<heads {
      for row in 0..<length {
        func value(_ token: Int, _ part: Int, _ d: Int) -> Double {
          Double(qkv[token * 3 * width + part * width + head * 32 + d])
        }
        let scores = (0..<length).map { other in
          (0..<32).reduce(0) { $0 + value(row, 0, $1) * value(other, 1, $1) } / 32.0.squareRoot()
        }
        let most = scores.max() ?? 0
        let weights = scores.map { exp($0 - most) }
        let total = weights.reduce(0, +)
        for d in 0..<32 {
          expected[row * width + head * 32 + d] = (0..<length).reduce(0) { $0 + weights[$1] * value($1, 2, d) } / total
        }
      }
    }
    #expect(Self.isClose(out, expected, 1e-4))
    // In bytes: the steps of queries, keys and values are about 4 / 254.
    var rough = [Float](repeating: .nan, count: length * width)
    Self.kernels(set).attention_int8(qkv, length, heads, &rough, &scratch)
    #expect(Self.isClose(rough, expected, 0.06))
    let mean = zip(rough, expected).reduce(0) { $0 + abs(Double($1.0) - $1.1) } / Double(rough.count)
    #expect(mean < 0.012, "\(mean)")
  }

  @Test(arguments: sets)
  func productsOfBytesAreExact(set: encoder_instruction_set) {
    let count = 77
    let dimensions = 384
    var generator = SeededGenerator(seed: 18)
    func bytes(_ count: Int) -> [Int8] {
      (0..<count).map { _ in
        [-128, 127, Int8.random(in: -128...127, using: &generator)].randomElement(using: &generator) ?? 0
      }
    }
    let query = bytes(dimensions)
    let rows = bytes(count * dimensions)
    var out = [Int32](repeating: 0, count: count)
    Self.kernels(set).dot_int8(query, rows, count, dimensions, &out)
    #expect(
      out
        == (0..<count).map { row in
          (0..<dimensions).reduce(Int32(0)) { $0 + Int32(query[$1]) * Int32(rows[row * dimensions + $1]) }
        })
  }
}

/// A copy of an array that keeps its place in memory.
private final class Pinned<Value: BitwiseCopyable> {
  private let memory: UnsafeMutableBufferPointer<Value>
  var start: UnsafePointer<Value>? { UnsafePointer(memory.baseAddress) }
  var mutableStart: UnsafeMutablePointer<Value>? { memory.baseAddress }
  var values: [Value] { Array(memory) }

  init(_ values: [Value]) {
    memory = .allocate(capacity: values.count)
    _ = memory.initialize(from: values)
  }

  deinit { memory.deallocate() }
}

/// The memory of quantized rows.
private struct RowsInBytes {
  private let memory: (Pinned<UInt8>, Pinned<Float>, Pinned<Int32>, Pinned<Float>, Pinned<Int32>)

  init(values: [UInt8], scales: [Float], zeros: [Int32], outliers: [Float], columns: [Int32]) {
    memory = (Pinned(values), Pinned(scales), Pinned(zeros), Pinned(outliers), Pinned(columns))
  }

  init(_ rows: Int, columns: Int) {
    let floats = [Float](repeating: .nan, count: rows)
    let numbers = [Int32](repeating: -1, count: rows)
    self.init(
      values: [UInt8](repeating: 0, count: rows * columns), scales: floats, zeros: numbers, outliers: floats,
      columns: numbers)
  }

  var values: [UInt8] { memory.0.values }
  var scales: [Float] { memory.1.values }
  var zeros: [Int32] { memory.2.values }
  var outliers: [Float] { memory.3.values }
  var outlierColumns: [Int32] { memory.4.values }

  /// The rows as the kernels take them.
  func kernel(withOutliers hasOutliers: Bool) -> encoder_quantized_rows {
    var rows = encoder_quantized_rows(
      values: memory.0.mutableStart, scale: memory.1.mutableStart, zero: memory.2.mutableStart, outlier: nil,
      outlier_column: nil)
    if hasOutliers {
      rows.outlier = memory.3.mutableStart
      rows.outlier_column = memory.4.mutableStart
    }
    return rows
  }
}
