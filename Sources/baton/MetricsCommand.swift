import ArgumentParser
import ProcessReport
import ProcessWorkspace

struct MetricsCommand: Answering {
    static let configuration = CommandConfiguration(commandName: "metrics")
    func answer() throws -> Status { .fine }
}
