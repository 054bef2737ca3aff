/// The commands of several findings as a script for bash, in an order in which they work.
///
/// What can be undone comes first, then what stops something, then what cannot be undone: what is attached to something before what it is
/// attached to, and a network last.
package enum FixScript {
  /// The commands of a finding.
  package struct Block: Equatable, Sendable {
    let rule: String
    let title: String
    let name: String
    let urn: URN
    let lines: [Finding.FixLine]

    /// The commands of a finding: the id of its rule, what it is called, what the resource is called, and the lines in their order.
    package init(rule: String, title: String, name: String, urn: URN, lines: [Finding.FixLine]) {
      self.rule = rule
      self.title = title
      self.name = name
      self.urn = urn
      self.lines = lines
    }
  }

  /// The script. What has to be filled in is a comment, and so are the commands of the finding after it.
  package static func text(_ blocks: [Block]) -> String {
    var done: Set<String> = []
    let ordered = blocks.enumerated().sorted { (stage($0.element), $0.offset) < (stage($1.element), $1.offset) }
    return head + ordered.map { text($0.element, &done) }.joined()
  }

  private static let head = """
    #!/bin/bash
    # Read this before you run it. doctl needs a context or a token that may write: "doctl auth switch --context NAME", or
    # "doctl --context NAME" in each line, without a DIGITALOCEAN_ACCESS_TOKEN that may only read. curl takes it from
    # DIGITALOCEAN_WRITE_TOKEN.
    # Each block is about one finding. What cannot be undone comes last. Nothing is done twice: a line marked "done above" relies on an
    # earlier block, so do not run its block alone.
    # A line "fill in" is for you to complete; the commands after it, at "then", are of no use before that. doctl asks before it
    # deletes something: what the comments above that line ask for has to be done by then.
    # The script stops at the first command that fails.
    set -eu

    """

  /// When a block comes.
  private static func stage(_ block: Block) -> Int {
    let effects = Set(block.lines.compactMap(\.effect))
    guard effects.contains(.irreversible) else { return effects.contains(.needsDowntime) ? 1 : 0 }
    switch ResourceKind(rawValue: String(block.urn.kind)) {
    case .volume, .reservedIP, .reservedIPv6, .firewall, .domain, .cdnEndpoint: return 2
    case .vpc, .project: return 4
    default: return 3
    }
  }

  private static func text(_ block: Block, _ done: inout Set<String>) -> String {
    let shown = [block.rule, block.title, block.name, block.urn.text].map { ShownText.line($0) }
    let head = "\n# \(shown[0]) \(shown[1]): \(shown[2]), \(shown[3])\n"
    let final = block.lines.filter { $0.effect == .irreversible }.map(\.text)
    if !final.isEmpty, done.isSuperset(of: final) {
      return head + final.map { "# done above: \(ShownText.line($0, most: mostOfLine))\n" }.joined()
    }
    // Half of a subshell is none.
    let isBroken = block.lines.contains { $0.isOfSubshell == true && ($0.hasBlanks == true || !isWhole($0)) }
    var waits = false
    return head
      + block.lines.map { line in
        if isBroken, line.isOfSubshell == true { waits = true }
        return text(line, &done, &waits) + "\n"
      }.joined()
  }

  /// Whether a command is shown as it is: what is cut, or has a key blanked out, is no longer the command.
  private static func isWhole(_ line: Finding.FixLine) -> Bool {
    ShownText.line(line.text, most: mostOfLine) == line.text
  }

  private static func text(_ line: Finding.FixLine, _ done: inout Set<String>, _ waits: inout Bool) -> String {
    let shown = self.line(line)
    if line.text.hasPrefix("#") { return shown }
    guard isWhole(line) else {
      waits = true
      return "# not shown in full, see --format json: " + shown
    }
    if line.hasBlanks == true {
      waits = true
      return "# fill in: " + shown
    }
    if waits { return "# then: " + shown }
    if line.isOfSubshell == true { return shown }
    return done.insert(line.text).inserted ? shown : "# done above: " + shown
  }

  private static let mostOfLine = 20_000

  /// A line, with what it does beside what it is for as a comment behind it.
  package static func line(_ line: Finding.FixLine) -> String {
    let text = ShownText.line(line.text, most: mostOfLine)
    switch line.effect {
    case .irreversible: return text + "  # irreversible"
    case .needsDowntime: return text + "  # needs downtime"
    case nil: return text
    }
  }
}
