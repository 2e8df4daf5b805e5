package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Files of documents: each row as by its PUT, whatever the file's form.
class ImportsTest {
    private static final String CSV = "text/csv";
    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String NDJSON = "application/x-ndjson";

    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;

    @Test
    void a_file_is_created_once_and_then_unchanged() {
        String file = locations("B1,QUALIFIED,2,8,100", "B2,待验区,,,", "B3,QUALIFIED,15,25,7");
        JsonNode first = send("locations", file);
        assertThat(outcomes(first)).containsExactly("created", "created", "created");
        assertThat(rows(first)).containsExactly(2, 3, 4);
        assertThat(first.at("/rows/0/id").asString()).isEqualTo(park.warehouse + "/B1");
        assertThat(first.at("/counts/created").asInt()).isEqualTo(3);
        JsonNode shown =
                admin.get(
                                "/v1/warehouses/%s/locations/B1".formatted(park.warehouse),
                                "Wait-For-Position",
                                first.path("position").asString())
                        .expect(200)
                        .json();
        assertThat(shown.path("minCelsius").asInt()).isEqualTo(2);
        assertThat(shown.path("capacity").asInt()).isEqualTo(100);

        long before = head();
        assertThat(outcomes(send("locations", file)))
                .containsExactly("unchanged", "unchanged", "unchanged");
        assertThat(head()).isEqualTo(before);

        JsonNode changed =
                send("locations", locations("B1,QUALIFIED,2,8,100", "B2,QUARANTINE,,,5"));
        assertThat(outcomes(changed)).containsExactly("unchanged", "changed");
        assertThat(changed.at("/counts/changed").asInt()).isEqualTo(1);
    }

