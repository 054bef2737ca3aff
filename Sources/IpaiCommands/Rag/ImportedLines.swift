import Foundation
import IpaiActions
import IpaiCore
import IpaiCorpora

/// The texts of a file of JSON objects, one a line, that `rag import` reads.
struct ImportedLines {
  /// What could be read.
  private(set) var documents: [RagImportAction.ImportedDocument] = []
  private var problems: [String] = []
  /// How many bytes are read at most.
  private static let maxBytes = 256 << 20

  /// Reads a file, or standard input for `-`, and names the lines that cannot be read.
  ///
  /// Throws `IpaiError`: `.notFound` for a file that is not there, `.usage` for too much of it and where nothing could be read.
  init(_ file: String, in invocation: Invocation) throws {
    let name = file == "-" ? "standard input" : file
    let bytes = try Self.bytes(file, invocation)
    let decoder = JSONDecoder()
    for (place, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { continue }
      do {
        let document = try decoder.decode(RagImportAction.ImportedDocument.self, from: Data(line))
        _ = try ImportedText(document.text, metadata: "{}", id: document.id)
        documents.append(document)
      } catch let error as IpaiError {
        problems.append("\(name):\(place + 1): \(error.message)")
      } catch {
        problems.append("\(name):\(place + 1): \(Self.problem(error))")
      }
    }
    for problem in problems.prefix(10) { invocation.say(problem) }
    if problems.count > 10 { invocation.say(Count.text(problems.count - 10, "more problem")) }
    guard documents.isEmpty else { return }
    throw IpaiError(
      .usage, problems.isEmpty ? "\(name) is empty" : "nothing is imported: no line of \(name) could be read",
      hint: "each line is like {\"text\": \"...\", \"metadata\": {}, \"id\": \"...\"}")
  }

  /// What is wrong with a line that is not as it has to be.
  private static func problem(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "there is no \(key.stringValue)"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      switch context.codingPath.first?.stringValue {
      case "metadata": "metadata is not a JSON object"
      case let key?: "\(key) is not a text"
      case nil: "not a JSON object"
      }
    default: "not JSON"
    }
  }

  /// Throws `IpaiError(.conflict)` when something could not be read, although the rest is stored.
  func check() throws {
    guard !problems.isEmpty else { return }
    throw IpaiError(.conflict, "\(Count.text(problems.count, "line")) could not be read; the others are imported")
  }

  private static func bytes(_ file: String, _ invocation: Invocation) throws -> [UInt8] {
    guard file == "-" else {
      let path = try invocation.world.absolute(file)
      do {
        return Array(try OpenFile(path: path).content(limit: maxBytes))
      } catch {
        switch error {
        case .system(let failure): throw failure.error("read", path)
        case .notRegular: throw IpaiError(.usage, "\(path) is not a regular file", hint: "use - for standard input")
        case .tooLarge: throw IpaiError(.usage, "\(path) has more than \(ByteCount.text(maxBytes))", hint: "divide it")
        case .changed: throw IpaiError(.unavailable, "\(path) was changed while it was read", hint: "try again")
        }
      }
    }
    var bytes: [UInt8] = []
    while let line = invocation.world.readLine() {
      bytes += line + [0x0A]
      guard bytes.count <= maxBytes else {
        throw IpaiError(
          .usage, "standard input has more than \(ByteCount.text(maxBytes))", hint: "import it in several parts")
      }
    }
    if invocation.world.isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    return bytes
  }
}
