package import Foundation
import IpaiCore

/// An index in a folder of this machine.
package struct FolderIndex: IndexPlace {
  package let place: String

  /// The index in the folder at an absolute path.
  package init(_ folder: String) { place = folder }

  private var path: String { "\(place)/\(DiscoveryIndex.path)" }

  package func index() throws -> Data {
    guard let content = try SmallFile.read(path, maxBytes: DiscoveryIndex.mostBytes) else {
      throw IpaiError(
        .notFound, "\(place) has no skills to install: there is no \(DiscoveryIndex.path) in it",
        hint: "to publish a registry there: ipai promote --to \(ShellWord.quoted(place))")
    }
    return Data(content)
  }

  package func artifact(_ url: String, limit: Int) throws -> Data {
    let parts = PathText.parts(url, omitsEmpty: false)
    guard !parts.contains(""), !parts.contains(".."), !parts.contains("."), !url.contains(":"), !url.utf8.contains(0)
    else {
      throw IpaiError(.conflict, "the index in \(place) names the artifact '\(url.prefix(80))', which leads out of it")
    }
    let file = (path as NSString).deletingLastPathComponent + "/" + url
    guard let content = try SmallFile.read(file, maxBytes: limit) else {
      throw IpaiError(
        .notFound, "\(file) is missing, and the index names it",
        hint: "to publish it anew: ipai promote verify --to \(ShellWord.quoted(place))")
    }
    return Data(content)
  }
}
