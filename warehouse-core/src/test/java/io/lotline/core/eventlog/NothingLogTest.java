package io.lotline.core.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.lotline.core.eventlog.chain.CommitHash;
import io.lotline.core.eventlog.chain.StoredCommit;
import io.lotline.core.testing.AppendJournal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// The contract's own test: against a log that says yes and does nothing, every test of it fails.
class NothingLogTest {
    @Test
    void no_test_of_the_contract_passes_on_a_log_that_does_nothing() {
        Outcomes outcomes = new Outcomes();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(NothingLog.Contract.class))
                        .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                        .build();

        LauncherFactory.create().execute(request, outcomes);

        assertThat(outcomes.failed).hasSizeGreaterThan(30);
        assertThat(outcomes.passed).isEmpty();
    }

    private static final class Outcomes implements TestExecutionListener {
        private final Queue<String> passed = new ConcurrentLinkedQueue<>();
        private final Queue<String> failed = new ConcurrentLinkedQueue<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                (result.getStatus() == TestExecutionResult.Status.FAILED ? failed : passed)
                        .add(test.getDisplayName());
            }
        }
    }

    /// Answers as if all was well.
    private static final class NothingLog implements EventLog, LogUnderTest {
        /// Found by the launcher above only: the build's own run takes no nested classes.
        static final class Contract extends EventLogContract {
            @Override
            protected LogUnderTest open() {
                return new NothingLog();
            }

            @Override
            protected Duration patience() {
                return Duration.ofMillis(50);
            }
        }

        @Override
        public CompletableFuture<Appended> append(
                List<NewEvent> events, AppendCondition condition) {
            return CompletableFuture.completedFuture(new Appended(1, 1, CommitHash.GENESIS));
        }

        @Override
        public Sourced source(Criteria criteria, long from) {
            return new Sourced(List.of(), 0);
        }

        @Override
        public List<StoredEvent> read(long from, int limit) {
            return List.of();
        }

        @Override
        public Subscription onAppend(Runnable listener) {
            return () -> {};
        }

        @Override
        public Head head() {
            return new Head(0, CommitHash.GENESIS);
        }

        @Override
        public long positionAt(Instant at) {
            return 1;
        }

        @Override
        public EventLog log() {
            return this;
        }

        @Override
        public EventLog otherNode() {
            return this;
        }

        @Override
        public Iterable<StoredCommit> commits() {
            return List.of();
        }

        @Override
        public List<String> flaws(Journal journal) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
