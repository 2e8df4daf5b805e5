package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotline.core.eventlog.AppendCondition;
import io.lotline.core.eventlog.EventLog;
import io.lotline.core.eventlog.InMemoryEventLog;
import io.lotline.core.eventlog.NewEvent;
import io.lotline.core.events.AccessEvent.LookedUp;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.values.KeyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowedEventsTest {
    private final EventLog log = new InMemoryEventLog();
    private final EventLogStorageEngine engine = new EventLogStorageEngine(log);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void every_event_comes_once_and_in_order_over_many_batches() throws Exception {
        append(1, 4_500);
        append(4_501, 5_000);
        assertThat(positions(from(0))).isEqualTo(numbers(1, 5_000));
        assertThat(positions(from(3_999))).isEqualTo(numbers(4_000, 5_000));
    }

    @Test
    void what_is_appended_later_wakes_the_reader_and_follows() throws Exception {
        append(1, 3);
        MessageStream<EventMessage> stream = from(0);
        assertThat(positions(stream)).isEqualTo(numbers(1, 3));

        CountDownLatch woken = new CountDownLatch(1);
        stream.setCallback(woken::countDown);
        assertThat(woken.getCount()).isEqualTo(1);
        append(4, 5);
        assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(positions(stream)).isEqualTo(numbers(4, 5));
    }

    @Test
    void a_closed_stream_hands_out_nothing() throws Exception {
        append(1, 3);
        MessageStream<EventMessage> stream = from(0);
        stream.close();
        assertThat(stream.hasNextAvailable()).isFalse();
        assertThat(stream.isCompleted()).isTrue();
    }

    @Test
    void criteria_choose_events_but_positions_stay_those_of_the_log() throws Exception {
        append(1, 100);
        MessageStream<EventMessage> stream =
                engine.stream(
                        StreamingCondition.conditionFor(
                                new GlobalSequenceTrackingToken(0),
                                EventCriteria.havingTags(Tag.of("key", "k7"))),
                        null);
        assertThat(positions(stream))
                .isEqualTo(List.of(7L, 17L, 27L, 37L, 47L, 57L, 67L, 77L, 87L, 97L));
    }

    @Test
    void an_event_that_cannot_be_read_fails_where_it_is_handled() throws Exception {
        NewEvent unknown =
                new NewEvent("e1", "lotline.Unheard", 1, Race.AT, "a", Set.of(), "{}", Map.of());
        log.append(List.of(unknown), AppendCondition.NONE).get(10, TimeUnit.SECONDS);
        EventMessage message = from(0).next().orElseThrow().message();
        assertThat(message.type().name()).isEqualTo("lotline.Unheard");
        assertThatThrownBy(message::payload).isInstanceOf(EventJson.UnknownEvent.class);
    }

    private MessageStream<EventMessage> from(long seen) {
        return engine.stream(
                StreamingCondition.startingFrom(new GlobalSequenceTrackingToken(seen)), null);
    }

    private static List<Long> positions(MessageStream<EventMessage> stream) {
        List<Long> positions = new ArrayList<>();
        while (stream.hasNextAvailable()) {
            MessageStream.Entry<EventMessage> entry = stream.next().orElseThrow();
            long position =
                    EventLogStorageEngine.positionOf(
                            TrackingToken.fromContext(entry).orElseThrow());
            assertThat(((LookedUp) entry.message().payload()).path()).isEqualTo("/" + position);
            positions.add(position);
        }
        return positions;
    }

    private static List<Long> numbers(long from, long to) {
        List<Long> numbers = new ArrayList<>();
        for (long number = from; number <= to; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private void append(int from, int to) throws Exception {
        List<NewEvent> events = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            LookedUp event = new LookedUp(new KeyId("k" + i % 10), "/" + i, null);
            events.add(
                    new NewEvent(
                            "e" + i,
                            EventCatalogue.nameOf(LookedUp.class),
                            1,
                            Instant.EPOCH,
                            "a",
                            event.tags(),
                            EventJson.write(event),
                            Map.of()));
        }
        log.append(events, AppendCondition.NONE).get(10, TimeUnit.SECONDS);
    }
}
