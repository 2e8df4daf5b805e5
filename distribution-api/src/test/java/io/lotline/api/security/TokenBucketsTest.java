package io.lotline.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.http.TokenBuckets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {
    private final AtomicLong clock = new AtomicLong();
    private final TokenBuckets buckets =
            new TokenBuckets(3, Duration.ofSeconds(10), 100, clock::get);

    @Test
    void an_empty_bucket_says_how_long_to_wait_and_fills_again() {
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isZero();
        }
        assertThat(buckets.take("a")).isEqualTo(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(4));
        assertThat(buckets.take("a")).isEqualTo(Duration.ofSeconds(6));
        pass(Duration.ofSeconds(6));
        assertThat(buckets.take("a")).isZero();
        assertThat(buckets.take("a")).isEqualTo(Duration.ofSeconds(10));
        pass(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("a")).isZero();
        }
        assertThat(buckets.take("a")).isPositive();
    }

    @Test
    void one_name_takes_nothing_from_another() {
        for (int i = 0; i < 10; i++) {
            var _ = buckets.take("a");
        }
        assertThat(buckets.take("b")).isZero();
    }

    @Test
    void names_without_end_take_no_memory_without_end() {
        for (int i = 0; i < 3; i++) {
            var _ = buckets.take("first");
        }
        for (int i = 0; i < 10_000; i++) {
            var _ = buckets.take("name " + i);
            if (i % 50 == 0) {
                // whoever goes on is not forgotten
                assertThat(buckets.take("first")).isPositive();
            }
        }
        assertThat(buckets.size()).isEqualTo(100);
    }

    @Test
    void a_key_claimed_from_many_addresses_is_counted_for_all_of_them() {
        FailedSignIns failures = new FailedSignIns(clock::get);
        int few = io.lotline.api.http.HttpLimits.FAILED_SIGN_INS;
        for (int i = 0; i < few; i++) {
            assertThat(failures.count("address " + i, "lot_k1_guess" + i)).isZero();
        }
        assertThat(failures.count("another address", "lot_k1_guess")).isPositive();
        assertThat(failures.count("another address", "lot_k2_guess")).isZero();
    }

    @Test
    void a_header_is_believed_as_far_as_trusted_proxies_wrote_it() {
        ClientAddresses none = new ClientAddresses("");
        assertThat(none.of("10.0.0.1", List.of("1.2.3.4"))).isEqualTo("10.0.0.1");
        ClientAddresses one = new ClientAddresses("10.0.0.1, 10.0.0.2");
        assertThat(one.of("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
        assertThat(one.of("10.0.0.1", List.of("6.6.6.6", "1.2.3.4"))).isEqualTo("1.2.3.4");
        assertThat(one.of("10.0.0.1", List.of("1.2.3.4", "10.0.0.2"))).isEqualTo("1.2.3.4");
        assertThat(one.of("10.0.0.3", List.of("1.2.3.4"))).isEqualTo("10.0.0.3");
        assertThat(one.of("10.0.0.1", List.of("nonsense"))).isEqualTo("10.0.0.1");
    }

    @Test
    void all_addresses_of_an_ipv6_network_are_one() {
        ClientAddresses none = new ClientAddresses("");
        String first = none.of("2001:db8:1:2::1", List.of());
        assertThat(none.of("2001:db8:1:2:ffff::9", List.of())).isEqualTo(first);
        assertThat(none.of("2001:db8:1:3::1", List.of())).isNotEqualTo(first);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
