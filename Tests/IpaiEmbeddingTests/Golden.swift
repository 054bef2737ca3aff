import Foundation

/// The answers of the reference implementations, which Tests/Reference/goldens wrote, as the first line of each file says.
enum Golden {
  struct Tokens: Decodable {
    let text: String
    let ids: [Int32]
  }

  struct Embedding: Decodable {
    let text: String
    let embedding: [Float]
  }

  static func tokens() throws -> [Tokens] { try read("tokens.jsonl") }
  static func embeddings() throws -> [Embedding] { try read("embeddings.jsonl") }

  private static func read<Item: Decodable>(_ name: String) throws -> [Item] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    return try data.split(separator: UInt8(ascii: "\n")).dropFirst().map {
      try JSONDecoder().decode(Item.self, from: Data($0))
    }
  }
}

func cosine(_ left: some Collection<Float>, _ right: some Collection<Float>) -> Double {
  let product = zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  func length(_ values: some Collection<Float>) -> Double {
    values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
  return product / (length(left) * length(right))
}
