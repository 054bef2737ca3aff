import Foundation
import IpaiCore
import Testing

/// Texts in which a combining mark stands behind a character that means something to whoever reads the text.
struct ScalarTextTests {
  private static let mark = "\u{301}"

  @Test func aMarkDoesNotHideAScalar() {
    #expect("a'\(Self.mark)b".replacing(scalar: "'", with: "''").unicodeScalars.count { $0 == "'" } == 2)
    #expect("a\0\(Self.mark)".replacing(scalar: "\0", with: "?") == "a?\(Self.mark)")
    #expect("plain".replacing(scalar: "'", with: "''") == "plain")
    #expect("<\(Self.mark)&".replacingScalars { ["<": "&lt;", "&": "&amp;"][$0] } == "&lt;\(Self.mark)&amp;")
  }

  @Test(arguments: [
    "a'\(mark); touch PLACE #", "'\(mark)$(touch PLACE)", "it's", "a\r\ntouch PLACE", "\u{85}touch PLACE", "\u{202E}x",
    "a\u{200D}b",
  ])
  func aShellReadsOneWord(_ text: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "word-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appending(path: "touched").path
    let word = text.replacingOccurrences(of: "PLACE", with: place)
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = ["-c", "printf %s \(ShellWord.quoted(word))"]
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let read = output.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    #expect(Array(read) == Array(word.utf8))
    #expect(!FileManager.default.fileExists(atPath: place))
  }

  @Test func aMarkDoesNotHideASecret() {
    let words = ForeignWords(secrets: [Secret("hunter2hunter2")])
    #expect(!words.blanked("it is hunter2hunter2\(Self.mark)!").contains("hunter2"))
    #expect(words.blanked("it is hunter2hunter2, twice hunter2hunter2") == "it is ***, twice ***")
    #expect(words.blanked("nothing") == "nothing")
  }
}
