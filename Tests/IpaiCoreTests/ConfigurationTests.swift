import IpaiCore
import Testing

@Suite struct ConfigurationTests {
  private let directories = Directories(home: "/home/u", environment: [:])

  private func layer(_ origin: ConfigurationLayer.Origin, _ values: [String: String]) -> ConfigurationLayer {
    ConfigurationLayer(origin, values.mapValues { ConfigurationLayer.Entry($0, line: 3) })
  }

  @Test func defaultsHoldWhenNothingIsSet() {
    let configuration = Configuration(directories: directories, layers: [])
    #expect(configuration.databasePath == "/home/u/.local/share/ipai/ipai.db")
    #expect(configuration.maxResults == 10)
    #expect(configuration.diffWords)
    #expect(configuration.values["db"]?.origin == "default")
  }

  @Test func laterLayersWinAndOriginsAreKept() {
    let layers = [
      layer(.file("/etc/ipai/config.yaml"), ["max_results": "5", "jobs": "3"]),
      layer(.file("/home/u/c.yaml"), ["max_results": "6"]),
      ConfigurationLayer.environment(["IPAI_MAX_RESULTS": "7", "IPAI_JOBS": ""]),
      ConfigurationLayer.flags(["max_results": "8", "jobs": nil]),
    ]
    for count in 0...4 {
      let configuration = Configuration(directories: directories, layers: Array(layers.prefix(count)))
      #expect(configuration.maxResults == [10, 5, 6, 7, 8][count])
      let origin = ["default", "/etc/ipai/config.yaml:3", "/home/u/c.yaml:3", "IPAI_MAX_RESULTS", "--max-results"][
        count]
      #expect(configuration.values["max_results"]?.origin == origin)
    }
    #expect(Configuration(directories: directories, layers: layers).jobs == 3)
  }

  @Test func anUntrustedRepositoryMaySetOnlyWhatIsHarmless() {
    let values = ["db": "/tmp/stolen.db", "max_results": "3"]
    let untrusted = Configuration(
      directories: directories, layers: [layer(.repositoryFile("/r/.ipai/config.yaml", trusted: false), values)])
    #expect(untrusted.databasePath == "/home/u/.local/share/ipai/ipai.db")
    #expect(untrusted.maxResults == 3)
    #expect(untrusted.untrusted.map(\.key) == ["db"])
    let trusted = Configuration(
      directories: directories, layers: [layer(.repositoryFile("/r/.ipai/config.yaml", trusted: true), values)])
    #expect(trusted.databasePath == "/tmp/stolen.db")
    #expect(trusted.untrusted.isEmpty)
  }

  @Test(arguments: [
    ("max_results", "0"), ("max_results", "many"), ("jobs", "-1"), ("diff_words", "perhaps"), ("color", "blue"),
    ("db", ""),
    ("no_such_setting", "1"),
  ])
  func badValuesNameFileAndLine(key: String, value: String) throws {
    let error = #expect(throws: IpaiError.self) {
      try Configuration(directories: directories, layers: [layer(.file("/c.yaml"), [key: value])]).checked()
    }
    #expect(error?.code == .configuration)
    #expect(error?.message.hasPrefix("/c.yaml:3: ") == true)
    #expect(error?.message.contains(key) == true)
  }

  @Test func aFileThatIsNotTrustedIsPassedOverAsAWhole() {
    let values = ["max_results": "3", "no_such_setting": "1", "db": "/tmp/stolen.db"]
    let configuration = Configuration(
      directories: directories, layers: [layer(.repositoryFile("/r/.ipai/config.yaml", trusted: false), values)])
    #expect(configuration.maxResults == 10 && configuration.untrusted.isEmpty && configuration.errors.isEmpty)
    #expect(configuration.passedOver.map(\.message) == ["/r/.ipai/config.yaml:3: unknown setting 'no_such_setting'"])
  }

  @Test func whatIsRightBesideAnErrorHolds() {
    let layers = [layer(.file("/c.yaml"), ["max_results": "3", "color": "blue"]), .environment(["IPAI_JOBS": "many"])]
    let configuration = Configuration(directories: directories, layers: layers)
    #expect(configuration.maxResults == 3 && configuration.color == "auto" && configuration.jobs == 0)
    #expect(configuration.errors.count == 2)
  }

  @Test func anEmptyPagerIsNone() {
    func pager(_ environment: [String: String]) -> String? {
      Configuration(directories: directories, layers: [.environment(environment)]).pager
    }
    #expect(pager([:]) == nil && pager(["IPAI_PAGER": ""]) == "" && pager(["IPAI_PAGER": "more -s"]) == "more -s")
  }

  @Test func aBadFlagIsAUsageError() {
    let error = #expect(throws: IpaiError.self) {
      try Configuration(directories: directories, layers: [.flags(["max_results": "x"])]).checked()
    }
    #expect(error?.code == .usage)
  }

  @Test func everyVariableStartsWithIpaiAndEverySettingIsDocumented() {
    for setting in Setting.all {
      #expect(setting.variable.hasPrefix("IPAI_"))
      #expect(setting.summary.hasSuffix("."))
      // A repository must not be able to name a command before it is trusted.
      if case .command = setting.kind { #expect(setting.needsTrust) }
    }
    #expect(Set(Setting.all.map(\.key)).count == Setting.all.count)
  }

  @Test func directoriesFollowXDGAndIgnoreRelativeValues() {
    let environment = ["XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "relative", "XDG_CACHE_HOME": ""]
    let directories = Directories(home: "/h", environment: environment)
    #expect(directories.data == "/data/ipai")
    #expect(directories.configuration == "/h/.config/ipai")
    #expect(directories.cache == "/h/.cache/ipai")
  }
}
