package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.Calls.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/// Lists and records as CSV and as workbooks: the same rows as on the screen, all of them.
class TablesTest {
    private static final String CSV = "text/csv";
    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();

    @Test
    void a_list_is_written_to_its_end_with_the_filters_of_the_screen() {
        TestPark park = new TestPark(LOTLINE);
        for (int i = 0; i < 7; i++) {
            park.stock("LOT" + i, i + 1);
        }
        String query = "/v1/stock?owner=" + park.owner;
        List<List<String>> whole = csv(ADMIN.get(query, "Accept", CSV).expect(200));
        List<List<String>> paged = csv(ADMIN.get(query + "&limit=2", "Accept", CSV).expect(200));
        assertThat(whole).hasSize(8).isEqualTo(paged);
        assertThat(whole.getFirst()).startsWith("owner", "di", "lot", "serial", "expiryDate");
        JsonNode items = ADMIN.get(query).json().path("items");
        for (int i = 0; i < items.size(); i++) {
            for (int c = 0; c < whole.getFirst().size(); c++) {
                assertThat(whole.get(i + 1).get(c))
                        .isEqualTo(items.get(i).path(whole.getFirst().get(c)).asString(""));
            }
        }
        // from a cursor on, it is the rest
        Client.Answer first = ADMIN.get(query + "&limit=3");
        String next = String.valueOf(first.header("Link")).replaceAll("<([^>]*)>.*", "$1");
        assertThat(csv(ADMIN.get(next, "Accept", CSV).expect(200))).hasSize(5);
        assertThat(csv(ADMIN.get(query + "&lot=LOT3", "Accept", CSV).expect(200))).hasSize(2);
    }

