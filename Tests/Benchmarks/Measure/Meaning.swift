import Foundation
import IpaiEmbedding
import IpaiSearch

/// The texts of standard input, a JSON object with `text` a line.
private func texts() throws -> [[UInt8]] {
  struct Line: Decodable { let text: String }
  var texts: [[UInt8]] = []
  while let line = readLine() {
    texts.append(Array(try JSONDecoder().decode(Line.self, from: Data(line.utf8)).text.utf8))
  }
  return texts
}

private func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

private func countTokens(_ file: ModelFile, _ texts: [[UInt8]]) throws -> Int {
  var tokenizer = try WordPieceTokenizer(file)
  var tokens: [Int32] = []
  return texts.reduce(0) { count, text in
    tokens.removeAll(keepingCapacity: true)
    return count + text.withUnsafeBytes { tokenizer.append($0, to: &tokens) }
  }
}

func measureEmbedding(_ path: String, _ precision: String) throws {
  let file = try ModelFile(path: path)
  let encoder = TextEncoder(file, precision: EncoderPrecision(rawValue: precision) ?? .int8, threads: 1)
  let texts = try texts()
  _ = try encoder.encode(Array(texts.prefix(64)))
  let start = processorSeconds()
  _ = try encoder.encode(texts)
  let seconds = processorSeconds() - start
  let count = try countTokens(file, texts)
  try answer(["tokens": Double(count), "rate": Double(count) / seconds])
}

func measureTokenizing(_ path: String) throws {
  let file = try ModelFile(path: path)
  let texts = try texts()
  let start = processorSeconds()
  let count = try countTokens(file, texts)
  try answer(["tokens": Double(count), "rate": Double(count) / (processorSeconds() - start)])
}

func measureScanning(_ count: Int) throws {
  var generator = SystemRandomNumberGenerator()
  let words = (0..<(count * 384 / 8)).map { _ in generator.next() as UInt64 }
  let documents = (0..<count).map { Int64($0) }
  let scales = [Float](repeating: 0.01, count: count)
  let allowed = [UInt8](repeating: 1, count: count)
  var milliseconds: [Double] = []
  words.withUnsafeBytes { rows in
    documents.withUnsafeBufferPointer { documents in
      scales.withUnsafeBufferPointer { scales in
        let matrix = VectorMatrix(
          documents: documents, scales: scales, rows: rows.bindMemory(to: Int8.self), dimensions: 384)
        for _ in 0..<15 {
          let query = (0..<384).map { _ in Float.random(in: -1...1, using: &generator) }
          let start = DispatchTime.now().uptimeNanoseconds
          _ = VectorScan.nearest(10, to: query, in: matrix, members: allowed, allowed: allowed)
          milliseconds.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
        }
      }
    }
  }
  milliseconds.sort()
  try answer(["p50": milliseconds[milliseconds.count / 2]])
}
