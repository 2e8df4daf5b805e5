package io.lotline.core.distribution;

import static io.lotline.core.rules.Park.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.events.Allocation;
import io.lotline.core.events.DistributionEvent.OrderAllocated;
import io.lotline.core.rules.Given;
import io.lotline.core.rules.Park;
import io.lotline.core.values.Location;
import io.lotline.core.values.OrderId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// Allocation against brute force: one piece after the other, each time the usable one that expires
/// first.
class FirstExpiredFirstOutTest {
    private record Lot(String name, LocalDate expiry, Location bin, int quantity, boolean usable) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void the_allocation_is_the_one_that_brute_force_finds(@ForAll long seed) {
        Random random = new Random(seed);
        LocalDate today = TODAY.plusDays(20);
        int minimumDays = random.nextInt(15);
        Given given = Park.open();
        List<Lot> lots = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(7); i++) {
            // 20 days later some have expired; no two expire on the same day
            LocalDate expiry = TODAY.plusDays(7L * random.nextInt(8) + i);
            Location bin = random.nextBoolean() ? BIN_A : BIN_B;
            boolean held = random.nextInt(5) == 0;
            boolean recalled = random.nextInt(5) == 0;
            Lot lot =
                    new Lot(
                            "L" + i,
                            expiry,
                            bin,
                            1 + random.nextInt(9),
                            !held && !recalled && !expiry.isBefore(today.plusDays(minimumDays)));
            lots.add(lot);
            stock(given, OWNER, lot.name(), expiry, bin, lot.quantity());
            if (held) {
                given.and(hold("H-" + i, scope(STENT, lot.name())));
            }
            if (recalled) {
                given.and(recall("RC-" + i, STENT, lot.name()));
            }
        }
        int wanted = 1 + random.nextInt(40);
        given.and(
                new PlaceOrderDecision(),
                order("SO-1", HOSPITAL, wanted("1", STENT, wanted, minimumDays)));

        var allocated =
                given.when(
                                new AllocateOrderDecision(),
                                new AllocateOrder(new OrderId("SO-1"), null, null, today))
                        .accepted(OrderAllocated.class);

        List<String> pieces = new ArrayList<>();
        for (Allocation part : allocated.allocations()) {
            for (int i = 0; i < part.quantity(); i++) {
                pieces.add(part.item().lot() + "");
            }
        }
        assertThat(pieces).as("seed %d", seed).isEqualTo(bruteForce(lots, wanted));
        int shortage = allocated.shortages().stream().mapToInt(part -> part.quantity()).sum();
        assertThat(pieces.size() + shortage).as("seed %d", seed).isEqualTo(wanted);
    }

    private static List<String> bruteForce(List<Lot> lots, int wanted) {
        int[] left = lots.stream().mapToInt(Lot::quantity).toArray();
        List<String> pieces = new ArrayList<>();
        for (int piece = 0; piece < wanted; piece++) {
            int best = -1;
            for (int i = 0; i < left.length; i++) {
                if (left[i] > 0
                        && lots.get(i).usable()
                        && (best < 0 || lots.get(i).expiry().isBefore(lots.get(best).expiry()))) {
                    best = i;
                }
            }
            if (best >= 0) {
                left[best]--;
                pieces.add(lots.get(best).name());
            }
        }
        return pieces;
    }
}
