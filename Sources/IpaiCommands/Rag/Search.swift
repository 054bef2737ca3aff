import ArgumentParser

/// `ipai search`, the short form of `ipai rag search`.
struct Search: ShortForm {
  static let configuration = described(as: "search", for: "rag search")

  @OptionGroup var long: RagSearch
}
