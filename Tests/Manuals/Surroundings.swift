import IpaiCore

/// What the page of ipai itself says about variables and files, and the pages that every page refers to.
enum Surroundings {
  /// Pages of other sections.
  static let pages = [("ipai-config", 5), ("ipai-architecture", 7)]

  static var sections: [String] { environment + files }

  private static var environment: [String] {
    let settings = Setting.all.map { ($0.variable, $0.summary) }
    let items = (settings + others).flatMap { [".It Ev \($0.0)"] + Roff.prose($0.1) }
    return [".Sh ENVIRONMENT", ".Bl -tag -width Ds"] + items + [".El"]
  }

  private static let others = [
    ("NO_COLOR", "If it is set, nothing is coloured."),
    ("CLICOLOR_FORCE", "If it is set to anything but 0, output that does not go to a terminal is coloured too."),
    ("TERM", "If it is empty or dumb, nothing is coloured, and there is neither a pager nor a progress bar."),
    ("COLUMNS", "The width of help, if it should not be that of the terminal."),
    (
      "PAGER", "The command that shows long tables on a terminal, unless IPAI_PAGER or the configuration names another."
    ),
    ("LESS", "The options of less. If it is not set, less gets FRX."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME", "Where files are kept; see below."),
  ]

  private static var files: [String] {
    let items = places.flatMap { [".It Pa \(Roff.escaped($0.0))"] + Roff.prose($0.1) }
    return [".Sh FILES", ".Bl -tag -width Ds"] + items + [".El"]
  }

  private static let places = [
    ("$XDG_DATA_HOME/ipai/ipai.db", "The database; by default in ~/.local/share."),
    ("$XDG_DATA_HOME/ipai/models", "The embedding models."),
    ("$XDG_DATA_HOME/ipai/trusted.json", "Which configuration files of repositories are trusted."),
    ("$XDG_CACHE_HOME/ipai", "Files that ipai can make again; by default in ~/.cache."),
    ("/etc/ipai/config.yaml", "The configuration of the machine."),
    ("$XDG_CONFIG_HOME/ipai/config.yaml", "Your configuration; by default in ~/.config."),
    (".ipai/config.yaml", "The configuration of the repository of the current folder."),
  ]
}
