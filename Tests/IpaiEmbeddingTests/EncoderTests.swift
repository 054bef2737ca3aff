import CEncoderKernels
import DomainTestSupport
import Foundation
import IpaiCore
import Synchronization
import TestSupport
import Testing

@testable import IpaiEmbedding

@Suite struct EncoderTests {
  private func rows(_ embeddings: [Float]) -> [ArraySlice<Float>] {
    stride(from: 0, to: embeddings.count, by: 384).map { embeddings[$0..<($0 + 384)] }
  }

  @Test(arguments: [(EncoderPrecision.f32, 0.99999), (.int8, 0.995)])
  func embeddingsAreThoseOfTheReference(precision: EncoderPrecision, least: Double) throws {
    let goldens = try Golden.embeddings()
    let found = rows(try TestModel.encoder(precision).encode(goldens.map { Array($0.text.utf8) }))
    let similarities = zip(found, goldens).map { cosine($0, $1.embedding) }
    #expect(similarities.count == 24)
    for (golden, similarity) in zip(goldens, similarities) {
      // The model was not made for a text of nothing but [CLS] and [SEP].
      let isEnough = golden.text.isEmpty && similarity >= 0.99 || similarity >= least
      #expect(isEnough, "\(golden.text)")
    }
  }

  @Test(arguments: KernelTests.sets, EncoderPrecision.allCases)
  func everyInstructionSetAgrees(set: encoder_instruction_set, precision: EncoderPrecision) throws {
    let file = try TestModel.file()
    var tokenizer = try WordPieceTokenizer(file)
    var tokens: [Int32] = []
    let texts = [
      "fix a leak of file handles", "x", "multi: wake up pollers when a transfer is added to a running multi handle",
    ]
    let lengths = texts.map { text in Array(text.utf8).withUnsafeBytes { tokenizer.append($0, to: &tokens) } }
    func encode(_ set: encoder_instruction_set) throws -> [[Float]] {
      var found: [[Float]] = []
      try Encoder(file, precision, encoder_kernels_for(set).pointee).encode(tokens[...], lengths: lengths) {
        found.append(Array($0))
      }
      return found
    }
    let least =
      switch precision {
      case .f32: 0.999999
      case .int8: 0.998
      }
    for (found, expected) in zip(try encode(set), try encode(ENCODER_PORTABLE)) {
      #expect(cosine(found, expected) > least)
    }
  }

  @Test func aTextHasTheSameEmbeddingAloneAndAmongOthers() throws {
    let texts = (0..<90).map { Array(String(repeating: "word\($0) ", count: $0 * 3).utf8) }
    let encoder = try TestModel.encoder(threads: 3)
    let together = rows(try encoder.encode(texts))
    for index in [0, 1, 44, 89] { #expect(Array(together[index]) == (try encoder.encode([texts[index]]))) }
    #expect(try TestModel.encoder(threads: 1).encode(texts) == together.flatMap { $0 })
  }

  @Test func everyTextHasAnEmbeddingOfLengthOne() throws {
    let texts: [[UInt8]] = [
      [], Array(" \n".utf8), [0xFF, 0xFE], [UInt8](repeating: 0x61, count: 10 << 20), Array("🎉".utf8), [0],
    ]
    for row in rows(try TestModel.encoder().encode(texts)) {
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(length - 1) < 1e-4)
    }
    #expect(try TestModel.encoder().encode([]).isEmpty)
  }

  @Test func encodingCanBeCancelled() throws {
    let calls = Atomic(0)
    let encoder = try TestModel.encoder()
    let texts = [[UInt8]](repeating: Array("some words to encode".utf8), count: 500)
    let error = #expect(throws: IpaiError.self) {
      try encoder.encode(texts) { calls.wrappingAdd(1, ordering: .relaxed).newValue > 100 }
    }
    #expect(error?.code == .interrupted)
    // An interrupted call leaves nothing behind.
    #expect(try encoder.encode([texts[0]]) == (try TestModel.encoder().encode([texts[0]])))
  }
}
