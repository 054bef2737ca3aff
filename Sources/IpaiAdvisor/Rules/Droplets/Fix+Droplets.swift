extension Fix {
  /// A Droplet gets another size; the reader picks one where none is known.
  static func resize(_ droplet: Droplet, to size: String?) -> [Line] {
    let slug: ShellText = size.map { "\($0)" } ?? "\(fill: "size")"
    return [
      .note("The Droplet is powered off while it is resized: start it again if it stays off. Its disk stays as it is."),
      .run("doctl compute droplet-action resize \(droplet.id) --size \(slug) --wait", .needsDowntime),
    ]
  }

  /// A snapshot is made of a Droplet.
  static func snapshot(_ droplet: Droplet, named name: String) -> Line {
    .run("doctl compute droplet-action snapshot \(droplet.id) --snapshot-name \(name) --wait")
  }

  /// A Droplet is deleted after a snapshot was made of it.
  static func delete(_ droplet: Droplet, snapshotNamed name: String) -> [Line] {
    [snapshot(droplet, named: name), .run("doctl compute droplet delete \(droplet.id)", .irreversible)]
  }
}
