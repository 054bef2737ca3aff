/// The pairs of letters that words and identifiers are made of.
///
/// A pair is common when it is at least one in 3,000 of the pairs in words that occur eight times or more in the
/// sources and logs of git and curl, and in Swift packages (each word counted by the logarithm of its number). Common
/// pairs make up 97 % of the pairs of such words and 48 % of random ones.
enum LetterPairs {
  /// For each first letter, the second letters.
  private static let common: [UInt32] =
    [
      "abcdfgiklmnprstuvwxy",  // a
      "abceijlorsuy",  // b
      "acefhiklmoprstu",  // c
      "abcdefilmnoprstuy",  // d
      "abcdefghiklmnopqrstuvwxy",  // e
      "adefilorstuy",  // f
      "aeghilnorsu",  // g
      "aeiorstu",  // h
      "abcdefglmnoprstvxz",  // i
      "eo",  // j
      "aeis",  // k
      "abcdefilmopstuvy",  // l
      "abdeimopsu",  // m
      "abcdefgiklmnoprstuvy",  // n
      "abcdefgiklmnoprstuvwx",  // o
      "aceghiloprstuy",  // p
      "u",  // q
      "abcdefgiklmnoprstuvy",  // r
      "acdefhiklmnoprstuwy",  // s
      "abcdefhilmoprstuwy",  // t
      "abcdefgilmnprst",  // u
      "aeio",  // v
      "aehinors",  // w
      "ceiptx",  // x
      "aeimnpst",  // y
      "e",  // z
    ].map { $0.unicodeScalars.reduce(0) { $0 | 1 << ($1.value & 31) } }

  /// What a pair of letters of any case tells, in tenths of a nat: above 0 if it is likelier in random text.
  static func surprise(_ left: UInt8, _ right: UInt8) -> Int {
    let isCommon = common[(Int(left & 31) + 25) % 26] >> UInt32(right & 31) & 1 != 0
    if isCommon { return -7 }
    return 25
  }
}
