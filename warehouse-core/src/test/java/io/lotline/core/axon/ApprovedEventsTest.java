package io.lotline.core.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.events.Event;
import io.lotline.core.events.EventCatalogue;
import io.lotline.core.events.EventJson;
import io.lotline.core.events.WarehouseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Stored forms are for ever: each event version has an approved file, and a page of the docs.
///
/// `-Dlotline.approve=true` writes what is new. A file that was released is never written again:
/// another shape is another version.
class ApprovedEventsTest {
    private static final Path ROOT = Path.of(System.getProperty("lotline.root", ".."));
    private static final Path APPROVED = ROOT.resolve("warehouse-core/src/test/resources/events");
    private static final Path PAGE = ROOT.resolve("docs/events/README.md");
    private static final boolean APPROVE = Boolean.getBoolean("lotline.approve");

    static List<WarehouseEvent> events() {
        return SampleEvents.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_stored_as_approved(WarehouseEvent event) throws IOException {
        Path file = APPROVED.resolve(fileName(event.getClass()));
        approve(file, EventJson.write(event) + "\n");
        assertThat(file).exists();
        assertThat(EventJson.write(event) + "\n").isEqualTo(Files.readString(file));
    }

    @Test
    void every_version_that_was_ever_approved_can_be_read() throws IOException {
        try (Stream<Path> files = Files.list(APPROVED)) {
            assertThat(files.toList())
                    .hasSizeGreaterThanOrEqualTo(EventCatalogue.types().size())
                    .allSatisfy(
                            file -> {
                                String[] name = file.getFileName().toString().split("\\.");
                                int version = Integer.parseInt(name[1].substring(1));
                                String stored = Files.readString(file);
                                WarehouseEvent event =
                                        EventJson.read("lotline." + name[0], version, stored);
                                // what a version added is absent in those before it; where it
                                // changed more, an upcaster makes the next version's form
                                Path next =
                                        file.resolveSibling(
                                                "%s.v%d.json".formatted(name[0], version + 1));
                                assertThat(EventJson.write(event) + "\n")
                                        .isIn(
                                                stored,
                                                Files.exists(next) ? Files.readString(next) : "");
                                if (version == EventCatalogue.versionOf(event.getClass())) {
                                    assertThat(event)
                                            .isEqualTo(SampleRecords.full(event.getClass()));
                                }
                            });
        }
    }

    @Test
    void absent_values_are_left_out_and_read_back_as_absent() {
        assertThat(
                        EventJson.read(
                                "lotline.LookedUp",
                                1,
                                "{\"key\":\"k\",\"path\":\"/v1/stock\",\"added\":1}"))
                .satisfies(event -> assertThat(EventJson.write(event)).doesNotContain("query"));
    }

    @Test
    void the_page_of_events_is_up_to_date() throws IOException {
        approve(PAGE, page());
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    private static void approve(Path file, String text) {
        if (APPROVE) {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String fileName(Class<? extends WarehouseEvent> type) {
        return "%s.v%d.json"
                .formatted(type.getAnnotation(Event.class).name(), EventCatalogue.versionOf(type));
    }

    private static String page() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Events

                        Everything that Lotline stores, generated from the code and compared with it by a test. Fields with `?` may be
                        absent. The stored form of each version is approved in `warehouse-core/src/test/resources/events/`.

                        | event | version | family | fields | tags |
                        | --- | --- | --- | --- | --- |
                        """);
        SampleEvents.all().stream()
                .sorted(Comparator.comparing(event -> EventCatalogue.nameOf(event.getClass())))
                .forEach(event -> page.append(row(event)));
        return page.toString();
    }

    private static String row(WarehouseEvent event) {
        Class<? extends WarehouseEvent> type = event.getClass();
        String tags =
                event.tags().stream()
                        .map(tag -> "`" + tag.key() + "`")
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return "| `%s` | %d | %s | %s | %s |\n"
                .formatted(
                        EventCatalogue.nameOf(type),
                        EventCatalogue.versionOf(type),
                        type.getInterfaces()[0].getSimpleName().replace("Event", ""),
                        Arrays.stream(type.getRecordComponents())
                                .map(ApprovedEventsTest::field)
                                .collect(Collectors.joining(", ")),
                        tags);
    }

    private static String field(RecordComponent component) {
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return component.getName() + (optional ? "?" : "");
    }
}