    /// What a PUT would record, and nothing else, is recorded by a row.
    @Test
    void a_row_is_what_its_put_is() {
        send("locations", locations("C1,QUALIFIED,2,8,100"));
        long before = head();
        admin.put(
                        "/v1/warehouses/%s/locations/C1".formatted(park.warehouse),
                        "{\"zone\":\"QUALIFIED\",\"minCelsius\":2,\"maxCelsius\":8,\"capacity\":100}")
                .expect(200);
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void a_refused_row_stops_no_other_and_says_where_and_why() {
        JsonNode answer =
                send(
                        "locations",
                        locations(
                                "D1,QUALIFIED,,,",
                                "D2,NOWHERE,,,",
                                "D3,QUALIFIED,9,8,",
                                "D4,QUALIFIED,,,-1",
                                ",QUALIFIED,,,",
                                "a b,QUALIFIED,,,",
                                "D5,QUALIFIED,,,,surplus",
                                "D6,QUALIFIED,,,1.5",
                                "D7,QUALIFIED,,,1"));
        assertThat(outcomes(answer))
                .containsExactly(
                        "created", "refused", "refused", "refused", "refused", "refused", "refused",
                        "refused", "created");
        assertThat(answer.at("/counts/refused").asInt()).isEqualTo(7);
        assertThat(answer.at("/rows/1/problem/type").asString())
                .isEqualTo("/problems/malformed-request");
        assertThat(answer.at("/rows/1/problem/detail").asString()).contains("QUARANTINE");
        assertThat(answer.at("/rows/1/at/column").asString()).isEqualTo("zone");
        assertThat(answer.at("/rows/1/at/row").asInt()).isEqualTo(3);
        assertThat(answer.at("/rows/7/at/column").asString()).isEqualTo("capacity");
        admin.get("/v1/warehouses/%s/locations/D2".formatted(park.warehouse)).expect(404);
        JsonNode chinese =
                admin.send(
                                "POST",
                                "/v1/imports/locations",
                                locations("D2,NOWHERE,,,"),
                                "Content-Type",
                                CSV,
                                "Accept-Language",
                                "zh-CN")
                        .expect(200)
                        .json();
        assertThat(chinese.at("/rows/0/problem/detail").asString()).contains("不是");
    }

    @Test
    void a_dry_run_says_the_same_and_records_nothing() {
        String file =
                locations(
                        "E1,QUALIFIED,,,5",
                        "e1,QUALIFIED,,,5",
                        "E2,NOWHERE,,,",
                        "DOCK,QUARANTINE,,,",
                        "A1,QUALIFIED,,,99");
        long before = head();
        JsonNode dry = send("locations?dryRun=true", file);
        assertThat(dry.path("dryRun").asBoolean()).isTrue();
        assertThat(head()).isEqualTo(before);
        assertThat(outcomes(dry))
                .as("the second looks like the first, which is not there yet")
                .containsExactly("created", "refused", "refused", "unchanged", "changed");
        JsonNode real = send("locations", file);
        assertThat(real.path("rows")).isEqualTo(dry.path("rows"));
        assertThat(real.path("counts")).isEqualTo(dry.path("counts"));
        assertThat(real.path("dryRun").asBoolean()).isFalse();
        assertThat(head()).isGreaterThan(before);
    }

    static Stream<byte[]> spellings() {
        Charset gb = Charset.forName("GB18030");
        return Stream.of(
                file(",", "\n").getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + file(",", "\r\n")).getBytes(StandardCharsets.UTF_8),
                file(",", "\n").getBytes(gb),
                file(";", "\r\n").getBytes(gb),
                file("\t", "\n").getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + file("\t", "\r\n")).getBytes(StandardCharsets.UTF_16LE),
                file(";", "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String file(String separator, String end) {
        return String.join(
                end,
                String.join(separator, "企业编号", "名称", "角色", "unifiedSocialCreditCode"),
                String.join(
                        separator,
                        "%s",
                        "\"上海" + (separator.equals("\t") ? " " : separator) + "医疗\"",
                        "\"货主;收货单位\"",
                        ""),
                String.join(separator, "", "", "", ""),
                "");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void csv_is_read_however_it_is_written(byte[] file) {
        Charset charset =
                file[0] == (byte) 0xFF
                        ? StandardCharsets.UTF_16LE
                        : decodes(file) ? StandardCharsets.UTF_8 : Charset.forName("GB18030");
        String id = park.id("E-CSV");
        byte[] own = new String(file, charset).replace("%s", id).getBytes(charset);
        JsonNode answer = send("enterprises", CSV, own);
        assertThat(outcomes(answer)).containsExactly("created");
        JsonNode shown =
                admin.get(
                                "/v1/enterprises/" + id,
                                "Wait-For-Position",
                                answer.path("position").asString())
                        .expect(200)
                        .json();
        assertThat(shown.path("name").asString()).startsWith("上海").endsWith("医疗");
        assertThat(shown.path("roles").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("DEPOSITOR", "CONSIGNEE");
    }

    private static boolean decodes(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).contains("企业编号");
    }

    @Test
    void rows_of_one_order_belong_together() {
        String a = park.id("OA");
        String b = park.id("OB");
        String file =
                String.join(
                        "\n",
                        "订单编号,货主,收货单位,仓库,行号,产品标识,数量,要求剩余天数",
                        order(a, "1", park.di, "2"),
                        order(b, "1", park.di, "3"),
                        order(a, "2", park.di, "4"));
        JsonNode answer = send("orders", file);
        assertThat(outcomes(answer)).containsExactly("created", "created", "created");
        assertThat(rows(answer)).containsExactly(2, 3, 4);
        assertThat(answer.at("/documents/created").asInt()).isEqualTo(2);
        JsonNode shown =
                admin.get(
                                "/v1/orders/" + a,
                                "Wait-For-Position",
                                answer.path("position").asString())
                        .expect(200)
                        .json();
        assertThat(shown.path("lines").size()).isEqualTo(2);
        assertThat(outcomes(send("orders", file)))
                .containsExactly("unchanged", "unchanged", "unchanged");
        JsonNode other = send("orders", file.replace(",4,", ",5,"));
        assertThat(outcomes(other)).containsExactly("refused", "unchanged", "refused");
        assertThat(other.at("/rows/2/problem/type").asString())
                .isEqualTo("/problems/document-exists");
    }

    @Test
    void an_order_with_one_bad_row_is_refused_whole_and_the_row_is_named() {
        String a = park.id("OC");
        JsonNode answer =
                send(
                        "orders",
                        String.join(
                                "\n",
                                "orderId,owner,consignee,warehouse,lines.lineId,lines.di,lines.quantity,lines.minimumRemainingDays",
                                order(a, "1", park.di, "2"),
                                order(a, "2", park.di, "two"),
                                order(park.id("OD"), "1", park.di, "2")));
        assertThat(outcomes(answer)).containsExactly("refused", "refused", "created");
        assertThat(answer.at("/rows/0/at/row").asInt()).isEqualTo(3);
        assertThat(answer.at("/rows/0/at/column").asString()).isEqualTo("lines.quantity");
        admin.get("/v1/orders/" + a).expect(404);
        JsonNode disagree =
                send(
                        "orders",
                        String.join(
                                "\n",
                                "orderId,owner,consignee,warehouse,lines.lineId,lines.di,lines.quantity",
                                orderStart(a, park.owner) + ",1," + park.di + ",2",
                                orderStart(a, park.supplier) + ",2," + park.di + ",2"));
        assertThat(disagree.at("/rows/1/problem/type").asString())
                .isEqualTo("/problems/rows-disagree");
    }

    @Test
    void an_enterprise_brings_its_own_orders_only() {
        Client owner = admin.newKey("enterprise", park.owner);
        park.enterprise(park.id("OTHER"), "DEPOSITOR");
        String mine = park.id("MINE");
        String theirs = park.id("THEIRS");
        String known = park.id("KNOWN");
        admin.put(
                        "/v1/orders/" + known,
                        park.orderBody(park.owner, 2).replace(park.owner, park.id("OTHER")))
                .expect(201);
        String header = "orderId,owner,consignee,warehouse,lines.lineId,lines.di,lines.quantity\n";
        String file =
                header
                        + orderStart(mine, park.owner)
                        + ",1,"
                        + park.di
                        + ",2\n"
                        + orderStart(theirs, park.id("OTHER"))
                        + ",1,"
                        + park.di
                        + ",2\n"
                        + orderStart(known, park.id("OTHER"))
                        + ",1,"
                        + park.di
                        + ",2\n";
        for (String dry : List.of("?dryRun=true", "")) {
            JsonNode answer =
                    owner.send("POST", "/v1/imports/orders" + dry, file, "Content-Type", CSV)
                            .expect(200)
                            .json();
            assertThat(outcomes(answer)).containsExactly("created", "refused", "refused");
            for (int row = 1; row < 3; row++) {
                assertThat(answer.at("/rows/%d/problem/type".formatted(row)).asString())
                        .as("what is there and what is not is refused alike")
                        .isEqualTo("/problems/not-your-goods");
            }
        }
        admin.get("/v1/orders/" + theirs).expect(404);
        owner.send("POST", "/v1/imports/devices", "di\n", "Content-Type", CSV).expect(403);
        admin.newKey("operator", null)
                .send("POST", "/v1/imports/locations", "di\n", "Content-Type", CSV)
                .expect(403);
        Client elsewhere = admin.newKey("quality", null, "ELSEWHERE");
        assertThat(
                        elsewhere
                                .send(
                                        "POST",
                                        "/v1/imports/locations",
                                        locations("Z1,QUALIFIED,,,"),
                                        "Content-Type",
                                        CSV)
                                .expect(200)
                                .json()
                                .at("/rows/0/problem/type")
                                .asString())
                .isEqualTo("/problems/not-your-warehouse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warehouseId,locationId,zone,colour\nW,A,QUALIFIED,red",
                "warehouseId,zone\nW,QUALIFIED",
                "warehouseId,warehouse,locationId,zone\nW,W,A,QUALIFIED",
                "W,A,QUALIFIED"
            })
    void columns_that_are_unknown_missing_or_double_are_refused_and_the_known_ones_named(
            String file) {
        Client.Answer answer =
                admin.send("POST", "/v1/imports/locations", file, "Content-Type", CSV).expect(400);
        assertThat(answer.problem()).isEqualTo("/problems/wrong-columns");
        assertThat(answer.json().path("known").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "warehouseId",
                        "locationId",
                        "zone",
                        "minCelsius",
                        "maxCelsius",
                        "capacity",
                        "gln");
    }

    @Test
    void a_file_that_is_none_is_refused_as_a_whole() {
        assertThat(bad("locations", CSV, new byte[0])).isEqualTo("/problems/unreadable-file");
        assertThat(bad("locations", CSV, "a,\"b\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("/problems/unreadable-file");
        assertThat(bad("locations", CSV, new byte[] {(byte) 0xFF, 0, (byte) 0xFF}))
                .isEqualTo("/problems/unreadable-file");
        assertThat(bad("locations", XLSX, "PK nothing".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("/problems/unreadable-file");
        assertThat(bad("locations", NDJSON, new byte[] {(byte) 0xFF, 0}))
                .isEqualTo("/problems/unreadable-file");
        StringBuilder many = new StringBuilder("warehouseId,locationId,zone\n");
        for (int i = 0; i <= 10_000; i++) {
            many.append("W,L").append(i).append(",QUALIFIED\n");
        }
        Client.Answer tooMany =
                admin.send("POST", "/v1/imports/locations", many.toString(), "Content-Type", CSV)
                        .expect(413);
        assertThat(tooMany.problem()).isEqualTo("/problems/file-too-large");
        assertThat(tooMany.json().path("limit").asInt()).isEqualTo(10_000);
        byte[] huge = new byte[(8 << 20) + 1];
        for (String type : List.of(CSV, XLSX, NDJSON)) {
            assertThat(admin.sendBytes("/v1/imports/locations", type, huge).expect(413).problem())
                    .isEqualTo("/problems/body-too-large");
        }
    }

    @Test
    void a_workbook_that_unpacks_beyond_all_bounds_is_refused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            byte[] blanks = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                zip.write(blanks);
            }
        }
        assertThat(out.size()).isLessThan(1 << 20);
        Client.Answer answer =
                admin.sendBytes("/v1/imports/locations", XLSX, out.toByteArray()).expect(413);
        assertThat(answer.problem()).isEqualTo("/problems/file-too-large");
    }

    @Test
    void lines_of_json_are_bodies_with_their_ids() {
        String a = park.id("OJ");
        String body = park.orderBody(park.owner, 2);
        String line =
                "{\"orderId\":\"%s\",%s".formatted(a, body.strip().substring(1)).replace("\n", " ");
        String file = line + "\n\n{\"orderId\":\"X\"}\n{broken\n[]\n";
        JsonNode answer = send("orders", NDJSON, file.getBytes(StandardCharsets.UTF_8));
        assertThat(outcomes(answer)).containsExactly("created", "refused", "refused", "refused");
        assertThat(rows(answer)).containsExactly(1, 3, 4, 5);
        admin.put("/v1/orders/" + a, body).expect(200);
        assertThat(
                        outcomes(send("orders", NDJSON, file.getBytes(StandardCharsets.UTF_8)))
                                .getFirst())
                .isEqualTo("unchanged");
    }

    @Test
    void a_workbook_keeps_digits_dates_and_what_formulas_came_to() throws IOException {
        String di =
                TestPark.gtin("0691%09d".formatted(Math.abs(park.prefix.hashCode()) % 1_000_000));
        byte[] book =
                workbook(
                        List.of(
                                "产品标识",
                                "名称",
                                "型号",
                                "注册证有效期至",
                                "管理类别",
                                "植入类",
                                "identifiers.lot",
                                "identifiers.serial",
                                "identifiers.productionDate",
                                "identifiers.expiryDate",
                                "registrationNumber"),
                        sheet -> {
                            // a number of 13 digits, which Excel shows as 6.91E+12
                            sheet.value(1, 0, Long.parseLong(di));
                            sheet.value(1, 1, "支架");
                            sheet.value(1, 2, "0012");
                            sheet.value(1, 3, LocalDate.of(2030, 2, 28));
                            sheet.style(1, 3).format("yyyy/m/d").set();
                            sheet.value(1, 4, "三类");
                            sheet.value(1, 5, true);
                            sheet.value(1, 6, "是");
                            sheet.value(1, 7, "否");
                            sheet.value(1, 8, 0);
                            sheet.value(1, 9, 1);
                            sheet.value(1, 10, 20_173_130_001L);
                        });
        JsonNode answer = send("devices", XLSX, book);
        assertThat(outcomes(answer)).as(answer.toString()).containsExactly("created");
        JsonNode shown =
                admin.get(
                                "/v1/devices/" + di,
                                "Wait-For-Position",
                                answer.path("position").asString())
                        .expect(200)
                        .json();
        assertThat(shown.path("model").asString()).isEqualTo("0012");
        assertThat(shown.path("registrationValidTo").asString()).isEqualTo("2030-02-28");
        assertThat(shown.path("riskClass").asString()).isEqualTo("III");
        assertThat(shown.path("registrationNumber").asString()).isEqualTo("20173130001");
        assertThat(shown.at("/identifiers/lot").asBoolean()).isTrue();
        assertThat(shown.at("/identifiers/expiryDate").asBoolean()).isTrue();
        assertThat(shown.at("/identifiers/serial").asBoolean()).isFalse();
        assertThat(outcomes(send("devices", XLSX, book))).containsExactly("unchanged");
    }

    /// Sheets as Excel writes them, which the library that writes ours does not.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_sheet_of_excel_is_read_with_its_epoch_formulas_and_errors(boolean from1904)
            throws IOException {
        String e = park.id("X" + (from1904 ? "4" : "0"));
        int day = from1904 ? 47_481 - 1_462 : 47_481;
        String rows =
                row(
                                1,
                                text("enterpriseId"),
                                text("name"),
                                text("roles"),
                                text("licences.number"),
                                text("licences.kind"),
                                text("licences.scope"),
                                text("licences.validFrom"),
                                text("licences.validTo"))
                        + row(
                                2,
                                text(e + "1"),
                                "<c r=\"%s\" t=\"str\"><f>CONCAT(\"a\",\"b\")</f><v>ab</v></c>",
                                text("DEPOSITOR"),
                                "<c r=\"%s\" t=\"n\"><v>7.0000000000001E+13</v></c>",
                                text("k"),
                                text("II;III"),
                                date(day),
                                date(day + 365))
                        + row(
                                3,
                                text(e + "2"),
                                "<c r=\"%s\" t=\"e\"><v>#N/A</v></c>",
                                text("DEPOSITOR"))
                        + row(
                                4,
                                text(e + "3"),
                                "<c r=\"%s\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>",
                                text("DEPOSITOR"))
                        + row(5, text(e + "4"), "<c r=\"%s\"><f>A1</f></c>", text("DEPOSITOR"))
                        + row(
                                6,
                                "<c r=\"%s\"><v>1.2345678901234567E+17</v></c>",
                                text("n"),
                                text("DEPOSITOR"))
                        + row(7, text(e + "5"), text("n"), text("DEPOSITOR"));
        JsonNode answer = send("enterprises", XLSX, excel(from1904, rows));
        assertThat(outcomes(answer))
                .as(answer.toString())
                .containsExactly("created", "refused", "refused", "refused", "refused", "created");
        for (int i = 1; i < 4; i++) {
            assertThat(answer.at("/rows/%d/problem/type".formatted(i)).asString())
                    .isEqualTo("/problems/cell-in-error");
            assertThat(answer.at("/rows/%d/at/column".formatted(i)).asString()).isEqualTo("name");
        }
        assertThat(answer.at("/rows/4/problem/type").asString()).isEqualTo("/problems/digits-lost");
        JsonNode shown =
                admin.get(
                                "/v1/enterprises/" + e + "1",
                                "Wait-For-Position",
                                answer.path("position").asString())
                        .expect(200)
                        .json();
        assertThat(shown.path("name").asString()).isEqualTo("ab");
        assertThat(shown.at("/licences/0/number").asString()).isEqualTo("70000000000001");
        assertThat(shown.at("/licences/0/validFrom").asString()).isEqualTo("2029-12-29");
        assertThat(shown.at("/licences/0/scope").size()).isEqualTo(2);
    }

    @Test
    void an_enterprise_comes_with_its_address_and_several_licences() {
        String id = park.id("ADDR");
        String file =
                "enterpriseId,name,roles,送货地址,联系人,纬度,经度,收货时段,licences.number,licences.kind,licences.scope,licences.validFrom,licences.validTo\n"
                        + id
                        + ",n,CONSIGNEE,南京市中山路 1 号,张三 13800000000,32.05,118.78,8:00-11:30;13:30-17:00,L1,k,II,2020/1/2,2040-01-01\n"
                        + id
                        + ",,,,,,,,L2,k,III;II,2020年1月2日,20400101\n";
        JsonNode answer = send("enterprises", file);
        assertThat(outcomes(answer)).as(answer.toString()).containsExactly("created", "created");
        JsonNode shown =
                admin.get(
                                "/v1/enterprises/" + id,
                                "Wait-For-Position",
                                answer.path("position").asString())
                        .expect(200)
                        .json();
        assertThat(shown.at("/address/text").asString()).isEqualTo("南京市中山路 1 号");
        assertThat(shown.at("/address/receivingHours/1/from").asString()).isEqualTo("13:30");
        assertThat(shown.at("/licences/1/validFrom").asString()).isEqualTo("2020-01-02");
        assertThat(shown.at("/licences/1/scope").size()).isEqualTo(2);
        assertThat(outcomes(send("enterprises", file))).containsExactly("unchanged", "unchanged");
    }

    private interface Filled {
        void fill(Worksheet sheet);
    }

    private static byte[] workbook(List<String> header, Filled rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("1");
            for (int i = 0; i < header.size(); i++) {
                sheet.value(0, i, header.get(i));
            }
            rows.fill(sheet);
        }
        return out.toByteArray();
    }

    private static String text(String value) {
        return "<c r=\"%s\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
    }

    private static String date(int serial) {
        return "<c r=\"%s\" s=\"1\"><v>" + serial + "</v></c>";
    }

    private static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            row.append(cells[i].replace("%s", "" + (char) ('A' + i) + number));
        }
        return row + "</row>";
    }

