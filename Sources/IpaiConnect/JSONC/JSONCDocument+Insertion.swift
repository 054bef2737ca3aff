extension JSONCDocument {
  /// Puts an item at the end of an object or array, in the style that is there: at most a comma and the item itself.
  func insertions(_ item: JSONCItem, _ container: JSONCNode) -> [TextEdit] {
    let children = container.children
    guard let last = children.last else { return [filling(item, container)] }
    let layout: JSONCLayout
    if isOneLine(container) {
      layout = .oneLine
    } else if let child = children.last(where: { startsLine($0.lowerBound) }) {
      layout = self.layout(at: child.lowerBound)
    } else {
      layout = self.layout(at: container.range.lowerBound).deeper
    }
    let lead = layout.lineEnd == nil ? " " : layout.lineBreak
    // A comment behind the last value stays there, so the comma and the item may stand apart.
    if let comma = container.trailingComma {
      return [TextEdit(at: endOfComments(after: comma + 1), lead + item.text(layout) + ",")]
    }
    let place = endOfComments(after: last.upperBound)
    if place == last.upperBound { return [TextEdit(at: place, "," + lead + item.text(layout))] }
    return [TextEdit(at: last.upperBound, ","), TextEdit(at: place, lead + item.text(layout))]
  }

  /// Puts the first item into an object or array, behind the comments that stand in it.
  private func filling(_ item: JSONCItem, _ container: JSONCNode) -> TextEdit {
    let layout = layout(at: container.range.lowerBound)
    let text = layout.deeper.lineBreak + item.text(layout.deeper)
    let close = container.range.upperBound - 1
    var place = container.range.lowerBound + 1
    while let slash = bytes[place..<close].firstIndex(of: UInt8(ascii: "/")) { place = endOfComments(after: slash) }
    if bytes[place..<close].contains(where: LineEnd.isPart) { return TextEdit(at: place, text) }
    return TextEdit(at: close, text + layout.lineBreak)
  }

  /// The end of the last comment that starts on the same line; `offset` when there is none.
  private func endOfComments(after offset: Int) -> Int {
    var reader = JSONCReader(bytes)
    reader.index = offset
    var end = offset
    while let byte = reader.peek {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): reader.index += 1
      case UInt8(ascii: "/"):
        guard (try? reader.skipComment()) != nil else { return end }
        end = reader.index
      default: return end
      }
    }
    return end
  }

  func isOneLine(_ node: JSONCNode) -> Bool { !bytes[node.range].contains(where: LineEnd.isPart) }

  /// The layout of a value that starts on the line of the byte at `offset`.
  func layout(at offset: Int) -> JSONCLayout {
    JSONCLayout(lineEnd: LineEnd.first(in: bytes), indentation: indentation(at: offset), unit: unit)
  }

  /// The white space at the start of the line of the byte at `offset`.
  private func indentation(at offset: Int) -> String {
    let start = bytes[..<offset].lastIndex(where: LineEnd.isPart).map { $0 + 1 } ?? ByteOrderMark.length(in: bytes)
    let space = bytes[start..<offset].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return String(decoding: space, as: UTF8.self)
  }

  /// True when nothing but white space stands before the byte at `offset` on its line, which is not the first.
  private func startsLine(_ offset: Int) -> Bool {
    let before = bytes[..<offset].last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    return before.map(LineEnd.isPart) ?? false
  }

  /// What the first level that stands on lines of its own adds to the indentation; two spaces when there is none.
  private var unit: String { root.flatMap(unit) ?? "  " }

  private func unit(in node: JSONCNode) -> String? {
    let outer = indentation(at: node.range.lowerBound)
    for child in node.children where startsLine(child.lowerBound) {
      let inner = indentation(at: child.lowerBound)
      if inner.hasPrefix(outer) && inner != outer { return String(inner.dropFirst(outer.count)) }
    }
    for value in node.values {
      if let unit = unit(in: value) { return unit }
    }
    return nil
  }
}
