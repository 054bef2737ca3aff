import Foundation
import IpaiCore

/// Runs a pager on the standard output of this process and waits until the user has left it.
enum PagerProcess {
  /// False when the command could not be run; then nothing was shown.
  @Sendable static func run(_ text: String, _ command: String, _ environment: [String: String]) -> Bool {
    guard isThere(command, environment), let pipe = Pipe(), let child = spawn(command, environment, pipe) else {
      return false
    }
    // Ctrl-C is for the pager now. A pager that the user leaves early stops reading, which is not a failure.
    let signals = [SIGINT, SIGQUIT, SIGPIPE].map { ($0, signal($0, SIG_IGN)) } + [endingBySIGTERM()]
    defer { for (number, handler) in signals { signal(number, handler) } }
    close(pipe.reading)
    _ = Array(text.utf8).withUnsafeBytes { $0.writeAll(to: pipe.writing) }
    close(pipe.writing)
    let status = wait(for: child)
    // The shell's statuses for "not found" and "cannot be run".
    return status != 127 && status != 126
  }

  private struct Pipe {
    let reading: Int32
    let writing: Int32

    init?() {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return nil }
      // A pager that inherited the writing end would never see the end of its input.
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      reading = ends[0]
      writing = ends[1]
    }
  }

  /// Looks for a plain name first, so that the shell does not complain about it.
  private static func isThere(_ command: String, _ environment: [String: String]) -> Bool {
    let word = command.prefix { $0 != " " }
    guard isPlain(word) else { return true }
    if word.contains("/") { return access(String(word), X_OK) == 0 }
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.contains { access("\($0)/\(word)", X_OK) == 0 }
  }

  /// True for a text in which no character is special to the shell.
  private static func isPlain(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { byte in
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      let isLetter = byte >= 0x80 || byte | 32 >= UInt8(ascii: "a") && byte | 32 <= UInt8(ascii: "z")
      return isDigit || isLetter || "._-/+, ".utf8.contains(byte)
    }
  }

  private static func spawn(_ command: String, _ environment: [String: String], _ pipe: Pipe) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipe.reading, STDIN_FILENO)
    // Ctrl-C would end a shell that waits for the pager, and we would no longer know when the user has left it.
    var script = command
    if isPlain(command) { script = "exec " + command }
    let words = copies(["sh", "-c", script])
    let variables = copies(environment.map { "\($0.key)=\($0.value)" })
    defer { for pointer in words + variables { free(pointer) } }
    var child = pid_t()
    guard posix_spawn(&child, "/bin/sh", &actions, nil, words, variables) == 0 else {
      close(pipe.reading)
      close(pipe.writing)
      return nil
    }
    return child
  }

  /// C strings and a null pointer after them; the caller frees them.
  private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { texts.map { strdup($0) } + [nil] }

  /// Makes SIGTERM end this process at once, unless it is ignored, since nobody asks any more whether one came. Returns
  /// the handler to set again afterwards.
  private static func endingBySIGTERM() -> (Int32, (@convention(c) (Int32) -> Void)?) {
    let before = signal(SIGTERM, SIG_DFL)
    let wasIgnored = unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    if wasIgnored { signal(SIGTERM, SIG_IGN) }
    return (SIGTERM, before)
  }

  /// The exit status of a child; 0 for one that a signal ended.
  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return 0 }
    }
    let wasKilled = status & 0x7F != 0
    if wasKilled { return 0 }
    return status >> 8 & 0xFF
  }
}
