package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.eventlog.Tag;
import io.lotline.core.events.BizStep;
import io.lotline.core.events.Document;
import io.lotline.core.events.InventoryEvent.GoodsMoved;
import io.lotline.core.events.Step;
import io.lotline.core.events.Tags;
import io.lotline.core.events.WarehouseEvent;
import io.lotline.core.values.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What an event says of itself is what it is found by: who looks for a lot, a serial number, a
/// document or a logistic unit finds every step of it.
class StepsTest {

    static List<WarehouseEvent> events() {
        List<WarehouseEvent> events = new ArrayList<>(SampleEvents.all());
        events.addAll(SampleEvents.all(new Random(1)));
        return events;
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_step_agrees_with_its_event(WarehouseEvent event) {
        assertThat(contradictions(event, event.step())).isEmpty();
        assertThat(event.step()).isEqualTo(event.step());
    }

    @Test
    void a_step_that_says_something_else_is_found_out() {
        WarehouseEvent moved = SampleRecords.full(GoodsMoved.class);
        Step step = moved.step();
        assertThat(contradictions(moved, step.under(Document.of(new OrderId("ANOTHER")))))
                .isNotEmpty();
        assertThat(contradictions(moved, step.moving(List.of()))).isNotEmpty();
        assertThat(contradictions(moved, Step.within(BizStep.STOCKING))).isNotEmpty();
    }

    private static List<String> contradictions(WarehouseEvent event, Step step) {
        List<String> found = new ArrayList<>();
        Set<Tag> tags = event.tags();
        if (!step.movements().equals(event.movements())) {
            found.add("its movements are others");
        }
        if (step.scan() != event.scan()) {
            found.add("its scan is another");
        }
        if (step.container() != null && !tags.contains(Tags.unit(step.container()))) {
            found.add("its unit is no tag");
        }
        if (step.bizStep() != null && step.goods().isEmpty() && step.stop() == null) {
            found.add("it is of no goods");
        }
        for (Step.Goods goods : step.goods()) {
            step.documents(goods).forEach(document -> check(document, tags, found));
            if (!tags.contains(Tags.lot(goods.item().di(), goods.item().lot()))) {
                found.add("its lot is no tag");
            }
            if (goods.serial() != null
                    && !tags.contains(Tags.serial(goods.item().di(), goods.serial()))) {
                found.add("its serial number is no tag");
            }
        }
        step.documents().forEach(document -> check(document, tags, found));
        event.due().stream()
                .filter(due -> !tags.contains(Tags.work(due.item().subject())))
                .forEach(due -> found.add(due.item() + " is no tag"));
        return found;
    }

    private static void check(Document document, Set<Tag> tags, List<String> found) {
        // counts are looked for by the goods that were counted
        if (document.kind() != Document.Kind.COUNT
                && !tags.contains(new Tag(document.kind().word(), document.id()))) {
            found.add(document + " is no tag");
        }
    }
}
