package io.lotline.core.eventlog.chain;

import static io.lotline.core.eventlog.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.eventlog.StoredEvent;
import io.lotline.core.eventlog.Tag;
import io.lotline.core.eventlog.chain.LogAuditor.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The auditor passes a whole log and names the first thing that was done to a log.
class LogAuditorTest {
    private List<StoredCommit> commits = List.of();

    @BeforeEach
    void three_commits() {
        try (InMemoryEventLog log = new InMemoryEventLog()) {
            log.append(List.of(event("a"), event("b")), AppendCondition.NONE);
            log.append(List.of(event("c")), AppendCondition.NONE);
            log.append(List.of(event("d")), AppendCondition.NONE);
            commits = log.commits();
        }
    }

    @Test
    void a_whole_log_is_whole() {
        Report report = LogAuditor.audit(commits);

        assertThat(report.whole()).isTrue();
        assertThat(report.position()).isEqualTo(4);
        assertThat(report.commits()).isEqualTo(3);
        assertThat(report.hash()).isEqualTo(commits.getLast().hash());
        assertThat(LogAuditor.audit(List.of()).hash()).isEqualTo(CommitHash.GENESIS);
    }

    @Test
    void a_missing_commit_is_found() {
        assertThat(flawAt(List.of(commits.get(0), commits.get(2)))).isEqualTo(3);
        assertThat(flawAt(commits.subList(1, 3))).isEqualTo(1);
    }

    @Test
    void exchanged_and_repeated_commits_are_found() {
        assertThat(flawAt(List.of(commits.get(0), commits.get(2), commits.get(1)))).isEqualTo(3);
        assertThat(flawAt(List.of(commits.get(0), commits.get(1), commits.get(1)))).isEqualTo(4);
    }

    @Test
    void any_changed_field_of_an_event_is_found() {
        List<UnaryOperator<StoredEvent>> changes =
                List.of(
                        e -> changed(e, "x", e.name(), e.actor(), e.tags(), e.data(), e.meta()),
                        e -> changed(e, e.id(), "X", e.actor(), e.tags(), e.data(), e.meta()),
                        e -> changed(e, e.id(), e.name(), "x", e.tags(), e.data(), e.meta()),
                        e -> changed(e, e.id(), e.name(), e.actor(), Set.of(), e.data(), e.meta()),
                        e -> changed(e, e.id(), e.name(), e.actor(), e.tags(), "{}", e.meta()),
                        e -> changed(e, e.id(), e.name(), e.actor(), e.tags(), e.data(), Map.of()),
                        e ->
                                new StoredEvent(
                                        e.position(),
                                        e.id(),
                                        e.name(),
                                        2,
                                        e.at(),
                                        e.actor(),
                                        e.tags(),
                                        e.data(),
                                        e.meta()),
                        e ->
                                new StoredEvent(
                                        e.position(),
                                        e.id(),
                                        e.name(),
                                        e.version(),
                                        e.at().minusMillis(1),
                                        e.actor(),
                                        e.tags(),
                                        e.data(),
                                        e.meta()));
        for (UnaryOperator<StoredEvent> change : changes) {
            StoredCommit second = commits.get(1);
            List<StoredCommit> bent = new ArrayList<>(commits);
            bent.set(
                    1,
                    new StoredCommit(
                            second.position(),
                            second.at(),
                            second.hash(),
                            List.of(change.apply(second.events().getFirst()))));
            assertThat(flawAt(bent)).isEqualTo(3);
        }
    }

    @Test
    void a_changed_hash_or_time_of_a_commit_is_found() {
        StoredCommit last = commits.getLast();
        assertThat(
                        flawAt(
                                List.of(
                                        commits.get(0),
                                        commits.get(1),
                                        new StoredCommit(
                                                4, last.at(), CommitHash.GENESIS, last.events()))))
                .isEqualTo(4);
        assertThat(
                        flawAt(
                                List.of(
                                        commits.get(0),
                                        commits.get(1),
                                        new StoredCommit(
                                                4,
                                                last.at().plusMillis(1),
                                                last.hash(),
                                                last.events()))))
                .isEqualTo(4);
    }

    /// Computed by another program from the description of `CommitHash` alone.
    @Test
    void the_chain_is_the_one_described() {
        assertThat(commits).extracting(StoredCommit::hash).containsExactlyElementsOf(VECTORS);
    }

    private static final List<String> VECTORS =
            List.of(
                    "c67e47478d1c98e354b559f79b676785f4df8f26ad666674ef0ff661e4852cf4",
                    "57295b08c8219786fa4f2392adbf5007d8a86eebafb2384b2fd001e0bc039352",
                    "ce2142ae82ee872debbb3f227f32d4d82b05f082854a57bd7553bd6986c8962d");

    private static StoredEvent changed(
            StoredEvent event,
            String id,
            String name,
            String actor,
            Set<Tag> tags,
            String data,
            Map<String, String> meta) {
        return new StoredEvent(
                event.position(), id, name, event.version(), event.at(), actor, tags, data, meta);
    }

    private static long flawAt(List<StoredCommit> commits) {
        return LogAuditor.audit(commits).flaw().orElseThrow().position();
    }

    private static NewEvent event(String id) {
        return new NewEvent(
                id,
                "lotline.Noted",
                1,
                NOON,
                "key-1",
                Set.of(new Tag("lot", "华康/1"), new Tag("owner", "b"), new Tag("owner", "a")),
                "{\"n\":1,\"名\":\"\uD83D\uDE9A\"}",
                Map.of("来源", "s", "a", "b=c"));
    }
}
