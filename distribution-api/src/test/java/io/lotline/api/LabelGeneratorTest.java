package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.core.scan.Reading;
import io.lotline.core.scan.ScanReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Two thousand labels as they are printed by the standard, of one device, with the lot last and so
/// without a separator: whatever is read is the truth, and a lot is asked about once.
class LabelGeneratorTest {
    private static final long SEED = Long.getLong("lotline.labels.seed", 20_260_305);
    private static final int LABELS = 2_000;

    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    /// Lots as makers write them; many begin as another one.
    private static Set<String> lots(Random random) {
        Set<String> lots = new LinkedHashSet<>();
        while (lots.size() < LABELS) {
            int year = 2019 + random.nextInt(8);
            int month = 1 + random.nextInt(12);
            int day = 1 + random.nextInt(28);
            lots.add(
                    switch (random.nextInt(9)) {
                        case 0 -> "%04d%02d%02d".formatted(year, month, day);
                        case 1 -> "%02d%02d%02d".formatted(year % 100, month, day);
                        case 2 ->
                                "%04d%02d%02d%02d".formatted(year, month, day, random.nextInt(99));
                        case 3 -> "L" + random.nextInt(3_000);
                        case 4 -> "%d%02d".formatted(year, month);
                        case 5 -> "S%02d%02d%03d".formatted(year % 100, month, random.nextInt(500));
                        case 6 ->
                                "LOT%d17%02d%02d%02d".formatted(random.nextInt(9), 31, month, day);
                        case 7 -> "A%d-91%d".formatted(random.nextInt(50), random.nextInt(900));
                        default -> Integer.toString(random.nextInt(100_000), 36).toUpperCase();
                    });
        }
        return lots;
    }

    @Test
    void no_valid_label_is_read_wrongly_or_asked_twice() {
        List<String> lots = List.copyOf(lots(new Random(SEED)));
        List<String> readings = lots.stream().map(this::symbol).toList();
        long ambiguous =
                readings.stream()
                        .filter(symbol -> ScanReader.read(symbol) instanceof Reading.Ambiguous)
                        .count();
        assertThat(ambiguous).as("labels that have other readings").isBetween(100L, 1_500L);

        // half of the lots are announced, the rest come under lines of any lot
        String named = park.id("NAMED");
        notice(named, lots.subList(0, LABELS / 2));
        String open = park.id("OPEN");
        notice(open, List.of());
        List<JsonNode> first =
                batch(
                        IntStream.range(0, LABELS)
                                .mapToObj(
                                        i ->
                                                scan(
                                                        "a" + i,
                                                        i < LABELS / 2 ? named : open,
                                                        lots.get(i),
                                                        null))
                                .toList());
        List<String> again = new ArrayList<>();
        int asked = 0;
        int askedAnnounced = 0;
        for (int i = 0; i < LABELS; i++) {
            JsonNode answer = first.get(i);
            String lot = lots.get(i);
            if (answer.path("status").asInt() == 200) {
                assertThat(answer.at("/item/lot").asString()).as(lot).isEqualTo(lot);
                continue;
            }
            assertThat(answer.path("type").asString())
                    .as(answer.toString())
                    .isEqualTo("/problems/ambiguous-scan");
            assertThat(ScanReader.read(symbol(lot))).isInstanceOf(Reading.Ambiguous.class);
            asked++;
            askedAnnounced += i < LABELS / 2 ? 1 : 0;
            JsonNode standard = answer.path("candidates").path(0);
            assertThat(standard.path("lot").asString()).isEqualTo(lot);
            again.add(scan("a" + i, i < LABELS / 2 ? named : open, lot, standard));
        }
        assertThat(asked).isGreaterThan(100);
        // two lots of the notice, one of which begins as the other, are all that is left to ask
        assertThat(askedAnnounced).isLessThan(asked / 10);
        assertThat(batch(again)).allMatch(answer -> answer.path("status").asInt() == 200);

        List<JsonNode> second =
                batch(
                        IntStream.range(0, LABELS)
                                .mapToObj(i -> scan("b" + i, open, lots.get(i), null))
                                .toList());
        for (int i = 0; i < LABELS; i++) {
            assertThat(second.get(i).path("status").asInt())
                    .as("a second question of lot %s: %s", lots.get(i), second.get(i))
                    .isEqualTo(200);
            assertThat(second.get(i).at("/item/lot").asString()).isEqualTo(lots.get(i));
        }
    }

    private String symbol(String lot) {
        return "]d201" + park.di + "17310531" + "10" + lot;
    }

    private String scan(String id, String notice, String lot, JsonNode reading) {
        return """
               {"scanId":"%s","task":"receive","reference":"%s","warehouse":"%s","location":"DOCK","symbols":["%s"]%s}"""
                .formatted(
                        park.id(id),
                        notice,
                        park.warehouse,
                        symbol(lot),
                        reading == null ? "" : ",\"reading\":" + reading);
    }

    private void notice(String id, List<String> lots) {
        StringBuilder lines = new StringBuilder();
        for (String lot : lots) {
            lines.append("{\"di\":\"%s\",\"lot\":\"%s\",\"quantity\":5},".formatted(park.di, lot));
        }
        if (lots.isEmpty()) {
            lines.append("{\"di\":\"%s\",\"quantity\":1000000},".formatted(park.di));
        }
        lines.setLength(lines.length() - 1);
        admin.put(
                        "/v1/inbound-notices/" + id,
                        """
                        {"owner":"%s","supplier":"%s","warehouse":"%s","lines":[%s]}"""
                                .formatted(park.owner, park.supplier, park.warehouse, lines))
                .expect(201);
    }

    private List<JsonNode> batch(List<String> lines) {
        return admin.sendBytes(
                        "/v1/scans/batch",
                        "application/x-ndjson",
                        String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .expect(200)
                .text()
                .lines()
                .map(Client.JSON::readTree)
                .toList();
    }
}
