import IpaiAdvisor
import Testing

/// The longest time between two runs of a cron expression.
struct CronScheduleTests {
  @Test(arguments: [
    ("* * * * *", 1), ("*/5 * * * *", 5), ("0 * * * *", 60), ("0,50 * * * *", 50), ("30 */2 * * *", 120),
    ("0 3 * * *", 1440), ("0 9-17 * * *", 16 * 60), ("0 9-17/4 * * 1-5", 64 * 60), ("15 3 * * 0", 7 * 1440),
    ("15 3 * * 7", 7 * 1440), ("0 0 1 * *", 31 * 1440), ("0 0 31 * *", 61 * 1440), ("0 0 29 2 *", 1461 * 1440),
    ("0 0 1 JAN *", 366 * 1440), ("0 0 * * mon-Fri", 3 * 1440), ("0 0 * 6-8 *", 275 * 1440), ("7-59/10 * * * *", 10),
    ("*/45 * * * *", 45), ("0\t0  1,15 * *", 17 * 1440),
  ])
  func knowsTheLongestGap(_ text: String, _ minutes: Int) throws {
    #expect(try #require(CronSchedule(text)).longestGap == minutes)
  }

  @Test(arguments: [
    "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *", "* * * 13 *", "* * * * 8",
    "5/10 * * * *", "*/0 * * * *", "*/61 * * * *", "5-1 * * * *", ", * * * *", "1, * * * *", "-1 * * * *", "1- * * * *",
    "1-2-3 * * * *", "1//2 * * * *", "? * * * *", "@daily", "0 0 L * *", "0 0 * * 1#2", "0 0 1 * 1", "0 0 */2 * 1",
    "+1 * * * *", "001 * * * *", "٣ * * * *", "mon * * * *", "* * * mon *", "**/2 * * * *", "0 0 * * fri-mon",
  ])
  func refusesWhatItIsNotSureAbout(_ text: String) {
    #expect(CronSchedule(text) == nil)
  }

  @Test func neverRunsOnDaysThatDoNotExist() throws {
    #expect(try #require(CronSchedule("0 0 30 2 *")).longestGap == nil)
    #expect(try #require(CronSchedule("0 0 31 4,6,9,11 *")).longestGap == nil)
  }

  /// Counts minutes one by one for schedules that repeat within a week.
  @Test func agreesWithCountingMinutes() throws {
    var random = Dice(state: 7)
    for _ in 0..<60 {
      let minutes = random.numbers(below: 60)
      let hours = random.numbers(below: 24)
      let days = random.numbers(below: 7)
      let text = [minutes, hours].map(Self.list).joined(separator: " ") + " * * " + Self.list(days)
      let runs = (0..<(14 * 1440)).filter {
        minutes.contains($0 % 60) && hours.contains($0 / 60 % 24) && days.contains($0 / 1440 % 7)
      }
      let longest = zip(runs, runs.dropFirst()).map { $1 - $0 }.max()
      #expect(try #require(CronSchedule(text)).longestGap == longest, "\(text)")
    }
  }

  /// Whatever is written, it is read or refused, and a gap is never less than a minute.
  @Test func readsAnything() {
    var random = Dice(state: 11)
    let pieces = ["*", "/", "-", ",", "0", "5", "59", "31", "7", "jan", "SUN", " ", " ", "?", "L", "\u{0}", "é", "99"]
    for _ in 0..<3000 {
      let fields = (0..<5).map { _ in (0...random.next(3)).map { _ in pieces[random.next(pieces.count)] }.joined() }
      let gap = CronSchedule(fields.joined(separator: " "))?.longestGap
      #expect(gap ?? 1 >= 1)
    }
  }

  private static func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ",") }
}

/// Numbers that are the same in every run.
private struct Dice {
  var state: UInt64

  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  /// One to four numbers in their order.
  mutating func numbers(below limit: Int) -> [Int] {
    var numbers: Set<Int> = []
    for _ in 0...next(4) { numbers.insert(next(limit)) }
    return numbers.sorted()
  }
}
