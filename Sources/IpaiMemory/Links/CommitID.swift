/// What the id of a commit looks like.
enum CommitID {
  /// True for four or more hexadecimal digits, but not for a whole id.
  static func isAbbreviated(_ target: String) -> Bool {
    (4..<40).contains(target.utf8.count) && target.allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}
