import Domain
import Testing

@Suite struct HistogramTests {
    @Test func anObservationCountsInTheFirstBucketThatHoldsIt() {
        var histogram = Histogram(bounds: [0.1, 1])
        for duration in [0.1, 0.05, 0.5, 7] { histogram.add(duration) }
        #expect(histogram.counts == [2, 1, 1])
        #expect(abs(histogram.seconds[0] - 0.15) < 1e-9)
        #expect(histogram.seconds[2] == 7)
    }

    @Test func aClockThatStepsBackTakesNothingAway() {
        var histogram = Histogram(bounds: [1])
        histogram.add(-3)
        #expect(histogram.counts == [1, 0])
        #expect(histogram.seconds == [0, 0])
    }

    @Test func emptyUntilTheFirst() {
        var histogram = Histogram(bounds: [1])
        #expect(histogram.isEmpty)
        histogram.add(2)
        #expect(!histogram.isEmpty)
    }
}
