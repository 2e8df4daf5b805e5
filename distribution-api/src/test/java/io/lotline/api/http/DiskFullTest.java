package io.lotline.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.LogFull;
import io.lotline.core.eventlog.LogUnavailable;
import org.junit.jupiter.api.Test;

/// A full disk is told from a log that does not answer: the one says that nothing was recorded.
class DiskFullTest {
    @Test
    void a_full_disk_is_503_and_says_that_nothing_was_recorded() {
        Problem full = ProblemAdvice.problemOf(new LogFull(), "POST /v1/scans");
        assertThat(full.status()).isEqualTo(503);
        assertThat(full.headers()).containsKey("Retry-After");
        assertThat(full.document().toString())
                .contains("/problems/disk-full")
                .contains("nothing was recorded");

        Problem unknown =
                ProblemAdvice.problemOf(new LogUnavailable("No answer.", null), "POST /v1/scans");
        assertThat(unknown.document().toString())
                .contains("/problems/log-unavailable")
                .contains("not known whether this was recorded");
    }
}
