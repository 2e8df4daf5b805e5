package io.lotline.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.Rejection;
import io.lotline.core.distribution.DistributionRejection;
import io.lotline.core.inbound.InboundRejection;
import io.lotline.core.inventory.InventoryRejection;
import io.lotline.core.rules.SharedRejection;
import io.lotline.core.values.WorkKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The problems that make a kind of work are problems that there are.
class KindOfRefusalTest {
    /// What the desk refuses before any rule is asked.
    private static final Set<String> OF_LABELS =
            Set.of("unreadable-scan", "contradicting-symbols", "reading-not-offered");

    private static Set<String> problems() {
        Set<String> problems = new HashSet<>(OF_LABELS);
        for (Class<? extends Rejection> family :
                List.of(
                        SharedRejection.class,
                        InboundRejection.class,
                        InventoryRejection.class,
                        DistributionRejection.class)) {
            for (Class<?> one : family.getPermittedSubclasses()) {
                problems.add(
                        one.getSimpleName()
                                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                                .toLowerCase(Locale.ROOT));
            }
        }
        return problems;
    }

    @Test
    void every_name_is_that_of_a_problem() {
        Set<String> problems = problems();
        assertThat(KindOfRefusal.PROBLEMS.values()).isNotEmpty();
        for (Set<String> names : KindOfRefusal.PROBLEMS.values()) {
            assertThat(problems).containsAll(names);
        }
        assertThat(problems).as("a name too many would be noticed").doesNotContain("over-reciept");
    }

    @Test
    void what_is_of_no_kind_of_its_own_was_refused() {
        assertThat(KindOfRefusal.of("lot-under-recall")).isEqualTo(WorkKind.REFUSED);
        assertThat(KindOfRefusal.of("over-receipt")).isEqualTo(WorkKind.EXTRA);
        assertThat(KindOfRefusal.of("insufficient-stock")).isEqualTo(WorkKind.SHORT);
        assertThat(KindOfRefusal.of("scan-too-old")).isEqualTo(WorkKind.LATE);
    }
}
