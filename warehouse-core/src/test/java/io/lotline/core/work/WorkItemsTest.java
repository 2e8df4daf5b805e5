package io.lotline.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.axon.Given;
import io.lotline.core.events.Scan;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.events.WorkEvent.Attempted;
import io.lotline.core.events.WorkEvent.Refusal;
import io.lotline.core.events.WorkEvent.ScanRefused;
import io.lotline.core.events.WorkEvent.WorkItemClaimed;
import io.lotline.core.events.WorkEvent.WorkItemReleased;
import io.lotline.core.events.WorkEvent.WorkItemResolved;
import io.lotline.core.rules.Park;
import io.lotline.core.values.Di;
import io.lotline.core.values.WarehouseId;
import io.lotline.core.values.WorkItemId;
import io.lotline.core.values.WorkKind;
import io.lotline.core.values.WorkOutcome;
import io.lotline.core.values.WorkSubject;
import io.lotline.core.work.WorkRejection.NoteNeeded;
import io.lotline.core.work.WorkRejection.OutcomeNotSaid;
import io.lotline.core.work.WorkRejection.UnknownWorkItem;
import io.lotline.core.work.WorkRejection.WorkItemClaimedByOther;
import io.lotline.core.work.WorkRejection.WorkItemResolvedAlready;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A refused scan leaves one item for one thing to do, and an item ends once.
class WorkItemsTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
    private static final WorkSubject BOX = new WorkSubject("0123456789abcdef0123");
    private static final WorkItemId ITEM = WorkItemId.of(AT, BOX);
    private static final WorkCaller OPERATOR = new WorkCaller("op", false, null);
    private static final WorkCaller COLLEAGUE = new WorkCaller("other", false, null);
    private static final WorkCaller QUALITY = new WorkCaller("quality", true, null);

    private static RecordRefusal refused(String scanId, String problem, Instant at) {
        return new RecordRefusal(
                BOX,
                new Attempted(
                        "op", null, Park.W1, "receive", "ASN-1", null, null, null, null, null, null,
                        null, null),
                new Refusal(problem, "No.\nMaybe yes.", "{}"),
                new Scan(scanId, "gs1", List.of("]d2..."), at),
                at);
    }

    private static ScanRefused event(WorkItemId item, String scanId, String problem, Instant at) {
        RecordRefusal of = refused(scanId, problem, at);
        return new ScanRefused(
                item, KindOfRefusal.of(problem), of.attempted(), of.refusal(), of.evidence());
    }

    private static ScanRefused first() {
        return event(ITEM, "S-1", "over-receipt", AT);
    }

    private static WorkItemResolved done() {
        return new WorkItemResolved(ITEM, WorkOutcome.DONE, null, "op", null);
    }

    @Test
    void the_same_thing_is_one_item_while_it_is_open() {
        Given.nothing().when(refused("S-1", "over-receipt", AT)).thenEvents(first());
        Instant later = AT.plusSeconds(60);
        Given.events(first())
                .when(refused("S-2", "over-receipt", later))
                .thenEvents(event(ITEM, "S-2", "over-receipt", later));
        Given.events(first())
                .when(refused("S-1", "lot-expired", later))
                .thenEvents(event(ITEM, "S-1", "lot-expired", later));
        assertThat(first().kind()).isEqualTo(WorkKind.EXTRA);
    }

    @Test
    void the_same_refusal_of_a_scan_is_recorded_once_while_the_item_is_open() {
        Instant later = AT.plusSeconds(60);
        Given.events(first()).when(refused("S-1", "over-receipt", later)).thenRefusal();
        ScanRefused again = event(WorkItemId.of(later, BOX), "S-1", "over-receipt", later);
        Given.events(first(), done()).when(refused("S-1", "over-receipt", later)).thenEvents(again);
        Given.events(first(), done(), again)
                .when(refused("S-1", "over-receipt", later.plusSeconds(1)))
                .thenRefusal();
    }

    @Test
    void what_is_refused_anew_after_it_ended_is_another_item() {
        Instant later = AT.plusSeconds(60);
        Given.events(first(), done())
                .when(refused("S-2", "over-receipt", later))
                .thenEvents(event(WorkItemId.of(later, BOX), "S-2", "over-receipt", later));
    }

    @Test
    void more_refusals_of_an_item_than_anybody_reads_are_only_counted() {
        List<WarehouseEvent> many = new ArrayList<>();
        for (int i = 0; i < WorkFile.MOST; i++) {
            many.add(event(ITEM, "S-" + i, "over-receipt", AT));
        }
        Given.events(many).when(refused("S-X", "over-receipt", AT)).thenRefusal();
        Given.events(many.subList(1, WorkFile.MOST))
                .when(refused("S-X", "over-receipt", AT))
                .thenEvents(event(ITEM, "S-X", "over-receipt", AT));
    }

    @Test
    void a_refused_carton_is_told_in_pieces_of_its_device() {
        RecordRefusal carton = carton(Park.STENT_BOX, 30);
        Attempted pieces = carton(Park.STENT, 300).attempted();
        Given.events(Park.stent())
                .when(carton)
                .thenEvents(
                        new ScanRefused(
                                ITEM, WorkKind.EXTRA, pieces, carton.refusal(), carton.evidence()));
        Given.nothing()
                .when(carton)
                .thenEvents(
                        new ScanRefused(
                                ITEM,
                                WorkKind.EXTRA,
                                carton.attempted(),
                                carton.refusal(),
                                carton.evidence()));
    }

    private static RecordRefusal carton(Di di, int quantity) {
        RecordRefusal of = refused("S-1", "over-receipt", AT);
        return new RecordRefusal(
                BOX, of.attempted().of(di, quantity), of.refusal(), of.evidence(), AT);
    }

    @Test
    void a_refused_scan_is_done_by_another_of_as_many_in_the_same_place() {
        WorkPlace there = new WorkPlace(Park.BIN_A.id(), null, null);
        WorkPlace elsewhere = new WorkPlace(null, Park.BIN_A.id(), null);
        WorkFile.Refused some = new WorkFile.Refused("op", "S-1", "short", there, 5);
        assertThat(some.isDoneBy(there, 5)).isTrue();
        assertThat(some.isDoneBy(there, 500)).isTrue();
        assertThat(some.isDoneBy(there, 4)).isFalse();
        assertThat(some.isDoneBy(there, null)).isFalse();
        assertThat(some.isDoneBy(elsewhere, 5)).isFalse();
        WorkFile.Refused all = new WorkFile.Refused("op", "S-1", "short", there, null);
        assertThat(all.isDoneBy(there, 1)).isTrue();
        assertThat(all.isDoneBy(elsewhere, 1)).isFalse();
    }

    @Test
    void one_person_sees_to_an_item() {
        WorkItemClaimed claimed = new WorkItemClaimed(ITEM, "op");
        Given.events(first()).when(new ClaimWorkItem(ITEM, OPERATOR)).thenEvents(claimed);
        Given.events(first(), claimed).when(new ClaimWorkItem(ITEM, OPERATOR)).thenNothing();
        Given.events(first(), claimed)
                .when(new ClaimWorkItem(ITEM, COLLEAGUE))
                .thenRefused(new WorkItemClaimedByOther(ITEM, "op"));
        Given.events(first(), claimed)
                .when(new ClaimWorkItem(ITEM, QUALITY))
                .thenEvents(new WorkItemClaimed(ITEM, "quality"));
        Given.events(first(), claimed)
                .when(new ReleaseWorkItem(ITEM, COLLEAGUE))
                .thenRefused(WorkItemClaimedByOther.class);
        Given.events(first(), claimed)
                .when(new ReleaseWorkItem(ITEM, OPERATOR))
                .thenEvents(new WorkItemReleased(ITEM, "op"));
        Given.events(first(), claimed, new WorkItemReleased(ITEM, "op"))
                .when(new ClaimWorkItem(ITEM, COLLEAGUE))
                .thenEvents(new WorkItemClaimed(ITEM, "other"));
        Given.events(first()).when(new ReleaseWorkItem(ITEM, OPERATOR)).thenNothing();
    }

    @Test
    void an_item_ends_once_and_says_how() {
        Given.events(first())
                .when(new ResolveWorkItem(ITEM, WorkOutcome.SENT_BACK, "两箱", OPERATOR))
                .thenEvents(new WorkItemResolved(ITEM, WorkOutcome.SENT_BACK, "两箱", "op", null));
        Given.events(first(), done())
                .when(new ResolveWorkItem(ITEM, WorkOutcome.CORRECTED, null, OPERATOR))
                .thenRefused(new WorkItemResolvedAlready(ITEM, WorkOutcome.DONE));
        Given.events(first(), done())
                .when(new ClaimWorkItem(ITEM, OPERATOR))
                .thenRefused(WorkItemResolvedAlready.class);
        Given.events(first())
                .when(new ResolveWorkItem(ITEM, WorkOutcome.DISMISSED, null, OPERATOR))
                .thenRefused(NoteNeeded.class);
        Given.events(first())
                .when(new ResolveWorkItem(ITEM, WorkOutcome.SCANNED, null, OPERATOR))
                .thenRefused(OutcomeNotSaid.class);
        Given.events(first(), new WorkItemClaimed(ITEM, "op"))
                .when(new ResolveWorkItem(ITEM, WorkOutcome.DONE, null, COLLEAGUE))
                .thenRefused(WorkItemClaimedByOther.class);
    }

    @Test
    void nothing_is_told_of_what_is_not_there_or_elsewhere() {
        Given.nothing()
                .when(new ClaimWorkItem(ITEM, OPERATOR))
                .thenRefused(new UnknownWorkItem(ITEM));
        Given.events(first())
                .when(new ClaimWorkItem(WorkItemId.of(AT.plusSeconds(1), BOX), OPERATOR))
                .thenRefused(UnknownWorkItem.class);
        WorkCaller elsewhere = new WorkCaller("op", true, Set.of(new WarehouseId("W2")));
        Given.events(first())
                .when(new ResolveWorkItem(ITEM, WorkOutcome.DONE, null, elsewhere))
                .thenRefused(UnknownWorkItem.class);
    }
}
