import Foundation
@testable import IpaiAdvisor
import Testing

/// The contrast of what is read on what (WCAG 2.2, 1.4.3 and 1.4.11).
struct PageThemeTests {
  static let themes = [PageTheme.light, .dark]

  private static func luminance(_ color: String) throws -> Double {
    let number = try #require(UInt32(color.dropFirst(), radix: 16))
    let bytes: [UInt32] = [number >> 16 & 255, number >> 8 & 255, number & 255]
    let parts = bytes.map { byte -> Double in
      let share = Double(byte) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  static func contrast(_ left: String, _ right: String) throws -> Double {
    let pair = try [luminance(left), luminance(right)].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }

  @Test func theMeasureIsRight() throws {
    #expect(try abs(Self.contrast("#000000", "#FFFFFF") - 21) < 0.001)
    #expect(try abs(Self.contrast("#767676", "#FFFFFF") - 4.54) < 0.01)
  }

  @Test(arguments: [0, 1], Severity.allCases)
  func severitiesCanBeRead(_ theme: Int, _ severity: Severity) throws {
    let theme = Self.themes[theme]
    let colors = try #require(theme.severities[severity])
    let card = try #require(theme.roles["surface-container"])
    #expect(try Self.contrast(colors.text, colors.ground) >= 4.5)
    #expect(try Self.contrast(colors.barText, colors.bar) >= 4.5)
    #expect(try Self.contrast(colors.bar, card) >= 3)
  }

  @Test(arguments: [0, 1])
  func textCanBeRead(_ theme: Int) throws {
    let roles = Self.themes[theme].roles
    let surfaces = ["surface", "surface-container", "surface-container-high", "surface-container-highest"]
    for surface in surfaces {
      for text in ["on-surface", "on-surface-variant", "primary", "error"] {
        let ratio = try Self.contrast(try #require(roles[text]), try #require(roles[surface]))
        #expect(ratio >= 4.5, "\(text) on \(surface): \(ratio)")
      }
    }
    for pair in ["primary", "primary-container", "error-container"] {
      #expect(try Self.contrast(try #require(roles["on-" + pair]), try #require(roles[pair])) >= 4.5)
    }
    #expect(Set(PageTheme.light.roles.keys) == Set(PageTheme.dark.roles.keys))
  }
}
