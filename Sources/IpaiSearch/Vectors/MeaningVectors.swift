import IpaiEmbedding

/// Embeds documents that consist of parts.
struct MeaningVectors {
  private let encoder: any Embedder
  private let isCancelled: @Sendable () -> Bool

  /// Embeds with `encoder` until cancelled.
  init(_ encoder: any Embedder, _ isCancelled: @escaping @Sendable () -> Bool) {
    self.encoder = encoder
    self.isCancelled = isCancelled
  }

  /// A vector for each document: the sum of its parts' embeddings by their weights. Throws what `Embedder.encode` throws.
  func vectors(of documents: [[MeaningPart]]) throws -> [[Float]] {
    var texts: [[UInt8]] = []
    // By document and part: which of `texts` it is.
    var places: [[Int]] = []
    for parts in documents {
      var known: [(text: [UInt8], place: Int)] = []
      places.append([])
      for part in parts {
        // Equal parts are encoded once, such as those of a message that is only a subject.
        let place = known.first { $0.text == part.text }?.place ?? texts.count
        if place == texts.count {
          texts.append(part.text)
          known.append((part.text, place))
        }
        places[places.count - 1].append(place)
      }
    }
    let embeddings = try encoder.encode(texts, isCancelled: isCancelled)
    return zip(documents, places).map { parts, places in
      var sum = [Float](repeating: 0, count: encoder.dimensions)
      for (part, place) in zip(parts, places) {
        for index in sum.indices { sum[index] += part.weight * embeddings[place * encoder.dimensions + index] }
      }
      return sum
    }
  }
}
