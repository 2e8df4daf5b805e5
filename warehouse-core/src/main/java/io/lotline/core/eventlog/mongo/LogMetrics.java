package io.lotline.core.eventlog.mongo;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/// What the log measures about itself.
final class LogMetrics {
    final Timer append;
    final Timer round;
    final DistributionSummary roundAppends;
    final DistributionSummary roundDocuments;
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
        roundAppends =
                DistributionSummary.builder("lotline.log.round.appends")
                        .description("Appends of one insert")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(1.0)
                        .maximumExpectedValue(1_000.0)
                        .register(registry);
        roundDocuments =
                DistributionSummary.builder("lotline.log.round.documents")
                        .description("Documents of one insert; small appends share one")
                        .register(registry);
        conflicts =
                counter(registry, "lotline.log.conflicts", "Appends whose condition did not hold");
        duplicateRounds =
                counter(
                        registry,
                        "lotline.log.round.duplicates",
                        "Inserts that met another node's commit at the head");
        unknownRounds =
                counter(
                        registry,
                        "lotline.log.unknown",
                        "Inserts whose outcome was unknown at first");
        unknownResolved =
                counter(
                        registry,
                        "lotline.log.unknown.resolved",
                        "Appends found stored after an unknown outcome");
        handed =
                counter(
                        registry,
                        "lotline.log.handed",
                        "Appends that another node was asked to write");
        written =
                counter(
                        registry,
                        "lotline.log.written.for.others",
                        "Appends written for other nodes");
        source =
                Timer.builder("lotline.log.source")
                        .description("Reading one boundary")
                        .publishPercentileHistogram()
                        .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
