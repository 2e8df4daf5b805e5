package io.lotline.core.eventlog.mongo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/// What the log measures about itself.
final class LogMetrics {
    final Timer append;
    final Timer round;
    final DistributionSummary roundCommits;
    final Counter conflicts;
    final Counter duplicateRounds;
    final Counter unknownRounds;
    final Counter unknownResolved;
    final Counter handed;
    final Counter written;
    final Timer source;

    LogMetrics(MeterRegistry registry) {
        append =
                Timer.builder("lotline.log.append")
                        .description("From an append's call to its acknowledgement")
                        .publishPercentileHistogram()
                        .register(registry);
        round =
                Timer.builder("lotline.log.round")
                        .description("One insert of the committer, until durable")
                        .publishPercentileHistogram()
                        .register(registry);
        roundCommits =
                DistributionSummary.builder("lotline.log.round.commits")
                        .description("Commits of one insert")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(1.0)
                        .maximumExpectedValue(1_000.0)
                        .register(registry);
        conflicts =
                Counter.builder("lotline.log.conflicts")
                        .description("Appends whose condition did not hold")
                        .register(registry);
        duplicateRounds =
                Counter.builder("lotline.log.round.duplicates")
                        .description("Inserts that met another node's commit at the head")
                        .register(registry);
        unknownRounds =
                Counter.builder("lotline.log.unknown")
                        .description("Inserts whose outcome was unknown at first")
                        .register(registry);
        unknownResolved =
                Counter.builder("lotline.log.unknown.resolved")
                        .description("Commits found stored after an unknown outcome")
                        .register(registry);
        handed =
                Counter.builder("lotline.log.handed")
                        .description("Commits that another node was asked to write")
                        .register(registry);
        written =
                Counter.builder("lotline.log.written.for.others")
                        .description("Commits written for other nodes")
                        .register(registry);
        source =
                Timer.builder("lotline.log.source")
                        .description("Reading one boundary")
                        .publishPercentileHistogram()
                        .register(registry);
    }
}
