import DomainTestSupport
import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiEmbedding

@Suite struct ModelFileTests {
  private let folder: TemporaryFolder
  private let store: ModelStore

  init() throws {
    folder = try TemporaryFolder()
    store = ModelStore(folder: folder.path + "/models")
  }

  private func installed() throws -> String {
    try store.install(TinyModel().source(), as: "tiny")
    return store.path(of: "tiny")
  }

  private func embedding(of text: String) throws -> [Float] {
    try TextEncoder(try store.open("tiny"), precision: .int8, threads: 1).encode([Array(text.utf8)])
  }

  @Test func whatIsInstalledCanBeUsed() throws {
    _ = try installed()
    let model = try store.open("tiny")
    #expect(model.name == "tiny" && model.shape.hidden == 64 && model.shape.maxTokens == 8)
    try model.verify()
    #expect(store.names() == ["tiny"])
    #expect(try embedding(of: "a b.").count == 64)
    #expect(try embedding(of: "a b.") != embedding(of: "c"))
    try store.remove("tiny")
    #expect(store.names().isEmpty)
    #expect(#expect(throws: IpaiError.self) { try store.remove("tiny") }?.code == .notFound)
    #expect(#expect(throws: IpaiError.self) { try store.open("tiny") }?.code == .notFound)
  }

  @Test func damageIsNoticed() throws {
    let path = try installed()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    func refusal(_ data: Data) throws -> IpaiError? {
      try data.write(to: URL(fileURLWithPath: path))
      return #expect(throws: IpaiError.self) { try store.open("tiny").verify() }
    }
    for size in [0, 1, 4095, 4096, whole.count / 2, whole.count - 1] {
      #expect(try refusal(whole.prefix(size))?.code == .unavailable)
    }
    #expect(try refusal(whole + [0])?.code == .unavailable)
    #expect(try refusal(Data(repeating: 7, count: whole.count))?.code == .unavailable)
    for place in [0, 20, 70, 260, 4070, 4096, whole.count / 2, whole.count - 1] {
      var flipped = whole
      flipped[place] ^= 0x10
      #expect(try refusal(flipped)?.code == .unavailable, "\(place)")
    }
  }

  @Test func aHeaderThatLiesIsRefused() throws {
    let path = try installed()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let header = try whole.withUnsafeBytes { try ModelHeader($0, fileSize: whole.count) }
    #expect(header.fileSize == whole.count)
    for change: (inout ModelHeader) -> Void in [
      { $0.shape.vocabulary = 1 << 20 }, { $0.shape.intermediate = 4096 }, { $0.shape.positions = 512 },
      { $0.sections[4] = 4096..<4160 }, { $0.shape.hidden = 128 },
    ] {
      var changed = header
      change(&changed)
      try (Data(changed.encoded) + whole.dropFirst(4096)).write(to: URL(fileURLWithPath: path))
      #expect(#expect(throws: IpaiError.self) { try embedding(of: "a") }?.code == .unavailable)
    }
  }

