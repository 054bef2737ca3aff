import IpaiCore

/// The errors of actions for corpora that there are not.
enum CorpusErrors {
  /// There is no corpus of documents at all.
  static let none = IpaiError(
    .notFound, "there are no corpora of documents yet", hint: "add one first: ipai rag add DIR --corpus NAME")

  /// There is none of this name.
  static func unknown(_ name: String, among names: [String]) -> IpaiError {
    guard !names.isEmpty else { return none }
    return IpaiError(
      .notFound, "there is no corpus '\(name.prefix(80))'", hint: "the corpora are: \(names.joined(separator: ", "))")
  }
}
