/// A release of an operating system that DigitalOcean offers Droplets with.
struct SystemRelease: Equatable {
  /// The system, such as `ubuntu` or `centos-stream`.
  let system: String
  /// The version, such as `20.04` or `11`.
  let version: String

  /// The day after which there are no security updates for everyone, as `YYYY-MM-DD`; nil for a release that is not known.
  var endOfLife: String? { Self.ends[system]?[version] }

  /// The release that an image is of; nil where that cannot be said, as for an image with a name of its user.
  init?(of image: Image) {
    // These names are free, and say nothing.
    if ["custom", "backup"].contains(image.type) { return nil }
    if let slug = image.slug, let release = Self(slug: slug) {
      self = release
    } else if let name = image.name, let release = Self(name: name, image) {
      self = release
    } else {
      return nil
    }
  }

  private init(_ system: String, _ version: String) {
    self.system = system
    self.version = version
  }

  /// Reads slugs such as `ubuntu-20-04-x64` and `centos-stream-9-x64`.
  private init?(slug: String) {
    var parts = slug.split(separator: "-", omittingEmptySubsequences: false)[...]
    guard let bits = parts.popLast(), bits == "x64" || bits == "x32" else { return nil }
    let words = parts.prefix { $0.utf8.allSatisfy((UInt8(ascii: "a")...UInt8(ascii: "z")).contains) && !$0.isEmpty }
    let numbers = Array(parts.dropFirst(words.count))
    guard words.count == 1 || words.count == 2 && words.last == "stream", (1...2).contains(numbers.count),
      numbers.allSatisfy({ $0.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) && !$0.isEmpty })
    else { return nil }
    let system = words.joined(separator: "-")
    self.init(system, Self.version(of: system, numbers[0], numbers.count == 2 ? numbers[1] : nil))
  }

  /// Reads names such as `20.04 (LTS) x64`, `9 Stream x64`, and `Docker 25 on Ubuntu 20.04`, which a slug has to vouch for.
  ///
  /// An image that is not offered any more has no slug.
  private init?(name: String, _ image: Image) {
    let system = String((image.distribution ?? "").lowercased().filter { $0 != " " })
    if let (numbers, isStream) = Self.plain(name) {
      let system = isStream ? system + "-stream" : system
      self.init(system, Self.version(of: system, numbers[0], numbers.count > 1 ? numbers[1] : nil))
    } else if image.slug != nil, let (base, major, minor) = Self.base(name), base.lowercased() == system {
      self.init(system, Self.version(of: system, major, minor))
    } else {
      return nil
    }
  }

  /// The numbers of `20.04 (LTS) x64`, and whether it is a stream; nil for a name of another form.
  private static func plain(_ name: String) -> (numbers: [Substring], isStream: Bool)? {
    guard name.hasSuffix(" x64") || name.hasSuffix(" x32") else { return nil }
    var rest = name.dropLast(4)
    if rest.hasSuffix(" (LTS)") { rest = rest.dropLast(6) }
    let isStream = rest.hasSuffix(" Stream")
    let numbers = (isStream ? rest.dropLast(7) : rest).split(separator: ".", omittingEmptySubsequences: false)
    return numbers.allSatisfy { !$0.isEmpty && digits($0).endIndex == $0.endIndex } ? (numbers, isStream) : nil
  }

  /// The system and its numbers of `Docker 25 on Ubuntu 20.04`; nil for a name of another form.
  private static func base(_ name: String) -> (system: Substring, major: Substring, minor: Substring?)? {
    let words = name.split(separator: " ", omittingEmptySubsequences: false)
    for place in words.indices.dropFirst().dropLast(2) where words[place] == "on" {
      let (system, major) = (words[place + 1], digits(words[place + 2]))
      guard !system.isEmpty, !major.isEmpty, system.allSatisfy({ $0.isASCII && $0.isLetter }) else { continue }
      let rest = words[place + 2][major.endIndex...]
      let minor = rest.first == "." ? digits(rest.dropFirst()) : ""
      return (system, major, minor.isEmpty ? nil : minor)
    }
    return nil
  }

  private static func digits(_ text: Substring) -> Substring { text.prefix { ("0"..."9").contains($0) } }

  /// Only the releases of Ubuntu have two numbers.
  private static func version(of system: String, _ major: Substring, _ minor: Substring?) -> String {
    guard system == "ubuntu", let minor else { return String(major) }
    return "\(major).\(minor)"
  }

  /// The systems whose ends are known, as in `ubuntu`.
  static var systems: some Swift.Collection<String> { ends.keys }

  private static let ends: [String: [String: String]] = [
    "ubuntu": [
      "12.04": "2017-04-28", "14.04": "2019-04-25", "16.04": "2021-04-30", "18.04": "2023-05-31", "20.04": "2025-05-31",
      "22.04": "2027-06-01", "24.04": "2029-05-31", "26.04": "2031-05-31", "16.10": "2017-07-20", "17.04": "2018-01-13",
      "17.10": "2018-07-19",
      "18.10": "2019-07-18", "19.04": "2020-01-23", "19.10": "2020-07-17", "20.10": "2021-07-22", "21.04": "2022-01-20",
      "21.10": "2022-07-14", "22.10": "2023-07-20",
      "23.04": "2024-01-25", "23.10": "2024-07-11", "24.10": "2025-07-10", "25.04": "2026-01-15",
    ],
    "debian": [
      "7": "2018-05-31", "8": "2020-06-30", "9": "2022-06-30", "10": "2024-06-30", "11": "2026-08-31",
      "12": "2028-06-30", "13": "2030-06-30",
    ],
    "centos": ["6": "2020-11-30", "7": "2024-06-30", "8": "2021-12-31"],
    "centos-stream": ["8": "2024-05-31", "9": "2027-05-31"],
    "fedora": [
      "27": "2018-11-30", "28": "2019-05-28", "29": "2019-11-26", "30": "2020-05-26", "31": "2020-11-24",
      "32": "2021-05-25", "33": "2021-11-30", "34": "2022-06-07", "35": "2022-12-13", "36": "2023-05-16",
      "37": "2023-12-05",
      "38": "2024-05-21", "39": "2024-11-26", "40": "2025-05-13", "41": "2025-12-15",
    ],
    "rockylinux": ["8": "2029-05-31", "9": "2032-05-31", "10": "2035-05-31"],
    "almalinux": ["8": "2029-05-31", "9": "2032-05-31", "10": "2035-05-31"],
  ]
}
