package io.lotline.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.WarehouseEvent;
import org.junit.jupiter.api.Test;

class BoundariesTest {
    @Test
    void every_event_that_moves_goods_is_in_the_list_of_moves() {
        assertThat(Boundaries.MOVES)
                .containsExactlyInAnyOrderElementsOf(
                        EventCatalogue.types().stream()
                                .filter(BoundariesTest::movesGoods)
                                .toList());
    }

    private static boolean movesGoods(Class<? extends WarehouseEvent> type) {
        try {
            return type.getMethod("movements").getDeclaringClass() != WarehouseEvent.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