  @Test func aFileChangedWhileInUseIsAnError() throws {
    let path = try installed()
    let encoder = TextEncoder(try store.open("tiny"), precision: .int8, threads: 1)
    let before = try encoder.encode([[0x61]])
    // A file that was replaced by another remains as it was while it is open.
    try store.install(TinyModel(seed: 2).source(), as: "tiny")
    #expect(try encoder.encode([[0x61]]) == before)
    let changed = TextEncoder(try store.open("tiny"), precision: .int8, threads: 1)
    _ = try changed.encode([[0x61]])
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: 4096)
    try handle.close()
    #expect(#expect(throws: IpaiError.self) { try changed.encode([[0x61]]) }?.code == .unavailable)
  }

  @Test func knownNamesWantTheirWeights() throws {
    let error = #expect(throws: IpaiError.self) { try store.install(TinyModel().source(), as: "all-MiniLM-L6-v2") }
    #expect(error?.code == .unavailable && error?.message.contains("SHA-256") == true)
    #expect(store.names().isEmpty)
    for name in ["", "../x", "a/b", ".hidden", "a b"] {
      #expect(#expect(throws: IpaiError.self) { try store.install(TinyModel().source(), as: name) }?.code == .usage)
    }
  }

  @Test func twoInstallationsAtOnceLeaveOneWholeModel() throws {
    let store = store
    DispatchQueue.concurrentPerform(iterations: 8) { index in
      #expect(throws: Never.self) { try store.install(TinyModel(seed: UInt64(index)).source(), as: "tiny") }
    }
    try store.open("tiny").verify()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/models")
    #expect(files == ["tiny.model"])
  }

  @Test func whatAKilledInstallationLeftIsSweptAway() throws {
    try folder.write("half", to: "models/.ABC.partial")
    _ = try installed()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/models") == ["tiny.model"])
  }

  @Test(arguments: [
    ("config.json", "{}"), ("config.json", "no json"), ("config.json", nil), ("vocab.txt", "a\nb"), ("vocab.txt", nil),
    ("model.safetensors", nil), ("model.safetensors", ""), ("model.safetensors", "xxxxxxxxxxxxxxxx"),
    ("sentence_bert_config.json", #"{"max_seq_length": 100000}"#),
    ("sentence_bert_config.json", #"{"max_seq_length": -1}"#),
  ])
  func whatIsNoModelIsRefused(name: String, content: String?) throws {
    var model = TinyModel()
    model.files[name] = content.map { Data($0.utf8) }
    #expect(#expect(throws: IpaiError.self) { try store.install(model.source(), as: "tiny") }?.code == .unavailable)
  }

  @Test func otherShapesAreRefusedInWords() throws {
    for (key, value) in [
      ("num_attention_heads\": 2", "num_attention_heads\": 4"), ("model_type\": \"bert", "model_type\": \"gpt2"),
      ("gelu", "relu"), ("hidden_size\": 64", "hidden_size\": 65"), ("layers\": 1", "layers\": 0"),
    ] {
      var model = TinyModel()
      let text = String(decoding: model.files["config.json"] ?? Data(), as: UTF8.self)
      model.files["config.json"] = Data(text.replacing(key, with: value).utf8)
      let error = #expect(throws: IpaiError.self) { try model.source() }
      #expect(error?.message.hasPrefix("this model cannot be used: it") == true)
    }
  }

  /// The largest and the smallest numbers that JSON can hold, in place of each size.
  @Test(arguments: [Int.max, Int.max / 2, Int.max / 32 + 1, 1 << 32, 0, -1, Int.min])
  func sizesThatCannotBeAreRefused(number: Int) throws {
    for key in [
      "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "max_position_embeddings",
      "vocab_size",
    ] {
      var model = TinyModel()
      let text = String(decoding: try #require(model.files["config.json"]), as: UTF8.self)
      let changed = text.replacing(try Regex("\"\(key)\": [0-9]+"), with: "\"\(key)\": \(number)")
      #expect(changed != text)
      model.files["config.json"] = Data(changed.utf8)
      #expect(#expect(throws: IpaiError.self) { try store.install(model.source(), as: "tiny") }?.code == .unavailable)
    }
    var model = TinyModel()
    model.files["sentence_bert_config.json"] = Data("{\"max_seq_length\": \(number)}".utf8)
    #expect(#expect(throws: IpaiError.self) { try store.install(model.source(), as: "tiny") }?.code == .unavailable)
  }

  @Test(arguments: [
    [Int.max, Int.max], [Int.max - 3, 1], [-4, 252], [Int.min, Int.min + 256], [1 << 62, (1 << 62) + 256], [0], [],
  ])
  func placesOutsideOfTheWeightsAreRefused(offsets: [Int]) throws {
    var model = TinyModel()
    let whole = try #require(model.files["model.safetensors"])
    let length = whole.prefix(8).withUnsafeBytes { Int($0.loadUnaligned(as: UInt64.self)) }
    let header = String(decoding: whole[8..<(8 + length)], as: UTF8.self)
    let entry = try #require(header.firstMatch(of: try Regex("embeddings.LayerNorm.bias[^}]*")))
    let place = try #require(header[entry.range].firstMatch(of: try Regex("offsets\":\\[[0-9,]+\\]")))
    let changed = Data(header.replacingCharacters(in: place.range, with: "offsets\":\(offsets)").utf8)
    let size = withUnsafeBytes(of: UInt64(changed.count).littleEndian) { Data($0) }
    model.files["model.safetensors"] = size + changed + whole[(8 + length)...]
    #expect(#expect(throws: IpaiError.self) { try store.install(model.source(), as: "tiny") }?.code == .unavailable)
  }

  /// A file with the right header and wrong sections may give any embedding, but the process goes on.
  @Test func sectionsOfRubbishDoNoHarm() throws {
    let path = try installed()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let header = try whole.withUnsafeBytes { try ModelHeader($0, fileSize: whole.count) }
    var random = SeededGenerator(seed: 3)
    for round in 0..<300 {
      var damaged = whole
      let section = try #require(header.sections.dropFirst(round % 2).randomElement(using: &random))
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        // Sizes and tables come first, so that every second change is made there.
        var room = section.count
        if Bool.random(using: &random) { room = min(256, room) }
        damaged[section.lowerBound + Int.random(in: 0..<room, using: &random)] = random.bytes(1)[0]
      }
      try damaged.write(to: URL(fileURLWithPath: path))
      _ = try? embedding(of: "a bb c. \u{00E9}\u{4E2D} [MASK]")
    }
    #expect(throws: IpaiError.self) { try store.open("tiny").verify() }
  }

  @Test func weightsThatAreNoNumbersAreSaid() throws {
    let path = try installed()
    var damaged = try Data(contentsOf: URL(fileURLWithPath: path))
    let header = try damaged.withUnsafeBytes { try ModelHeader($0, fileSize: damaged.count) }
    for section in header.sections.dropFirst(2) {
      damaged.replaceSubrange(section, with: Data(repeating: 0xFF, count: section.count))
    }
    try damaged.write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: IpaiError.self) { try embedding(of: "a b") }
    #expect(error?.code == .unavailable && error?.message.contains("is damaged") == true)
  }

  @Test func weightsCutAnywhereAreAnError() throws {
    let whole = try #require(TinyModel().files["model.safetensors"])
    for size in stride(from: 0, to: whole.count, by: 15_013) {
      var model = TinyModel()
      model.files["model.safetensors"] = whole.prefix(size)
      #expect(#expect(throws: IpaiError.self) { try store.install(model.source(), as: "tiny") }?.code == .unavailable)
    }
  }
}
