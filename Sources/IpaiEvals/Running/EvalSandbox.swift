import Foundation

/// How the commands of cases are kept apart from the machine. What is possible depends on the system, so it is tried.
struct EvalSandbox: Sendable {
  /// A way to isolate commands.
  enum Way: Equatable, Sendable {
    /// A user namespace, in which the caller has the privileges that setting up needs.
    case mapped(limitsProcesses: Bool)
    /// The privileges of the machine's root, which the command does not get.
    case real
    /// None.
    case plain
  }

  /// The way.
  let way: Way
  /// The id of a user without privileges that root becomes; nil where the caller stays who it is.
  let user: UInt32?

  /// The users that are nobody else (https://systemd.io/UIDS-GIDS/, "Dynamic Service Users").
  private static let users: Range<UInt32> = 61_184..<65_520
  /// The programs that a command finds.
  static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
  /// The most bytes that a command may have in its folders, beside the files of the skill.
  static let folderBytes = 256_000_000
  /// The most processes of a command at a time, and the memory of each in bytes.
  private static let mostProcesses = 256
  private static let processBytes = 2 << 30
  /// The most bytes of a file; more than its folder has room for, since files can be in memory alone (memfd_create(2)).
  private static let fileBytes = 1 << 30
  /// How long after its time a command that nobody ended ends by itself, in seconds.
  private static let delay = 10

  /// From what commands are kept.
  var isolation: EvalIsolation {
    switch way {
    case .mapped(let limitsProcesses): EvalIsolation(network: true, filesystem: true, processes: limitsProcesses)
    case .real: .full
    case .plain: .none
    }
  }

  /// The ways that may work, the best first. `isRoot`: for a caller that is the machine's root.
  ///
  /// The system counts the processes of a user, and does not limit those of root, which therefore becomes another one.
  static func candidates(isRoot: Bool) -> [EvalSandbox] {
    let user = isRoot ? users.randomElement() : nil
    var candidates = [EvalSandbox(way: .mapped(limitsProcesses: true), user: user)]
    if isRoot { candidates.append(EvalSandbox(way: .real, user: user)) }
    candidates.append(EvalSandbox(way: .mapped(limitsProcesses: false), user: user))
    if isRoot { candidates.append(EvalSandbox(way: .plain, user: user)) }
    return candidates
  }

  /// The words that run the command of a case in its workplace.
  func words(for command: String, of eval: EvalCase, at place: EvalWorkplace.Place) -> [String] {
    let inner = ["env", "-i"] + environment(eval, place) + ["sh", "-c", command]
    if way == .plain {
      return change + ["sh", "-c", SandboxScript.plain, "ipai", place.input, place.skill] + inner
    }
    let mode = way == .real ? "real" : "mapped"
    var words = way == .real ? [] : change
    words += ["unshare", "--fork", "--kill-child", "--pid", "--mount", "--ipc", "--uts"]
    if mode == "mapped" { words += ["--user", "--map-root-user"] }
    if !eval.usesNetwork { words.append("--net") }
    words += ["sh", "-c", SandboxScript.isolated, "ipai", mode, place.root, place.files, place.more, place.name]
    words += [eval.usesNetwork ? "on" : "off", "\(place.bytes + Self.folderBytes)", "\(user(of: place))", place.input]
    return words + limits + ["timeout", "-s", "KILL", "\(eval.timeout + Self.delay)"] + inner
  }

  /// The user who runs the command of a case. Without a user namespace, in which processes are counted apart, each case has one
  /// of its own.
  private func user(of place: EvalWorkplace.Place) -> UInt32 {
    guard let user, way == .real else { return user ?? 0 }
    let offset = Int(user - Self.users.lowerBound) + place.number
    return Self.users[Self.users.index(Self.users.startIndex, offsetBy: offset % Self.users.count)]
  }

  /// What makes another user of root.
  private var change: [String] {
    guard let user else { return [] }
    return ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups", "--no-new-privs"]
  }

  private var limits: [String] {
    var words = [
      "prlimit", "--core=0:0", Self.limit("fsize", Self.fileBytes, RLIMIT_FSIZE),
      Self.limit("nofile", 1_024, RLIMIT_NOFILE), Self.limit("data", Self.processBytes, RLIMIT_DATA),
    ]
    if isolation.processes { words.append("--nproc=\(Self.mostProcesses):\(Self.mostProcesses)") }
    return words
  }

  #if canImport(Darwin)
    private typealias LimitedResource = Int32
    private static func number(of resource: Int32) -> Int32 { resource }
  #else
    private typealias LimitedResource = __rlimit_resource
    private static func number(of resource: __rlimit_resource) -> __rlimit_resource_t {
      __rlimit_resource_t(resource.rawValue)
    }
  #endif

  /// The option for a limit; a lower one that this process has itself stays, since it cannot be raised.
  private static func limit(_ name: String, _ wanted: Int, _ resource: LimitedResource) -> String {
    var own = rlimit()
    let isKnown = getrlimit(Self.number(of: resource), &own) == 0
    let value = isKnown ? min(UInt64(wanted), UInt64(own.rlim_max)) : UInt64(wanted)
    return "--\(name)=\(value):\(value)"
  }

  private func environment(_ eval: EvalCase, _ place: EvalWorkplace.Place) -> [String] {
    let isPlain = way == .plain
    let variables = [
      "PATH": Self.path, "HOME": isPlain ? place.home : "/home", "TMPDIR": isPlain ? place.temporary : "/tmp",
      "LANG": "C.UTF-8",
    ].merging(eval.environment) { $1 }
    return variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }
}
