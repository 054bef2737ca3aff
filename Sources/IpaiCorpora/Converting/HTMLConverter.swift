import CHTML

/// Reads HTML with libxml2, as it is found: elements that are never closed, attributes without quotes, bytes that are no characters.
enum HTMLConverter {
  /// What the callbacks of the parser share.
  private final class Reading {
    let text = HTMLText()
    var isInTitle = false
  }

  /// The readable text of a page in UTF-8; nil when there is no memory for it.
  static func text(of bytes: [UInt8]) -> ConvertedText? {
    let reading = Reading()
    let isRead = withExtendedLifetime(reading) {
      var reader = chtml_reader(
        data: Unmanaged.passUnretained(reading).toOpaque(),
        begin: { data, name, classes in
          let reading = HTMLConverter.reading(data)
          let name = String(cString: name)
          reading.isInTitle = name == "title"
          reading.text.begin(name, classes: classes.map { String(cString: $0) })
        },
        end: { data, name in
          let reading = HTMLConverter.reading(data)
          reading.isInTitle = false
          reading.text.end(String(cString: name))
        },
        text: { data, text, count, line in
          let reading = HTMLConverter.reading(data)
          reading.text.add(
            UnsafeBufferPointer(start: text, count: count), endingAt: Int(line) - 1, isTitle: reading.isInTitle)
        })
      return bytes.withUnsafeBytes { memory -> Bool in
        guard let start = memory.baseAddress?.assumingMemoryBound(to: CChar.self) else { return false }
        return chtml_read(start, memory.count, &reader) != 0
      }
    }
    return isRead ? reading.text.converted() : nil
  }

  private static func reading(_ data: UnsafeMutableRawPointer) -> Reading {
    Unmanaged<Reading>.fromOpaque(data).takeUnretainedValue()
  }
}