    @Test
    void a_table_says_what_it_is() throws IOException {
        TestPark park = new TestPark(LOTLINE);
        park.stock("LOT1", 3);
        Client.Answer csv = ADMIN.get("/v1/stock?owner=" + park.owner, "Accept", CSV).expect(200);
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"stock-at-%d.csv\"".formatted(csv.position()));
        assertThat(csv.header("Vary")).contains("Accept");
        assertThat(csv.header("Cache-Control")).isEqualTo("no-store");
        assertThat(csv.header("Link")).isNull();
        assertThat(csv.text()).startsWith("\uFEFF").contains("\r\n");
        byte[] workbook = bytes("/v1/stock?owner=" + park.owner, XLSX, "zh-CN");
        Map<String, String> files = unzip(workbook);
        String rows = files.get("xl/worksheets/sheet1.xml");
        assertThat(rows).contains(park.di, "LOT1", "产品标识", "货主");
        assertThat(files.get("xl/workbook.xml")).contains("数据 1", "说明");
        assertThat(files.get("xl/worksheets/sheet2.xml"))
                .contains("/v1/stock?owner=" + park.owner, "日志位置", "+08:00");
        Client.Answer head = ADMIN.send("HEAD", "/v1/stock", null, "Accept", XLSX).expect(200);
        assertThat(head.header("Content-Type")).isEqualTo(XLSX);
        assertThat(head.text()).isEmpty();
    }

    @Test
    void a_record_is_a_row_for_each_of_what_it_lists() {
        TestPark park = new TestPark(LOTLINE);
        park.stock("LOT1", 3);
        String order = park.order("O", 2);
        List<List<String>> rows = csv(ADMIN.get("/v1/orders/" + order, "Accept", CSV).expect(200));
        assertThat(rows.getFirst()).contains("orderId", "ownerName", "lines.lineId", "lines.short");
        assertThat(rows).hasSize(2);
        assertThat(cell(rows, 1, "orderId")).isEqualTo(order);
        assertThat(cell(rows, 1, "lines.ordered")).isEqualTo("2");
        assertThat(cell(rows, 1, "placed")).endsWith("+08:00");
        park.recall("R", "LOT1").expect(201);
        List<List<String>> recall =
                csv(ADMIN.get("/v1/recalls/" + park.id("R"), "Accept", CSV).expect(200));
        assertThat(cell(recall, 1, "deadlines.notify")).endsWith("+08:00");
        assertThat(cell(recall, 1, "locations.quantity")).isEqualTo("3");
        assertThat(cell(recall, 1, "lots")).isEqualTo("LOT1");
    }

    /// A lot may begin with a sign that begins a formula; a program gets it back as it was.
    @Test
    void nothing_is_run_as_a_formula_and_nothing_is_lost() throws IOException {
        TestPark park = new TestPark(LOTLINE);
        List<String> lots = List.of("-1+1", "+1", "=1+1", "'=1", "''-2", "'x", "A;1", "A,1", "A\"");
        int i = 0;
        for (String lot : lots) {
            String notice = park.id("N" + i++);
            ADMIN.put(
                            "/v1/inbound-notices/" + notice,
                            park.noticeBody(park.owner, lot.replace("\"", "\\\""), 1))
                    .expect(201);
        }
        String path = "/v1/inbound-notices?owner=" + park.owner;
        for (String lot : lots) {
            Client.Answer answer =
                    ADMIN.get(
                            "/v1/inbound-notices/" + park.id("N" + lots.indexOf(lot)),
                            "Accept",
                            CSV);
            List<List<String>> rows = csv(answer.expect(200));
            String shown = cell(rows, 1, "lines.lot");
            assertThat(shown).doesNotMatch("[=+\\-@].*");
            String read = shown.matches("(?s)'+[=+\\-@].*") ? shown.substring(1) : shown;
            assertThat(read).isEqualTo(lot);
        }
        assertThat(unzip(bytes(path, XLSX, "en")).get("xl/worksheets/sheet1.xml"))
                .doesNotContain("<f>");
    }

    /// What a table leaves out of an answer would be missed here.
    @Test
    void every_member_of_every_answer_is_a_column() {
        TestPark park = new TestPark(LOTLINE);
        park.stock("LOT1", 9);
        String order = park.order("O", 2);
        ADMIN.post("/v1/orders/" + order + "/allocation", null).expect(200);
        park.pick("p", order, "LOT1", 1).expect(200);
        park.shipment("S", order);
        park.recall("R", "LOT1").expect(201);
        ADMIN.post("/v1/adjustments", park.adjustmentBody("ADJ", "LOST", "LOT1", 1));
        ADMIN.put("/v1/counts/" + park.id("C"), park.countBody(false, "A1", "DOCK")).expect(201);
        park.count("c1", park.id("C"), "LOT1", 3).expect(200);
        park.count("c2", park.id("C"), "LOT1", 4).expect(200);
        park.stock("LOT2", 9);
        ADMIN.post(
                        "/v1/corrections",
                        "{\"correctionId\":\"%s\",\"position\":%d,\"reason\":\"扫错\",\"instead\":{\"quantity\":8}}"
                                .formatted(park.id("C"), ADMIN.get("/v1/log/head").position()))
                .expect(201);
        ADMIN.put("/v1/tariffs/" + park.id("T"), TestPark.tariffBody(park.owner)).expect(201);
        park.route(order);
        Map<String, String> ids = ids(park, order);
        List<String> missing = new ArrayList<>();
        Set<String> tables = new TreeSet<>();
        for (Call call : Calls.all(ADMIN)) {
            if (!call.isRead() || !call.answers().contains(XLSX) || call.path().contains("trace")) {
                continue;
            }
            String path = call.at(ids) + queryOf(call, park, order);
            Client.Answer json = ADMIN.get(path);
            Client.Answer csv = ADMIN.get(path, "Accept", CSV);
            Client.Answer xlsx = ADMIN.send("HEAD", path, null, "Accept", XLSX);
            assertThat(csv.status()).as(path).isEqualTo(json.status());
            assertThat(xlsx.status()).as(path).isEqualTo(json.status());
            if (json.status() != 200) {
                continue;
            }
            tables.add(call.name());
            Set<String> columns = new TreeSet<>(csv(csv).getFirst());
            JsonNode rows = json.json();
            for (JsonNode row : rows.has("items") ? rows.path("items") : List.of(rows)) {
                leaves("", row, call.path().endsWith("log/events")).stream()
                        .filter(leaf -> !columns.contains(leaf))
                        .map(leaf -> call.name() + ": " + leaf)
                        .forEach(missing::add);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(tables).hasSizeGreaterThan(25);
    }

    private static Map<String, String> ids(TestPark park, String order) {
        Map<String, String> ids = new HashMap<>();
        ids.put("enterpriseId", park.owner);
        ids.put("di", park.di);
        ids.put("warehouseId", park.warehouse);
        ids.put("locationId", "A1");
        ids.put("noticeId", park.id("ASN-LOT1"));
        ids.put("orderId", order);
        ids.put("shipmentId", park.id("S"));
        ids.put("recallId", park.id("R"));
        ids.put("tariffId", park.id("T"));
        ids.put("vehicleId", park.id("V"));
        ids.put("routeId", park.id("RT"));
        ids.put("countId", park.id("C"));
        ids.put("automation", "when-promises-broken-then-allocate-again");
        ids.put("sscc", "369712340000000010");
        ids.put(
                "workItemId",
                park.pick("refused", park.id("NONE"), "LOT1", 1)
                        .expect(422)
                        .json()
                        .path("workItem")
                        .asString());
        ids.put(
                "webhookId",
                ADMIN.post("/v1/webhooks", "{\"url\":\"https://example.org/\"}")
                        .expect(201)
                        .json()
                        .path("webhookId")
                        .asString());
        return ids;
    }

    private static String queryOf(Call call, TestPark park, String order) {
        return switch (call.path()) {
            case "/v1/pick-lists" -> "?order=" + order;
            case "/v1/statements" -> "?owner=" + park.owner;
            case "/v1/statements/events" ->
                    ADMIN.get("/v1/statements?owner=" + park.owner)
                            .expect(200)
                            .json()
                            .at("/lines/0/events")
                            .asString()
                            .replaceFirst("[^?]*", "");
            default -> "";
        };
    }

    private static Set<String> leaves(String path, JsonNode node, boolean raw) {
        Set<String> leaves = new TreeSet<>();
        if (node.isObject() && !(raw && path.equals("data"))) {
            node.properties()
                    .forEach(
                            member ->
                                    leaves.addAll(
                                            leaves(
                                                    path.isEmpty()
                                                            ? member.getKey()
                                                            : path + "." + member.getKey(),
                                                    member.getValue(),
                                                    raw)));
        } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
            // a list of records within a row of a list of records is one cell
            if (path.contains(".")) {
                leaves.add(path);
            } else {
                node.forEach(item -> leaves.addAll(leaves(path, item, raw)));
            }
        } else if (!node.isArray() || !node.isEmpty()) {
            leaves.add(path);
        }
        return leaves;
    }

    @Test
    void what_is_refused_is_refused_as_a_table_too() {
        for (String form : List.of(CSV, XLSX)) {
            Client.Answer unknown = ADMIN.get("/v1/stock?owner=NOBODY", "Accept", form);
            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(unknown.header("Content-Disposition")).isNull();
            assertThat(ADMIN.get("/v1/orders/none", "Accept", form).status()).isEqualTo(404);
            assertThat(ADMIN.get("/v1/stock?limit=0", "Accept", form).status()).isEqualTo(400);
            assertThat(ADMIN.get("/v1/stock?after=x", "Accept", form).status()).isEqualTo(400);
        }
    }

    @Test
    void the_form_is_the_one_that_is_liked_best() {
        Map<String, String> expected = new HashMap<>();
        expected.put("*/*", "application/json");
        expected.put("text/html,*/*;q=0.8", "application/json");
        expected.put("text/*", "text/csv;charset=UTF-8");
        expected.put("text/csv, */*", "text/csv;charset=UTF-8");
        expected.put("text/csv;q=0.5, application/json", "application/json");
        expected.put("text/csv, application/json;q=0.5", "text/csv;charset=UTF-8");
        expected.put("application/json, text/csv", "application/json");
        expected.put(XLSX + ", text/csv;q=0.9", XLSX);
        expected.put("text/csv;charset=utf-8", "text/csv;charset=UTF-8");
        expected.put("TEXT/CSV", "text/csv;charset=UTF-8");
        expected.put("text/csv;header=present", "text/csv;charset=UTF-8");
        expected.forEach(
                (accept, type) ->
                        assertThat(
                                        ADMIN.send("HEAD", "/v1/stock", null, "Accept", accept)
                                                .header("Content-Type"))
                                .as(accept)
                                .isEqualTo(type));
    }

    @Test
    void an_enterprise_gets_its_own_rows_only() throws IOException {
        TestPark park = new TestPark(LOTLINE);
        TestPark other = new TestPark(LOTLINE);
        park.stock("LOT1", 3);
        other.stock("LOT2", 3);
        Client owner = ADMIN.newKey("enterprise", park.owner);
        assertThat(owner.get("/v1/stock", "Accept", CSV).text())
                .contains("LOT1")
                .doesNotContain(other.prefix);
        assertThat(csv(owner.get("/v1/stock?owner=" + other.owner, "Accept", CSV))).hasSize(1);
    }

    @Test
    void a_regulators_table_is_recorded_once() {
        Client regulator = ADMIN.newKey("regulator", null);
        long before = ADMIN.get("/v1/log/head").position();
        regulator.get("/v1/stock?limit=1", "Accept", CSV).expect(200);
        assertThat(ADMIN.get("/v1/log/head").position()).isEqualTo(before + 1);
    }

    @Test
    void each_list_of_a_trace_is_a_table_and_an_answer_of_its_own() {
        TestPark park = new TestPark(RunningLotline.shared());
        park.stock("LOT1", 5);
        String path = "/v1/trace/lots/%s/LOT1".formatted(park.di);
        String sources = park.admin.get(path + "?part=sources", "Accept", CSV).expect(200).text();
        assertThat(sources.lines().toList()).hasSize(2);
        assertThat(sources).startsWith("\uFEFFsupplier,name,notice,").contains(park.supplier);
        assertThat(park.admin.get(path + "?part=onHand", "Accept", CSV).expect(200).text())
                .contains("A1")
                .doesNotContain(park.supplier);
        assertThat(
                        park.admin
                                .get(path + "?part=consignees", "Accept", CSV)
                                .expect(200)
                                .text()
                                .lines())
                .hasSize(1);
        park.admin.get(path + "?part=sources", "Accept", XLSX).expect(200);
        JsonNode history = park.admin.get(path + "?part=history&limit=1").expect(200).json();
        assertThat(history.path("history")).hasSize(1);
        assertThat(history.has("historyNext")).isTrue();
        assertThat(history.has("sources")).isFalse();
        JsonNode only = park.admin.get(path + "?part=sources").expect(200).json();
        assertThat(only.path("sources")).hasSize(1);
        assertThat(only.path("history")).isEmpty();
        assertThat(only.has("historyNext")).isFalse();
        park.admin.get(path + "?part=colour").expect(400);
        park.admin.get(path + "?part=sources", "Accept", "application/ld+json").expect(400);
    }

    @Test
    void a_trace_is_a_workbook_too() throws IOException {
        TestPark park = new TestPark(LOTLINE);
        park.stock("LOT1", 3);
        String path = "/v1/trace/lots/%s/LOT1".formatted(park.di);
        String sheet = unzip(bytes(path, XLSX, "zh")).get("xl/worksheets/sheet1.xml");
        assertThat(sheet).contains("GoodsReceived", park.id("ASN-LOT1"), "+08:00");
    }

    private static String cell(List<List<String>> rows, int row, String column) {
        return rows.get(row).get(rows.getFirst().indexOf(column));
    }

    /// RFC 4180, read as strictly as it is written.
    private static List<List<String>> csv(Client.Answer answer) {
        assertThat(answer.text()).startsWith("\uFEFF").endsWith("\r\n");
        String text = answer.text().substring(1);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                row.add(field.toString());
                field.setLength(0);
            } else if (c == '\r') {
                row.add(field.toString());
                field.setLength(0);
                rows.add(row);
                row = new ArrayList<>();
                i++;
            } else {
                field.append(c);
            }
        }
        rows.forEach(each -> assertThat(each).hasSameSizeAs(rows.getFirst()));
        return rows;
    }

    private static byte[] bytes(String path, String accept, String language) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(LOTLINE.address + path))
                        .header("Authorization", "Bearer " + RunningLotline.ADMIN_KEY)
                        .header("Accept", accept)
                        .header("Accept-Language", language)
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// By its list of contents, as Excel opens it.
    private static Map<String, String> unzip(byte[] workbook) throws IOException {
        Map<String, String> files = new HashMap<>();
        Path file = Files.createTempFile("table", ".xlsx");
        Files.write(file, workbook);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                files.put(
                        entry.getName(),
                        HtmlUtils.htmlUnescape(
                                new String(
                                        zip.getInputStream(entry).readAllBytes(),
                                        StandardCharsets.UTF_8)));
            }
        } finally {
            Files.delete(file);
        }
        return files;
    }
}
