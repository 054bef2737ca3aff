import CEncoderKernels
import DomainTestSupport
import IpaiCore
import TestSupport
import Testing

@testable import IpaiEmbedding

/// What an encoder keeps between two calls.
@Suite struct EncoderPoolTests {
  private let file: ModelFile
  private let text = Array("a b c.".utf8)

  init() throws {
    let folder = try TemporaryFolder()
    let store = ModelStore(folder: folder.path)
    try store.install(TinyModel().source(), as: "tiny")
    file = try store.open("tiny")
  }

  private func encoder(threads: Int) -> TextEncoder { TextEncoder(file, precision: .int8, threads: threads) }

  @Test func aLargeBatchLeavesNoMoreThanASingleTextNeeds() throws {
    let encoder = encoder(threads: 4)
    let alone = try encoder.encode([text])
    let before = encoder.pool.bytes
    #expect(before > 0)
    let batch = [[UInt8]](repeating: text, count: 1_000)
    #expect(try encoder.encode(batch).count == 1_000 * alone.count)
    // A thread that came too late for a text may have left a small workspace.
    #expect(encoder.pool.bytes <= 4 * before)
    #expect(try encoder.encode([text]) == alone)
    // The workspace of one such batch alone would be more than that.
    #expect(try EncoderWorkspace(file.shape, tokens: Encoder.batchTokens).bytes > 4 * before)
  }

  @Test func singleTextsUseTheSameWorkspaceAgainAndAgain() throws {
    let encoder = encoder(threads: 4)
    _ = try encoder.encode([text])
    let worker = try #require(encoder.pool.take())
    let bytes = worker.bytes
    encoder.pool.giveBack(worker)
    for count in 1...20 { _ = try encoder.encode([Array(text.prefix(count))]) }
    #expect(try encoder.knows(anyOf: ["a"]) == false)
    #expect(encoder.pool.take() === worker && encoder.pool.take() == nil)
    #expect(worker.bytes == bytes)
  }

  @Test func thePoolIsBounded() throws {
    let pool = EncoderPool()
    let one = try EncoderWorker(file, .int8).bytes
    for _ in 0...(EncoderPool.maxBytes / one) { pool.giveBack(try EncoderWorker(file, .int8)) }
    #expect(pool.bytes <= EncoderPool.maxBytes && pool.bytes > EncoderPool.maxBytes - one)
  }

  @Test func workspacesHaveRoomForWhatIsAskedFor() throws {
    for shape in [file.shape, try TestModel.file().shape] {
      for tokens in [0, 1, 64, 65, shape.maxTokens, shape.maxTokens + 1, Encoder.batchTokens] {
        let workspace = try EncoderWorkspace(shape, tokens: tokens)
        #expect(workspace.capacity >= tokens)
        // The last part ends within the memory, and the first one is not the last.
        workspace.quantized.outlier_column[workspace.capacity - 1] = 1
        workspace.hidden[0] = 2
        #expect(workspace.quantized.outlier_column[workspace.capacity - 1] == 1)
      }
    }
  }

  @Test func noMemoryIsAnError() throws {
    let error = #expect(throws: IpaiError.self) { try MappedMemory(parts: 1, bytes: 1 << 60) }
    #expect(error?.code == .unavailable && error?.message.contains("no memory") == true)
  }
}
