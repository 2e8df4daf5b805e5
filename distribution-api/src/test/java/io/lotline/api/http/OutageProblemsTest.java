package io.lotline.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.LogUnavailable;
import io.lotline.projections.engine.StoreUnavailable;
import org.junit.jupiter.api.Test;

/// What callers are told while the store does not answer.
class OutageProblemsTest {
    @Test
    void an_unknown_outcome_is_asked_again_with_the_same_key() {
        Problem problem = problemOf(new LogUnavailable("no answer", null));
        assertThat(problem.name()).isEqualTo("log-unavailable");
        assertThat(problem.detail()).contains("not known", "same idempotency key");
    }

    @Test
    void where_nothing_was_recorded_that_is_said() {
        Problem problem = problemOf(LogUnavailable.nothingStored("too late", null));
        assertThat(problem.name()).isEqualTo("log-unavailable");
        assertThat(problem.detail()).contains("nothing was recorded");
    }

    @Test
    void views_that_cannot_be_read_are_no_defect() {
        Problem problem = problemOf(new StoreUnavailable("no primary", null));
        assertThat(problem.name()).isEqualTo("store-unavailable");
    }

    @Test
    void what_is_no_outage_is_a_defect() {
        assertThat(ProblemAdvice.problemOf(new IllegalStateException(), "a test").status())
                .isEqualTo(500);
    }

    private static Problem problemOf(RuntimeException outage) {
        Problem problem = ProblemAdvice.problemOf(outage, "a test");
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.headers()).containsEntry("Retry-After", "1");
        return problem;
    }
}
