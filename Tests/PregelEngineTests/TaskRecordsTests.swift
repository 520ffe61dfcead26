import PregelValues
import Testing

@testable import PregelEngine

@Suite struct TaskRecordsTests {
    private func key(_ node: Int) -> TaskKey { TaskKey(node: node, packet: -1) }

    private func record(_ node: Int, _ answers: Value...) -> TaskRecord {
        var record = TaskRecord(key: key(node))
        record.answers = answers
        return record
    }

    @Test(arguments: [1, 8, 9, 40])
    func `of few and of many tasks each has its newest record`(count: Int) {
        var records = TaskRecords()
        #expect(records.isEmpty && records[key(0)] == nil)
        for node in 0..<count { records.keep(record(node, Value(node))) }
        for node in stride(from: 0, to: count, by: 2) { records.keep(record(node, "later")) }
        #expect(records.all.map(\.key) == (0..<count).map(key))
        for node in 0..<count { #expect(records[key(node)]?.answers == [node % 2 == 0 ? "later" : Value(node)]) }
        #expect(records[key(count)] == nil)
        #expect(records[TaskKey(node: 0, packet: 0)] == nil)
        #expect(records[TaskKey(node: 0, packet: -1, isHandler: true)] == nil)
    }

    @Test(arguments: [2, 20])
    func `a record is changed where it is, and made where it is not`(count: Int) {
        var records = TaskRecords()
        for node in 0..<count { records.keep(record(node)) }
        let changed = records.change(key(1)) { $0.answers.append("yes") }
        let made = records.change(key(count)) { $0.output = TaskOutput() }
        #expect(changed.answers == ["yes"] && records[key(1)]?.answers == ["yes"])
        #expect(made.key == key(count) && records.isFinished(key(count)) && !records.isFinished(key(1)))
        #expect(records.all.count == count + 1)
    }

    @Test(arguments: [3, 30])
    func `what is forgotten is not found again`(count: Int) {
        var records = TaskRecords()
        for node in 0..<count { records.keep(record(node, 1)) }
        records.removeAll()
        #expect(records.isEmpty && records[key(0)] == nil && !records.isFinished(key(count - 1)))
        records.keep(record(7))
        #expect(records.all.map(\.key) == [key(7)])
    }
}
