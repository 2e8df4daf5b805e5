package io.lotline.api;

import static io.lotline.api.TestPark.at;
import static io.lotline.api.TestPark.reference;
import static io.lotline.api.TestPark.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is printed can be read again: symbols by a scanner, letters by people.
class PaperTest {
    private static final String PDF = "application/pdf";
    private static final String SVG = "image/svg+xml";
    private static final String ZPL = "application/vnd.zpl";

    /// What a picture of a paper has in a millimetre: a whole number for each dot of a printer.
    private static final int DOTS = 16;

    private static final float DPI = DOTS * 25.4f;

    private final TestPark park = new TestPark(RunningLotline.shared());
    private final Client admin = park.admin;
    private final Client operator = admin.newKey("operator", null, park.warehouse);
    private final Client owner = admin.newKey("enterprise", park.owner);

    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    private static byte[] paper(Client caller, String path, String form) {
        Client.Bytes answer = caller.bytes(path, "Accept", form);
        assertThat(answer.status())
                .as(() -> new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(answer.type()).isEqualTo(form);
        return answer.body();
    }

    // ---- what a scanner and a person see

    private static List<BufferedImage> pages(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFRenderer renderer = new PDFRenderer(document);
            List<BufferedImage> pages = new ArrayList<>();
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                pages.add(renderer.renderImageWithDPI(i, DPI, ImageType.RGB));
            }
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (PDPage page : document.getPages()) {
                for (var font : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
                }
            }
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).replaceAll(" +", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a printer draws: the graphics of each label.
    private static List<BufferedImage> labels(byte[] zpl) {
        Matcher label =
                Pattern.compile(
                                "\\^XA\\s\\^PW(\\d+)\\s\\^LL(\\d+)\\s\\^LH0,0\\s\\^FO0,0\\^GFA,(\\d+),(\\d+),(\\d+),\\s([^^]*)\\^FS\\s\\^XZ\\s")
                        .matcher(new String(zpl, StandardCharsets.US_ASCII));
        List<BufferedImage> labels = new ArrayList<>();
        int end = 0;
        while (label.find()) {
            assertThat(label.start()).isEqualTo(end);
            end = label.end();
            int width = Integer.parseInt(label.group(1));
            int height = Integer.parseInt(label.group(2));
            int digits = 2 * Integer.parseInt(label.group(5));
            assertThat(Integer.parseInt(label.group(3))).isEqualTo(digits / 2 * height);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            String row = "";
            StringBuilder now = new StringBuilder();
            int y = 0;
            int times = 0;
            for (char sign : label.group(6).replace("\n", "").toCharArray()) {
                if (sign == ':') {
                    now.append(row);
                } else if (sign == ',') {
                    now.append("0".repeat(digits - now.length()));
                } else if (sign >= 'g' && sign <= 'z') {
                    times += 20 * (sign - 'g' + 1);
                } else if (sign >= 'G' && sign <= 'Y') {
                    times += sign - 'G' + 1;
                } else {
                    now.append(String.valueOf(sign).repeat(Math.max(1, times)));
                    times = 0;
                }
                if (now.length() == digits) {
                    row = now.toString();
                    now.setLength(0);
                    for (int x = 0; x < width; x++) {
                        int four = Character.digit(row.charAt(x / 4), 16);
                        image.setRGB(x, y, (four >> (3 - x % 4) & 1) == 1 ? 0 : 0xffffff);
                    }
                    y++;
                }
            }
            assertThat(y).isEqualTo(height);
            labels.add(image);
        }
        assertThat(end).isEqualTo(zpl.length);
        return labels;
    }

    /// What is drawn on a screen.
    private static BufferedImage shown(byte[] svg) {
        try (BrowserContext person = chromium.person(1000, 1000, "zh-CN", ColorScheme.LIGHT)) {
            Page page = person.newPage();
            String picture = new String(svg, StandardCharsets.UTF_8);
            // eight dots a millimetre
            int width =
                    8
                            * Integer.parseInt(
                                    picture.replaceFirst("(?s).*? width=\"(\\d+)mm\".*", "$1"));
            page.setContent(
                    "<style>body{margin:0}svg{display:block;width:%dpx;height:auto}</style>%s"
                            .formatted(width, picture));
            return ImageIO.read(new ByteArrayInputStream(page.locator("svg").screenshot()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The symbol of a picture as a scanner sends it, with its symbology identifier.
    private static String scanned(BufferedImage image, BarcodeFormat format) {
        // this reader looks for a DataMatrix from the middle on
        int width = image.getWidth() * (format == BarcodeFormat.DATA_MATRIX ? 483 : 1_000) / 1_000;
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        try {
            Result result =
                    new MultiFormatReader()
                            .decode(
                                    new BinaryBitmap(
                                            new GlobalHistogramBinarizer(
                                                    new RGBLuminanceSource(width, height, pixels))),
                                    Map.of(
                                            DecodeHintType.POSSIBLE_FORMATS,
                                            List.of(format),
                                            DecodeHintType.TRY_HARDER,
                                            true,
                                            DecodeHintType.ASSUME_GS1,
                                            true));
            String text = result.getText();
            if (format == BarcodeFormat.QR_CODE) {
                return text;
            }
            String identifier =
                    format == BarcodeFormat.CODE_128
                            ? "]C1"
                            : String.valueOf(
                                    result.getResultMetadata()
                                            .get(ResultMetadataType.SYMBOLOGY_IDENTIFIER));
            return text.startsWith(identifier)
                    ? text
                    : identifier + (text.startsWith("\u001d") ? text.substring(1) : text);
        } catch (NotFoundException e) {
            throw new AssertionError("nothing can be read", e);
        }
    }

    private static BufferedImage part(
            BufferedImage page, double x, double y, int width, int height) {
        return page.getSubimage((int) (DOTS * x), (int) (DOTS * y), DOTS * width, DOTS * height);
    }

    private JsonNode parsed(String symbol) {
        return admin.post(
                        "/v1/scans/parse",
                        Client.JSON.writeValueAsString(Map.of("symbols", List.of(symbol))))
                .expect(200)
                .json()
                .path("items")
                .path(0);
    }

    /// Without the raw symbol.
    private static String withoutSymbol(JsonNode item) {
        return item.toString().replaceAll("\"symbol\":\"[^\"]*\",?", "");
    }

    // ---- labels

    @Test
    void a_location_is_read_as_the_handhelds_page_knows_it() {
        admin.put(
                        "/v1/warehouses/" + park.warehouse + "/locations/COLD-01",
                        "{\"zone\":\"QUALIFIED\",\"minCelsius\":2,\"maxCelsius\":8}")
                .expect(201);
        String path = "/v1/labels/locations?location=COLD-01&warehouse=" + park.warehouse;
        String expected = park.warehouse + "/COLD-01";

        byte[] pdf = paper(operator, path, PDF);
        assertThat(scanned(pages(pdf).getFirst(), BarcodeFormat.QR_CODE)).isEqualTo(expected);
        assertThat(text(pdf)).contains("COLD-01", park.warehouse, "合格品区", "2～8 °C");
        assertThat(scanned(labels(paper(operator, path, ZPL)).getFirst(), BarcodeFormat.QR_CODE))
                .isEqualTo(expected);
        assertThat(
                        scanned(
                                labels(paper(operator, path + "&dpmm=12&size=70x37", ZPL))
                                        .getFirst(),
                                BarcodeFormat.QR_CODE))
                .isEqualTo(expected);
        assertThat(scanned(shown(paper(operator, path, SVG)), BarcodeFormat.QR_CODE))
                .isEqualTo(expected);
        // nobody takes it for goods
        assertThat(parsed(expected).path("outcome").asString()).isEqualTo("unreadable");
    }

    @Test
    void all_locations_of_a_warehouse_come_page_by_page_on_sheets() {
        for (int i = 1; i <= 12; i++) {
            park.location("B-%02d".formatted(i), i % 2 == 0 ? "RETURNS" : "NON_CONFORMING");
        }
        String path = "/v1/labels/locations?paper=A4&limit=10&warehouse=" + park.warehouse;
        List<String> read = new ArrayList<>();
        List<Integer> sheets = new ArrayList<>();
        String next = path;
        while (next != null) {
            Client.Bytes answer = operator.bytes(next, "Accept", PDF);
            assertThat(answer.status()).isEqualTo(200);
            List<BufferedImage> pages = pages(answer.body());
            sheets.add(pages.size());
            for (BufferedImage page : pages) {
                for (int cell = 0; cell < 10; cell++) {
                    BufferedImage label =
                            part(page, 5 + cell % 2 * 100, 23.5 + cell / 2 * 50, 100, 50);
                    int[] pixels = label.getRGB(0, 0, 1600, 800, null, 0, 1600);
                    if (Arrays.stream(pixels).anyMatch(pixel -> (pixel & 0xff) < 100)) {
                        read.add(scanned(label, BarcodeFormat.QR_CODE));
                    }
                }
            }
            next = answer.link() == null ? null : answer.link().replaceAll("^<([^>]*)>.*", "$1");
        }
        assertThat(sheets).containsExactly(1, 1);
        List<String> expected = new ArrayList<>(List.of(park.warehouse + "/A1"));
        for (int i = 1; i <= 12; i++) {
            expected.add(park.warehouse + "/B-%02d".formatted(i));
        }
        expected.add(park.warehouse + "/DOCK");
        assertThat(read).containsExactlyElementsOf(expected);
    }

    @Test
    void what_is_printed_of_a_unit_is_the_unit() {
        park.stock("L1", 10);
        String order = park.order("O", 3);
        park.pick("p", order, "L1", 3).expect(200);
        park.check("c", order, "L1", 3).expect(200);
        String sscc = sscc(7);
        String path = "/v1/labels/units?sscc=" + sscc;
        JsonNode item = parsed("]C100" + sscc);
        assertThat(item.path("sscc").asString()).isEqualTo(sscc);

        // before there is anything in it
        assertThat(text(paper(operator, path, PDF))).contains("(00) " + sscc).doesNotContain("L1");
        pack("k", order, sscc, 3);
        byte[] pdf = paper(operator, path, PDF);
        assertThat(text(pdf)).contains("(00) " + sscc, "批号 L1", "× 3", "收货单位", park.hospital);
        for (BufferedImage image :
                List.of(
                        pages(pdf).getFirst(),
                        labels(paper(operator, path, ZPL)).getFirst(),
                        labels(paper(operator, path + "&dpmm=12&size=105x148", ZPL)).getFirst(),
                        shown(paper(operator, path, SVG)))) {
            assertThat(withoutSymbol(parsed(scanned(image, BarcodeFormat.CODE_128))))
                    .isEqualTo(withoutSymbol(item));
        }
        // another owner's label has its number only
        park.enterprise(park.id("OTHER"), "DEPOSITOR");
        Client other = admin.newKey("enterprise", park.id("OTHER"));
        assertThat(text(paper(other, path, PDF)))
                .contains(sscc)
                .doesNotContain("L1", park.hospital);
        assertThat(text(paper(owner, path, PDF))).contains("L1", park.hospital);
        // four on a sheet
        String four =
                "/v1/labels/units?paper=A4&size=105x148&sscc="
                        + String.join(",", sscc(1), sscc(2), sscc(3), sscc(4));
        List<BufferedImage> sheet = pages(paper(operator, four, PDF));
        assertThat(sheet).hasSize(1);
        for (int i = 0; i < 4; i++) {
            BufferedImage label = part(sheet.getFirst(), i % 2 * 105, i / 2 * 148, 105, 148);
            assertThat(parsed(scanned(label, BarcodeFormat.CODE_128)).path("sscc").asString())
                    .isEqualTo(sscc(i + 1));
        }
    }

    @Test
    void what_is_printed_of_goods_is_these_goods() {
        String device = TestPark.gtin("0691" + park.di.substring(4, 13));
        admin.put(
                        "/v1/devices/" + device,
                        """
                        {"name":"药物洗脱冠状动脉支架系统","model":"DES-3.0","riskClass":"III","implantable":true,
                         "identifiers":{"lot":true,"serial":true,"expiryDate":true}}""")
                .expect(201);
        String symbol = "]d201" + device + "17310531" + "10LOT-7/A\u001d21SN%_=?\\\"0042";
        String notice = park.id("ASN");
        admin.put(
                        "/v1/inbound-notices/" + notice,
                        park.noticeBody(park.owner, "LOT-7/A", 1).replace(park.di, device))
                .expect(201);
        admin.post(
                        "/v1/scans",
                        """
                        {"scanId":"%s","task":"receive","warehouse":"%s","symbols":["%s"],"quantity":1%s}"""
                                .formatted(
                                        park.id("r"),
                                        park.warehouse,
                                        symbol.replace("\u001d", "\\u001d"),
                                        reference(notice) + at("DOCK")))
                .expect(200);
        park.stock("L1", 4);
        String path = "/v1/labels/items?di=" + device + "&lot=LOT-7/A";
        String answer = withoutSymbol(parsed(symbol.replace("\\\"", "\"")));
        assertThat(answer).contains("LOT-7/A", "0042", "2031-05-31");

        byte[] pdf = paper(owner, path, PDF);
        assertThat(text(pdf))
                .contains("药物洗脱", "(01)" + device, "(17)310531", "(10)LOT-7/A", "(21)SN%_=?\"0042");
        for (BufferedImage image :
                List.of(
                        pages(pdf).getFirst(),
                        labels(paper(owner, path, ZPL)).getFirst(),
                        labels(paper(owner, path + "&dpmm=24", ZPL)).getFirst(),
                        shown(paper(owner, path + "&size=70x37", SVG)))) {
            assertThat(withoutSymbol(parsed(scanned(image, BarcodeFormat.DATA_MATRIX))))
                    .isEqualTo(answer);
        }
        // each of both, twice
        String all = "/v1/labels/items?copies=2&owner=" + park.owner;
        assertThat(pages(paper(operator, all, PDF)))
                .hasSize(4)
                .extracting(
                        page ->
                                parsed(scanned(page, BarcodeFormat.DATA_MATRIX))
                                        .path("lot")
                                        .asString())
                .containsExactlyInAnyOrder("L1", "L1", "LOT-7/A", "LOT-7/A");
        assertThat(
                        pages(
                                paper(
                                        operator,
                                        "/v1/labels/items?serial=SN%25_%3D?%220042&di=" + device,
                                        PDF)))
                .hasSize(1);

        park.enterprise(park.id("OTHER"), "DEPOSITOR");
        Client other = admin.newKey("enterprise", park.id("OTHER"));
        assertThat(other.get("/v1/labels/items?di=" + device).expect(404).problem())
                .isEqualTo("/problems/nothing-to-print");
    }

    @Test
    void goods_that_gs1_cannot_name_are_refused() {
        // the label of its maker is a HIBC
        String symbol = "+E203PB414109/$$8243280112R00089525J";
        JsonNode item = parsed(symbol);
        String device = item.path("di").asString();
        String lot = item.path("lot").asString();
        var _ =
                admin.put(
                        "/v1/devices/" + device,
                        """
                        {"name":"球囊导管","riskClass":"III","implantable":false,
                         "identifiers":{"lot":true,"expiryDate":true}}""");
        String notice = park.id("ASN");
        admin.put(
                        "/v1/inbound-notices/" + notice,
                        park.noticeBody(park.owner, lot, 24)
                                .replace(park.di, device)
                                .replace("2031-05-31", item.path("expiryDate").asString()))
                .expect(201);
        admin.post(
                        "/v1/scans",
                        """
                        {"scanId":"%s","task":"receive","warehouse":"%s","symbols":["%s"]%s}"""
                                .formatted(
                                        park.id("r"),
                                        park.warehouse,
                                        symbol,
                                        reference(notice) + at("DOCK")))
                .expect(200);
        Client.Answer refused = operator.get("/v1/labels/items?di=" + device).expect(422);
        assertThat(refused.problem()).isEqualTo("/problems/label-not-printable");
        assertThat(refused.json().path("lot").asString()).isEqualTo(lot);
        for (String wrong :
                List.of(
                        "locations?warehouse=" + park.warehouse + "&size=10x10",
                        "locations?warehouse=" + park.warehouse + "&paper=A3",
                        "locations?warehouse=" + park.warehouse + "&dpmm=9",
                        "locations?warehouse=" + park.warehouse + "&location=NOWHERE",
                        "units?sscc=123456789012345678",
                        "units",
                        "items?copies=0",
                        "items?serial=S1")) {
            assertThat(operator.get("/v1/labels/" + wrong).expect(400).problem())
                    .as(wrong)
                    .isEqualTo("/problems/malformed-request");
        }
        assertThat(admin.get("/v1/labels/locations").expect(400).json().path("field").asString())
                .isEqualTo("warehouse");
    }

    // ---- delivery notes and packing lists

    /// A number of this park: its device's own digits are in it.
    private String sscc(int number) {
        String digits = "1" + park.di.substring(0, 13) + "00" + number;
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return digits + (10 - sum % 10) % 10;
    }

    private void pack(String scanId, String order, String unit, int quantity) {
        admin.post(
                        "/v1/scans",
                        park.scan(
                                scanId,
                                "pack",
                                "L1",
                                quantity,
                                reference(order) + ",\"container\":\"" + unit + "\""))
                .expect(200);
    }

    private void file(String id, String name, String role, String more) {
        admin.put(
                        "/v1/enterprises/" + id,
                        """
                        {"name":"%s","roles":["%s"],"licences":[{"number":"L-%s","kind":"经营许可证",
                         "scope":["III"],"validFrom":"2020-01-01","validTo":"2040-01-01"}]%s}"""
                                .formatted(name, role, id, more))
                .expect(201);
    }

    private static String address(String text, String contact) {
        return ",\"address\":{\"text\":\"%s\",\"contact\":\"%s\"}".formatted(text, contact);
    }

    @Test
    void a_delivery_note_says_what_the_rules_ask_for() {
        file(
                park.owner,
                "上海康达医疗器械有限公司",
                "DEPOSITOR",
                ",\"unifiedSocialCreditCode\":\"91310000MA1K30AB3X\""
                        + address("上海市浦东新区张江路 1 号", "王经理 021-55550001"));
        file(
                park.hospital,
                "苏州市第一人民医院",
                "CONSIGNEE",
                address("苏州市姑苏区平江路 88 号", "李护士 0512-66660002"));
        file(park.carrier, "顺达物流", "CARRIER", "");
        admin.put(
                        "/v1/devices/" + park.di,
                        """
                        {"name":"冠状动脉支架","model":"DES-3.0","specification":"3.0×18 mm","riskClass":"III","implantable":true,
                         "registrationNumber":"国械注准20213130001","registrationValidTo":"2035-01-01","holder":"微创医疗器械（上海）有限公司",
                         "storage":{"minCelsius":2,"maxCelsius":8},
                         "identifiers":{"lot":true,"expiryDate":true}}""")
                .expect(201);
        park.stock("L1", 10);
        String order = park.order("O", 5);
        admin.post("/v1/orders/" + order + "/allocation", null).expect(200);
        park.pick("p", order, "L1", 5).expect(200);
        park.check("c", order, "L1", 5).expect(200);
        pack("k", order, sscc(1), 3);
        String shipment = park.id("SH");
        admin.put(
                        "/v1/shipments/" + shipment,
                        park.shipmentBody(order)
                                .replace("{\"orders\"", "{\"vehicle\":\"沪A12345\",\"orders\""))
                .expect(201);
        String note = "/v1/shipments/" + shipment + "/delivery-note";
        Client.Answer early = operator.get(note).expect(422);
        assertThat(early.problem()).isEqualTo("/problems/not-dispatched");
        assertThat(owner.get(note).expect(422).problem()).isEqualTo("/problems/not-dispatched");
        String list = "/v1/orders/" + order + "/packing-list";
        String before = text(paper(operator, list, PDF));
        assertThat(before).contains("箱号 SSCC " + sscc(1), "未装箱", "待发运", "苏州市第一人民医院", "L1");
        park.load("l", shipment, "L1", 5).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(200);

        byte[] pdf = paper(operator, note, PDF);
        String text = text(pdf);
        assertThat(text)
                .contains(
                        "随货同行单",
                        "Delivery note",
                        "供货单位",
                        "上海康达医疗器械有限公司",
                        "91310000MA1K30AB3X",
                        "上海市浦东新区张江路 1 号",
                        "王经理 021-55550001",
                        "苏州市第一人民医院",
                        "苏州市姑苏区平江路 88 号",
                        "李护士 0512-66660002",
                        "经营许可证 L-" + park.owner,
                        "冠状动脉支架",
                        park.di,
                        "DES-3.0",
                        "国械注准20213130001",
                        "微创医疗器械",
                        "L1",
                        "2031-05-31",
                        "2～8 °C",
                        "顺达物流",
                        "沪A12345",
                        shipment,
                        "合计 Total 1 行 rows 5 件",
                        "盖章");
        assertThat(scanned(pages(pdf).getFirst(), BarcodeFormat.QR_CODE)).isEqualTo(shipment);
        assertThat(paper(operator, note, PDF)).isEqualTo(pdf);
        assertThat(paper(owner, note, PDF)).isEqualTo(pdf);
        byte[] packed = paper(operator, list, PDF);
        assertThat(text(packed)).contains("发运单 Shipment " + shipment).doesNotContain("待发运");
        assertThat(paper(owner, list, PDF)).isEqualTo(packed);

        park.enterprise(park.id("OTHER"), "DEPOSITOR");
        Client other = admin.newKey("enterprise", park.id("OTHER"));
        assertThat(other.get(note).expect(404).problem()).isEqualTo("/problems/unknown-shipment");
        assertThat(other.get(list).expect(404).problem()).isEqualTo("/problems/unknown-order");
        Client elsewhere = admin.newKey("operator", null, "ELSEWHERE");
        assertThat(elsewhere.get(note).expect(404).problem())
                .isEqualTo("/problems/unknown-shipment");
        assertThat(admin.newKey("regulator", null).bytes(note).status()).isEqualTo(200);

        // what left stays as it left
        admin.post(
                        "/v1/shipments/" + shipment + "/delivery",
                        "{\"consignee\":\"%s\",\"receivedBy\":\"李护士\"}".formatted(park.hospital))
                .expect(200);
        park.location("RET", "RETURNS");
        admin.post("/v1/scans", park.scan("b", "return", "L1", 2, reference(order) + at("RET")))
                .expect(200);
        assertThat(paper(operator, list, PDF)).isEqualTo(packed);
        assertThat(paper(operator, note, PDF)).isEqualTo(pdf);
    }

    @Test
    void on_a_mixed_shipment_each_owner_and_consignee_has_a_note_of_its_own() {
        String rival = park.id("RIVAL");
        String clinic = park.id("CLINIC");
        park.enterprise(rival, "DEPOSITOR");
        park.enterprise(clinic, "CONSIGNEE");
        park.stock("L1", 10);
        String notice = park.id("ASN-R");
        admin.put("/v1/inbound-notices/" + notice, park.noticeBody(rival, "RIVAL-LOT", 5))
                .expect(201);
        admin.post(
                        "/v1/scans",
                        park.scan("rr", "receive", "RIVAL-LOT", 5, reference(notice) + at("DOCK")))
                .expect(200);
        admin.post("/v1/inspections", park.inspectionBody(notice, "RIVAL-LOT", 5)).expect(201);
        admin.post("/v1/scans", park.scan("rp", "putaway", "RIVAL-LOT", 5, at("DOCK") + to("A1")))
                .expect(200);
        String mine = park.order("O1", 2);
        String far = park.id("O2");
        String theirs = park.id("O3");
        admin.put("/v1/orders/" + far, park.orderBody(park.owner, 1).replace(park.hospital, clinic))
                .expect(201);
        admin.put("/v1/orders/" + theirs, park.orderBody(rival, 4)).expect(201);
        for (String order : List.of(mine, far, theirs)) {
            String lot = order.equals(theirs) ? "RIVAL-LOT" : "L1";
            int quantity = order.equals(mine) ? 2 : order.equals(far) ? 1 : 4;
            park.pick("p" + order, order, lot, quantity).expect(200);
            park.check("c" + order, order, lot, quantity).expect(200);
        }
        String shipment = park.id("SH");

        admin.put(
                        "/v1/shipments/" + shipment,
                        "{\"orders\":[\"%s\",\"%s\",\"%s\"],\"carrier\":\"%s\",\"stops\":[\"%s\",\"%s\"]}"
                                .formatted(mine, far, theirs, park.carrier, park.hospital, clinic))
                .expect(201);
        park.load("l1", shipment, "L1", 2).expect(200);
        park.load("l2", shipment, "L1", 1).expect(200);
        park.load("l3", shipment, "RIVAL-LOT", 4).expect(200);
        admin.post("/v1/shipments/" + shipment + "/dispatch", "{}").expect(200);
        String note = "/v1/shipments/" + shipment + "/delivery-note";

        assertThat(pages(paper(operator, note, PDF))).hasSize(3);
        assertThat(pages(paper(operator, note + "?consignee=" + park.hospital, PDF))).hasSize(2);
        assertThat(text(paper(operator, note + "?owner=" + rival, PDF)))
                .contains("RIVAL-LOT")
                .doesNotContain(clinic, park.owner);
        byte[] own = paper(owner, note, PDF);
        assertThat(pages(own)).hasSize(2);
        assertThat(text(own))
                .contains(mine, far, clinic, park.hospital)
                .doesNotContain(rival, "RIVAL-LOT", theirs);
        Client theirKey = admin.newKey("enterprise", rival);
        assertThat(text(paper(theirKey, note, PDF)))
                .contains("RIVAL-LOT")
                .doesNotContain(mine, clinic, park.owner);
        assertThat(theirKey.get(note + "?owner=" + park.owner).expect(404).problem())
                .isEqualTo("/problems/nothing-to-print");
    }
}
