/// Words that say nothing of an account, and those by which rules judge.
enum WellKnownWord {
  /// Whether a name is the same in many accounts, or one by which rules judge.
  static func contains(_ word: String) -> Bool { all.contains(word.lowercased()) }

  private static let all: Set<String> = {
    let settings = AdvisorSettings()
    return labels.union(names).union(DropletRoles.places).union(Rule.extendedTags).union(settings.keepTags)
      .union(settings.statelessTags).union(settings.quietTags)
  }()

  private static let names: Set<String> = [
    "defaultdb", "doadmin", "default", "k8s", "kube-system", "kube-public", "kube-node-lease", "all", "none",
  ]

  /// Labels of hosts that are the same in many zones.
  static let labels: Set<String> = [
    "@", "*", "www", "_dmarc", "_domainkey", "_acme-challenge", "_spf", "_tcp", "_udp", "_tls", "k8s",
  ]
  /// What the names end with that DigitalOcean gives.
  static let domains = [
    ".ondigitalocean.app", ".digitaloceanspaces.com", ".ondigitalocean.com", ".doserverless.co", ".agents.do-ai.run",
    ".ondigitalocean.app.", ".digitaloceanspaces.com.", ".ondigitalocean.com.",
  ]
  /// Labels before them.
  static let places: Set<String> = [
    "cdn", "db", "k8s", "nyc1", "nyc2", "nyc3", "sfo1", "sfo2", "sfo3", "ams2", "ams3", "sgp1", "lon1", "fra1", "tor1",
    "blr1", "syd1", "atl1", "ric1",
  ]

  /// What rules look for in names: parts of them, and whole words of letters.
  static func marks(in name: String) -> [String] {
    let name = name.lowercased()
    let words = Set(name.split { !$0.isLetter }.map(String.init))
    return (Rule.privateParts + Rule.queues).filter { name.contains($0) }
      + Rule.privateWords.intersection(words).sorted()
  }

  /// What rules look for in sentences.
  static func marks(inSentence text: String) -> [String] {
    let text = text.lowercased()
    return Set(PostureTwins.twins.map(\.word) + ["backup"]).filter { text.contains($0) }.sorted()
  }

  /// Folders of most systems.
  static let folders: Set<String> = [
    "", "mnt", "var", "lib", "opt", "srv", "usr", "home", "root", "tmp", "run", "data", "media", "docker", "volumes",
    "boot",
    "efi",
  ]
  /// Folders of devices, and what mounts have instead of a device.
  static let devices: Set<String> = [
    "", "dev", "disk", "by-id", "by-uuid", "by-label", "mapper", "tmpfs", "overlay", "udev", "shm", "none", "rootfs",
  ]
}
