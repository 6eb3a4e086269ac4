import Testing

@testable import JobQueue

struct LeaseScheduleTests {
    private var schedule = LeaseSchedule()

    @Test func theFirstStepIsARenewal() {
        #expect(schedule.step(now: 0, jobs: []) == .renew)
    }

    @Test mutating func leasesOfAMinuteAreRenewedEvery20Seconds() {
        schedule.renewed(at: 100, lengths: [(1, 60)])
        #expect(schedule.step(now: 119.9, jobs: [(1, 60)]) == .check)
        #expect(schedule.step(now: 120, jobs: [(1, 60)]) == .renew)
    }

    @Test mutating func theShortestLeaseDecides() {
        schedule.renewed(at: 100, lengths: [(1, 60)])
        #expect(schedule.step(now: 102, jobs: [(1, 60), (2, 6)]) == .renew)
    }

    @Test mutating func aLeaseThatAnOperatorMadeShorterIsRenewedSooner() {
        schedule.renewed(at: 100, lengths: [(1, 3)])
        #expect(schedule.step(now: 101, jobs: [(1, 60)]) == .renew)
    }

    @Test mutating func aLongLeaseIsRenewedEvery20SecondsAllTheSame() {
        schedule.renewed(at: 100, lengths: [(1, 3600)])
        #expect(schedule.step(now: 120, jobs: [(1, 3600)]) == .renew)
    }

    @Test mutating func betweenRenewalsItIsLookedWhetherTheyHold() {
        schedule.renewed(at: 100, lengths: [(1, 60)])
        #expect(schedule.step(now: 101, jobs: [(1, 60)]) == .nothing)
        #expect(schedule.step(now: 101.5, jobs: [(1, 60)]) == .check)
        schedule.checked(at: 101.5)
        #expect(schedule.step(now: 102.5, jobs: [(1, 60)]) == .nothing)
    }

    @Test mutating func withoutJobsThereIsNothingToLookAt() {
        schedule.renewed(at: 100, lengths: [])
        #expect(schedule.step(now: 110, jobs: []) == .nothing)
        // The worker itself is to be heard of.
        #expect(schedule.step(now: 120, jobs: []) == .renew)
    }
}
