/// Replaces texts of a form of their own, in which rules look for more than whether two are the same.
struct TextRedaction {
  let names: NameRedaction

  /// The data of a domain record of a type.
  func recordData(_ text: String, type: String?) -> String {
    switch type?.uppercased() {
    case "TXT": textRecord(text)
    case "SOA": text.utf8.allSatisfy { (48...57).contains($0) } ? text : names.host(text)
    default: names.host(text)
    }
  }

  /// Of a policy for mail the mechanisms and what they ask for stay; other texts become a word.
  private func textRecord(_ data: String) -> String {
    let text = DomainZone.text(data)
    if text.isEmpty { return "" }
    let lower = text.lowercased()
    if lower == "v=spf1" || lower.hasPrefix("v=spf1 ") {
      return text.split(separator: " ").map { senderTerm(String($0)) }.joined(separator: " ")
    }
    if lower.hasPrefix("v=dmarc1") {
      let terms = text.split(separator: ";").dropFirst().map { mailTerm(String($0)) }
      return (["v=DMARC1"] + terms).joined(separator: "; ")
    }
    return names.word(text)
  }

  /// A term of RFC 7208, section 4.6.1.
  private func senderTerm(_ term: String) -> String {
    let lower = term.lowercased()
    if lower.wholeMatch(of: /v=spf1|[-+~?]?(?:all|mx|a|ptr)/) != nil { return term }
    let mechanism = /([-+~?]?(?:include|a|mx|ptr|ip4|ip6|exists|redirect|exp))([:=])(.*)/
    guard let match = lower.wholeMatch(of: mechanism) else { return names.word(term) }
    return String(match.1) + String(match.2) + names.host(String(match.3))
  }

  /// A term of RFC 7489, section 6.3.
  private func mailTerm(_ term: String) -> String {
    let term = term.filter { $0 != " " }
    if term.lowercased().wholeMatch(of: /(?:p|sp)=(?:none|quarantine|reject)|(?:adkim|aspf)=[rs]|(?:pct|ri)=[0-9]{1,9}/)
      != nil
    {
      return term
    }
    let key = term.prefix { $0 != "=" }
    return ["rua", "ruf"].contains(key) ? key + "=mailto:" + names.word(term) : names.word(term)
  }

  /// The name of a variable, which is one of a secret as before, or not.
  func variable(_ key: String) -> String {
    if key.isEmpty { return "" }
    let word = names.word(key).replacing("-", with: "_")
    return SecretName.isOne(key) ? word + "_SECRET" : word
  }

  /// The value of a variable: nothing, hidden, or the name of another one.
  func value(_ text: String) -> String {
    if text.isEmpty || text == AppVariable.hidden { return text }
    guard AppVariable.isBinding(text) else { return AppVariable.hidden }
    return "${"
      + text.dropFirst(2).dropLast().split(separator: ".").map { names.word(String($0)) }.joined(separator: ".")
      + "}"
  }

  /// The name of a tool, which reads as before, or not.
  func tool(_ name: String) -> String {
    if name.isEmpty { return "" }
    return (ToolName.onlyRead([name]) ? "get-" : "") + names.word(name)
  }

  /// The name of an image, with the release of a system in it.
  func imageName(_ name: String, hasSlug: Bool) -> String {
    if name.wholeMatch(of: /[0-9]{1,4}(?:\.[0-9]{1,4})*( Stream)?(?: \(LTS\))? x(?:32|64)/) != nil { return name }
    guard hasSlug, let match = name.firstMatch(of: /\son ([A-Za-z]+) ([0-9]+)(?:\.([0-9]+))?/),
      SystemRelease.systems.contains(match.1.lowercased())
    else { return names.name(name) }
    return names.word(name) + match.0
  }

  /// The path that a health check asks for.
  func requestPath(_ text: String) -> String { text.isEmpty || text == "/" ? text : "/" + names.word(text) }

  /// Where a file system is: its last folder may be named after a volume, with underscores instead of hyphens.
  func mountpoint(_ path: String) -> String {
    let folders = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return folders.enumerated().map { index, folder in
      let isLast = index == folders.count - 1
      if !isLast && WellKnownWord.folders.contains(folder) || folder == "boot" { return folder }
      if index == 1, folder.hasPrefix("boot") { return "boot" + self.folder(String(folder.dropFirst(4))) }
      return self.folder(folder)
    }.joined(separator: "/")
  }

  private func folder(_ name: String) -> String {
    let plain = name.replacing("_", with: "-")
    let changed = names.name(plain)
    if changed == plain { return name }
    guard name.contains("_"), let hyphen = changed.firstIndex(of: "-") else { return changed }
    return changed[..<hyphen] + "_" + changed[changed.index(after: hyphen)...]
  }

  /// A device: what the kernel names stays, and the name of a volume becomes another one.
  func device(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).map { part($0) }.joined(separator: "/")
  }

  private func part(_ part: Substring) -> String {
    let text = String(part)
    if WellKnownWord.devices.contains(text)
      || text.wholeMatch(
        of: /(?:sd|vd|xvd|hd|nvme|dm-|md|loop|sr|zd|nbd|ram)[a-z]{0,2}[0-9]{0,3}(?:[np][0-9]{1,3}){0,2}/) != nil
    {
      return text
    }
    if let volume = text.ranges(of: "DO_Volume_").last {
      return (text.hasPrefix("scsi-0") ? "scsi-0" : "") + "DO_Volume_" + names.name(String(text[volume.upperBound...]))
    }
    let start = ["dm-", "md", "vda"].first { text.hasPrefix($0) } ?? ""
    return start + (text.contains("mapper") ? "mapper-" : "") + names.name(String(text.dropFirst(start.count)))
  }

  /// A schedule of cron, if it is one.
  func schedule(_ text: String) -> String {
    CronSchedule(text) != nil || text.wholeMatch(of: /[0-9*\/, -]{0,80}/) != nil ? text : names.word(text)
  }

  /// A text of the API itself, such as a status, a size or a region, if it has the form of one.
  func known(_ text: String) -> String {
    let isPlain =
      text.utf8.count <= 80
      && text.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
          || " -_.:/+(),%*".utf8.contains(byte)
      }
    return isPlain && AddressRange(text) == nil ? text : names.word(text)
  }
}
