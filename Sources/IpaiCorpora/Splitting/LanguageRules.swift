/// How definitions of a programming language begin.
struct LanguageRules: Sendable {
  /// The words that begin a definition, before its name.
  var keywords: Set<String> = []
  /// The words that may stand before such a word.
  var modifiers: Set<String> = []
  /// Whether functions are defined without a word for that, as in C: a type, a name and parentheses.
  var functions = Functions.keyword
  /// What begins a comment to the end of the line.
  var lineComments: [String] = ["//"]
  /// What begins and ends a comment over several lines; nil for none.
  var blockComment: (open: String, close: String)? = ("/*", "*/")
  /// Whether three quotes begin and end a text over several lines.
  var hasTripleQuotes = false
  /// Whether definitions within others count, by their indentation.
  var nests = true
  /// Whether letters of keywords may be large or small.
  var ignoresCase = false

  /// How functions without a word of their own look.
  enum Functions: Sendable {
    /// There are none.
    case keyword
    /// A type and a name before the parentheses, as in C and Java.
    case typed
    /// A name before the parentheses and a brace after them, as in JavaScript.
    case named
    /// A name with empty parentheses, as in a shell.
    case shell
  }

  /// The rules of a language; nil for one that has none here.
  static func rules(of language: String) -> LanguageRules? { all[language] }

  private static let all: [String: LanguageRules] = [
    "swift": LanguageRules(
      keywords: [
        "func", "init", "deinit", "subscript", "class", "struct", "enum", "protocol", "extension", "actor", "macro",
      ],
      modifiers: words(
        """
        public private fileprivate internal package open static final override mutating nonmutating convenience required \
        indirect nonisolated isolated distributed async lazy weak unowned dynamic prefix postfix infix consuming borrowing
        """), hasTripleQuotes: true),
    "python": LanguageRules(
      keywords: ["def", "class"], modifiers: ["async"], lineComments: ["#"], blockComment: nil, hasTripleQuotes: true),
    "javascript": javascript, "typescript": javascript,
    "go": LanguageRules(keywords: ["func", "type"]),
    "rust": LanguageRules(
      keywords: ["fn", "struct", "enum", "trait", "impl", "mod", "union", "macro_rules!"],
      modifiers: words("pub pub(crate) pub(super) unsafe async const extern default")),
    "java": LanguageRules(
      keywords: ["class", "interface", "enum", "record", "@interface"],
      modifiers: words(
        """
        public private protected static final abstract synchronized native default strictfp sealed non-sealed
        """), functions: .typed),
    "c": LanguageRules(
      keywords: ["struct", "enum", "union", "#define"], modifiers: ["typedef", "static", "inline", "extern"],
      functions: .typed),
    "c++": LanguageRules(
      keywords: ["class", "struct", "enum", "union", "namespace", "#define"],
      modifiers: words("typedef static inline extern virtual constexpr explicit friend"), functions: .typed),
    "c#": LanguageRules(
      keywords: ["class", "interface", "enum", "record", "struct", "namespace"],
      modifiers: words(
        """
        public private protected internal static sealed abstract partial override virtual async readonly unsafe extern new
        """), functions: .typed),
    "kotlin": LanguageRules(
      keywords: ["fun", "class", "interface", "object"],
      modifiers: words(
        """
        public private protected internal open abstract sealed data inner enum annotation override suspend inline operator \
        infix tailrec external companion value
        """)),
    "ruby": LanguageRules(
      keywords: ["def", "class", "module"], modifiers: ["private", "protected", "public"], lineComments: ["#"],
      blockComment: ("=begin", "=end")),
    "php": LanguageRules(
      keywords: ["function", "class", "interface", "trait", "enum"],
      modifiers: words("public private protected static final abstract readonly"), lineComments: ["//", "#"]),
    "lua": LanguageRules(
      keywords: ["function"], modifiers: ["local"], lineComments: ["--"], blockComment: ("--[[", "]]")),
    "elixir": LanguageRules(
      keywords: ["def", "defp", "defmodule", "defmacro", "defmacrop", "defprotocol", "defimpl", "defstruct"],
      lineComments: ["#"], blockComment: nil, hasTripleQuotes: true),
    "shell": LanguageRules(keywords: ["function"], functions: .shell, lineComments: ["#"], blockComment: nil),
    "sql": LanguageRules(
      keywords: ["table", "view", "function", "procedure", "trigger", "index", "type", "schema", "extension"],
      modifiers: words("create or replace temporary temp unique materialized virtual recursive"), lineComments: ["--"],
      nests: false, ignoresCase: true),
  ]

  private static let javascript = LanguageRules(
    keywords: ["function", "function*", "class", "interface", "type", "enum", "namespace"],
    modifiers: words("export default async declare abstract public private protected static readonly get set"),
    functions: .named)

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