    private static byte[] excel(boolean from1904, String rows) throws IOException {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String packages = "http://schemas.openxmlformats.org/package/2006/";
        Map<String, String> parts =
                Map.of(
                        "[Content_Types].xml",
                        "<Types xmlns=\""
                                + packages
                                + "content-types\">"
                                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                                + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
                                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>",
                        "_rels/.rels",
                        "<Relationships xmlns=\""
                                + packages
                                + "relationships\"><Relationship Id=\"rId1\" Type=\""
                                + office
                                + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                        "xl/workbook.xml",
                        "<workbook xmlns=\""
                                + main
                                + "\" xmlns:r=\""
                                + office
                                + "\">"
                                + (from1904 ? "<workbookPr date1904=\"1\"/>" : "")
                                + "<sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships xmlns=\""
                                + packages
                                + "relationships\"><Relationship Id=\"rId1\" Type=\""
                                + office
                                + "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                                + "<Relationship Id=\"rId2\" Type=\""
                                + office
                                + "/styles\" Target=\"styles.xml\"/></Relationships>",
                        "xl/styles.xml",
                        "<styleSheet xmlns=\""
                                + main
                                + "\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
                        "xl/worksheets/sheet1.xml",
                        "<worksheet xmlns=\""
                                + main
                                + "\"><sheetData>"
                                + rows
                                + "</sheetData></worksheet>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private String locations(String... rows) {
        StringBuilder file = new StringBuilder("仓库,locationId,分区,minCelsius,maxCelsius,容量");
        for (String row : rows) {
            file.append('\n').append(park.warehouse).append(',').append(row);
        }
        return file.toString();
    }

    private String orderStart(String id, String owner) {
        return String.join(",", id, owner, park.hospital, park.warehouse);
    }

    private String order(String id, String line, String di, String quantity) {
        return String.join(",", orderStart(id, park.owner), line, di, quantity, "");
    }

    private long head() {
        return admin.get("/v1/log/head").expect(200).json().path("position").asLong();
    }

    private JsonNode send(String kind, String file) {
        return send(kind, CSV, file.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode send(String kind, String type, byte[] file) {
        return admin.sendBytes("/v1/imports/" + kind, type, file).expect(200).json();
    }

    private @Nullable String bad(String kind, String type, byte[] file) {
        return admin.sendBytes("/v1/imports/" + kind, type, file).problem();
    }

    private static List<String> outcomes(JsonNode answer) {
        List<String> all = new ArrayList<>();
        answer.path("rows").forEach(row -> all.add(row.path("outcome").asString()));
        return all;
    }

    private static List<Integer> rows(JsonNode answer) {
        List<Integer> all = new ArrayList<>();
        answer.path("rows").forEach(row -> all.add(row.path("row").asInt()));
        return all;
    }
}
