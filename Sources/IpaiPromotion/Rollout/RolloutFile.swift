package import IpaiCore
import IpaiYAML

/// A file with receivers of one's own:
///
///     receivers:
///       - name: chat
///         url_env: CHAT_URL
///         secret_env: CHAT_SECRET
///         body: '{"text": {{text}}}'
package enum RolloutFile {
  /// The most bytes of a file.
  package static let maxBytes = 256 << 10
  private static let mostReceivers = 50
  private static let keys: Set = ["name", "url_env", "secret_env", "body"]

  /// The receivers in a file. Throws `IpaiError(.configuration)` with the line of what is wrong.
  package static func receivers(_ content: [UInt8], path: String) throws(IpaiError) -> [RolloutReceiver] {
    let root: YAMLNode?
    do throws(YAMLError) {
      root = try YAMLDocument.read(content, limits: YAMLLimits(maxBytes: maxBytes))
    } catch {
      throw error.error(.configuration, in: path)
    }
    guard let root, let list = root["receivers"]?.sequence, root.mapping?.count == 1 else {
      throw fault(path, root?.line, "has to be a mapping with the list 'receivers', and nothing else")
    }
    guard list.count <= mostReceivers else {
      throw fault(path, list.first?.line, "has more than \(mostReceivers) receivers")
    }
    var names: Set<String> = [RolloutReceiver.n8n.name, RolloutReceiver.mattermost.name]
    var receivers: [RolloutReceiver] = []
    for node in list {
      let receiver = try receiver(node, path)
      guard names.insert(receiver.name).inserted else {
        throw fault(path, node.line, "the name '\(receiver.name)' is taken")
      }
      receivers.append(receiver)
    }
    return receivers
  }

  private static func receiver(_ node: YAMLNode, _ path: String) throws(IpaiError) -> RolloutReceiver {
    guard let entries = node.mapping else { throw fault(path, node.line, "a receiver has to be a mapping") }
    if let unknown = entries.first(where: { !keys.contains($0.key) }) {
      throw fault(path, unknown.line, "a receiver has no '\(unknown.key.prefix(40))'")
    }
    func text(_ key: String) throws(IpaiError) -> String? {
      guard let value = node[key] else { return nil }
      guard let scalar = value.scalar, !value.isNull, !scalar.text.isEmpty else {
        throw fault(path, value.line, "'\(key)' has to be a text")
      }
      return scalar.text
    }
    guard let name = try text("name"), let address = try text("url_env"), let body = try text("body") else {
      throw fault(path, node.line, "a receiver needs 'name', 'url_env' and 'body'")
    }
    guard name.utf8.count <= 64, name.utf8.allSatisfy(isNameByte) else {
      throw fault(path, node.line, "a name has small letters, digits and hyphens, at most 64")
    }
    let template: RolloutTemplate
    do { template = try RolloutTemplate(body) } catch {
      throw IpaiError(error.code, "\(path):\(node.line): \(error.message)", hint: error.hint)
    }
    return RolloutReceiver(
      name: name, addressVariable: address, secretVariable: try text("secret_env"), form: .template(template))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-")
  }

  private static func fault(_ path: String, _ line: Int?, _ problem: String) -> IpaiError {
    let place = line.map { "\(path):\($0)" } ?? path
    return IpaiError(.configuration, "\(place): \(problem)", hint: "'man 7 ipai-promote' shows such a file")
  }
}
