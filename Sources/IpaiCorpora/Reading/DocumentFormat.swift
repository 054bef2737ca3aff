/// How a document is written, which says how it is divided.
package enum DocumentFormat: Sendable, Equatable {
  /// Markdown (CommonMark).
  case markdown
  /// reStructuredText.
  case restructuredText
  /// AsciiDoc.
  case asciidoc
  /// HTML (HTML Living Standard).
  case html
  /// A notebook of Jupyter (nbformat).
  case notebook
  /// JSON (RFC 8259).
  case json
  /// Source code in a language.
  case code(String)
  /// A table whose first line names the columns (RFC 4180).
  case table(Separator)
  /// JSON with a value a line.
  case jsonLines
  /// Text without a form that is known.
  case plain

  /// What separates the fields of a table.
  package enum Separator: UInt8, Sendable {
    case comma = 0x2C
    case tab = 0x09
  }

  /// The name of the format or of the language, as `--lang` takes it.
  package var name: String {
    switch self {
    case .markdown: "markdown"
    case .restructuredText: "rst"
    case .asciidoc: "asciidoc"
    case .html: "html"
    case .notebook: "notebook"
    case .json: "json"
    case .code(let language): language
    case .table(.comma): "csv"
    case .table(.tab): "tsv"
    case .jsonLines: "jsonl"
    case .plain: "text"
    }
  }

  /// The name of the format that people call by a name or by an ending of files, such as `py`; nil for one that is unknown.
  package static func name(_ text: String) -> String? {
    let text = text.lowercased()
    let known = Set(languages.values).union(names.values).union([
      "markdown", "rst", "asciidoc", "html", "notebook", "json", "csv", "tsv", "jsonl", "text",
    ])
    if known.contains(text) { return text }
    if text == "txt" || text == "plain" { return "text" }
    let name = DocumentFormat(path: "x." + text).name
    return name == "text" ? nil : name
  }

  /// The format of a file by its name.
  package init(path: String) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    if let language = Self.names[file] {
      self = .code(language)
      return
    }
    let ending = file.lastIndex(of: ".").map { file[file.index(after: $0)...].lowercased() } ?? ""
    switch ending {
    case "md", "markdown", "mdx", "mkd": self = .markdown
    case "rst", "rest": self = .restructuredText
    case "adoc", "asciidoc", "asc": self = .asciidoc
    case "html", "htm", "xhtml": self = .html
    case "ipynb": self = .notebook
    case "json", "geojson", "jsonld": self = .json
    case "csv": self = .table(.comma)
    case "tsv", "tab": self = .table(.tab)
    case "jsonl", "ndjson": self = .jsonLines
    default: self = Self.languages[ending].map(DocumentFormat.code) ?? .plain
    }
  }

  private static let names = [
    "Makefile": "make", "makefile": "make", "GNUmakefile": "make", "Dockerfile": "dockerfile", "Rakefile": "ruby",
    "Gemfile": "ruby", "CMakeLists.txt": "cmake", "BUILD": "python", "PKGBUILD": "shell",
  ]

  private static let languages = [
    "swift": "swift", "py": "python", "pyi": "python", "js": "javascript", "jsx": "javascript", "mjs": "javascript",
    "cjs": "javascript", "ts": "typescript", "tsx": "typescript", "mts": "typescript", "go": "go", "rs": "rust",
    "java": "java", "c": "c", "h": "c", "cc": "c++", "cpp": "c++", "cxx": "c++", "hpp": "c++", "hh": "c++",
    "hxx": "c++",
    "cs": "c#", "kt": "kotlin", "kts": "kotlin", "rb": "ruby", "php": "php", "lua": "lua", "ex": "elixir",
    "exs": "elixir", "sh": "shell", "bash": "shell", "zsh": "shell", "fish": "fish", "sql": "sql", "yaml": "yaml",
    "yml": "yaml", "toml": "toml", "mk": "make", "cmake": "cmake", "scala": "scala", "pl": "perl", "pm": "perl",
    "r": "r", "jl": "julia", "hs": "haskell", "ml": "ocaml", "clj": "clojure", "erl": "erlang", "dart": "dart",
    "vue": "vue", "css": "css", "scss": "css", "proto": "protobuf", "tf": "terraform", "nix": "nix", "zig": "zig",
    "m": "objective-c", "mm": "objective-c", "vim": "vim", "el": "lisp", "lisp": "lisp", "tex": "latex",
  ]
}
