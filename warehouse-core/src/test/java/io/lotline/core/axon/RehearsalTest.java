package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.decision.CommandDesk;
import io.lotline.core.decision.CommandDesk.Answer.Done;
import io.lotline.core.decision.CommandDesk.Answer.Refused;
import io.lotline.core.decision.Outcome;
import io.lotline.core.decision.Outcome.Accepted;
import io.lotline.core.decision.Outcome.Rejected;
import io.lotline.core.decision.Rehearsal;
import io.lotline.core.decision.Request;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.inventory.DefineLocation;
import io.lotline.core.values.Location;
import io.lotline.core.values.LocationId;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.Zone;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.axonframework.common.configuration.AxonConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final Request REQUEST =
            new Request("admin", null, null, Instant.parse("2026-03-01T08:00:00Z"));

    private final EventLog log = new InMemoryEventLog();
    private final AxonConfiguration axon =
            LotlineConfigurer.configurer(log, new SimpleMeterRegistry(), Decisions.all()).start();
    private final CommandDesk desk = axon.getComponent(CommandDesk.class);

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    private static DefineLocation location(String id, Zone zone) {
        return new DefineLocation(
                new Location(new WarehouseId("W"), new LocationId(id)), zone, null, null, null);
    }

    /// What is rehearsed comes out as it would, each on top of the one before, and nothing of it is
    /// there afterwards.
    @Test
    void commands_are_decided_one_on_top_of_the_other_and_nothing_is_recorded() {
        assertThat(desk.handle(location("DOCK", Zone.QUARANTINE), REQUEST))
                .isInstanceOf(Done.class);
        long before = log.head().position();
        List<DefineLocation> commands =
                List.of(
                        location("DOCK", Zone.QUARANTINE),
                        location("A1", Zone.QUALIFIED),
                        location("a1", Zone.QUALIFIED),
                        location("A1", Zone.QUALIFIED),
                        location("A1", Zone.DISPATCH));
        Rehearsal rehearsal = desk.rehearse();
        List<Outcome> rehearsed =
                commands.stream().map(each -> rehearsal.decide(each, REQUEST)).toList();
        assertThat(log.head().position()).isEqualTo(before);
        assertThat(rehearsal.position()).isEqualTo(before);
        assertThat(rehearsed.get(0)).isEqualTo(Outcome.accepted());
        assertThat(rehearsed.get(1)).isInstanceOf(Accepted.class);
        assertThat(rehearsed.get(2)).as("A1 is imagined").isInstanceOf(Rejected.class);
        assertThat(rehearsed.get(3)).isEqualTo(Outcome.accepted());
        assertThat(rehearsed.get(4)).isInstanceOf(Accepted.class);
        for (int i = 0; i < commands.size(); i++) {
            switch (desk.handle(commands.get(i), REQUEST)) {
                case Done done ->
                        assertThat(rehearsed.get(i))
                                .isEqualTo(
                                        new Accepted(
                                                done.events().stream()
                                                        .map(CommandDesk.Recorded::event)
                                                        .toList()));
                case Refused refused ->
                        assertThat(rehearsed.get(i)).isEqualTo(new Rejected(refused.reason()));
            }
        }
    }

    @Test
    void a_new_rehearsal_knows_nothing_of_another() {
        desk.rehearse().decide(location("A1", Zone.QUALIFIED), REQUEST);
        assertThat(desk.rehearse().decide(location("a1", Zone.QUALIFIED), REQUEST))
                .isInstanceOf(Accepted.class);
    }
}
