import ArgumentParser

/// `ipai index`, the short form of `ipai commits index`.
struct Index: ShortForm {
  static let configuration = described(as: "index", for: "commits index")

  @OptionGroup var long: CommitsIndex
}
