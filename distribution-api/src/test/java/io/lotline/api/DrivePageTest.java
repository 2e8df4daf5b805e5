package io.lotline.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The driver's page in a real Chromium, against a real server.
class DrivePageTest {
    private static final String COLD = "06901234567908";
    private static final String CARTON = "106901234000000015";

    private static RunningLotline lotline;
    private static WorkPark park;
    private static Chromium chromium;

    private final List<String> expectedComplaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        lotline = RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of());
        park = new WorkPark(lotline);
        park.enterprise("CLINIC", "江宁区中医院", "CONSIGNEE");
        park.put(
                "/v1/devices/" + COLD,
                """
                {"name":"糖化血红蛋白检测试剂盒","model":"HbA1c","specification":"50 人份",
                 "registrationNumber":"国械注准20213400002","registrationValidTo":"2034-01-01",
                 "holder":"高淳医疗器械有限公司","riskClass":"III","classificationCode":"22-01","implantable":false,
                 "storage":{"minCelsius":2,"maxCelsius":8},
                 "identifiers":{"lot":true,"serial":true,"productionDate":false,"expiryDate":true},"packages":[]}
                """);
        park.stock("ASN-STENT", "A-01", 100);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        lotline.close();
    }

    @AfterEach
    void nothingLeftThisMachineAndNothingWentWrong() {
        context.close();
        chromium.askedNobodyElseAndComplainedOf(expectedComplaints);
    }

    private static String cold(String serial) {
        return "]d201" + COLD + "1731053110LOT9\u001d21" + serial;
    }

    /// A vehicle on the road with five stents for the hospital and two kits for the clinic.
    private static void onTheRoad(String shipment) {
        onTheRoad(shipment, false);
    }

    /// @param packed whether three of the stents are in the carton
    private static void onTheRoad(String shipment, boolean packed) {
        String stents = shipment + "-H";
        park.order(stents, 5);
        park.scan("pick", stents, "A-01", null, 5);
        park.scan("check", stents, null, null, 5);
        if (packed) {
            handle(
                    "pack",
                    stents,
                    WorkPark.LABEL,
                    ",\"quantity\":3,\"container\":\"" + CARTON + "\"");
        }

        List<String> kits = List.of(cold(shipment + "1"), cold(shipment + "2"));
        String notice = shipment + "-N";
        park.put(
                "/v1/inbound-notices/" + notice,
                """
                {"owner":"ALPHA","supplier":"MAKER","warehouse":"W1","lines":[{"di":"%s","quantity":2}]}"""
                        .formatted(COLD));
        for (String kit : kits) {
            park.scan("receive", notice, "DOCK-1", null, 1, kit);
        }
        park.admin
                .post(
                        "/v1/inspections",
                        """
                        {"noticeId":"%s","di":"%s","lot":"LOT9","serials":["%s","%s"],"conclusion":"QUALIFIED","quantity":2}"""
                                .formatted(notice, COLD, shipment + "1", shipment + "2"))
                .expect(201);
        for (String kit : kits) {
            park.scan("putaway", notice, "DOCK-1", "A-02", 1, kit);
        }
        String cold = shipment + "-C";
        park.put(
                "/v1/orders/" + cold,
                """
                {"owner":"ALPHA","consignee":"CLINIC","warehouse":"W1","lines":[{"lineId":"1","di":"%s","quantity":2}]}"""
                        .formatted(COLD));
        park.admin.post("/v1/orders/%s/allocation".formatted(cold), null).expect(200);
        for (String kit : kits) {
            park.scan("pick", cold, "A-02", null, 1, kit);
            park.scan("check", cold, null, null, 1, kit);
        }
        park.put(
                "/v1/shipments/" + shipment,
                """
                {"orders":["%s","%s"],"carrier":"CARRIER","vehicle":"苏A·%s","stops":["HOSPITAL","CLINIC"]}"""
                        .formatted(stents, cold, shipment));
        if (packed) {
            handle("load", shipment, "00" + CARTON, "");
        }
        park.scan("load", shipment, null, null, packed ? 2 : 5);
        for (String kit : kits) {
            park.scan("load", shipment, null, null, 1, kit);
        }
        park.admin.post("/v1/shipments/%s/dispatch".formatted(shipment), null).expect(200);
    }

    private static void handle(String task, String reference, String symbol, String more) {
        park.admin
                .post(
                        "/v1/scans",
                        """
                        {"scanId":"%s","task":"%s","reference":"%s","warehouse":"W1","symbols":["%s"]%s}"""
                                .formatted(UUID.randomUUID(), task, reference, symbol, more))
                .expect(200);
    }

    private void open(String shipment, String locale, ColorScheme colours) {
        open(shipment, 390, 844, locale, colours);
    }

    private void open(String shipment, int width, int height, String locale, ColorScheme colours) {
        context = chromium.person(width, height, locale, colours);
        page = chromium.page(context);
        page.navigate(lotline.address + "/drive");
        page.locator("input[name=key]").fill(park.operator.key());
        page.locator(".sign-in-form button").click();
        assertThat(page.locator("#scan")).isFocused();
        vehicle(shipment);
    }

    /// Chooses the vehicle, where there is a choice.
    private void vehicle(String shipment) {
        Locator choice = page.locator("[data-stay='vehicle-苏A·%s']".formatted(shipment));
        Locator card = page.locator("[data-shipment=%s]".formatted(shipment));
        assertThat(choice.or(card).first()).isVisible(visibly());
        if (choice.count() > 0) {
            choice.click();
        }
        assertThat(card).isVisible(visibly());
        assertThat(stop("HOSPITAL")).containsText("5", soon());
        assertThat(page.locator("[data-shipment]")).hasCount(1);
    }

    private static LocatorAssertions.IsVisibleOptions visibly() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    }

    private Locator stop(String consignee) {
        return page.locator("[data-consignee=%s]".formatted(consignee));
    }

    private void scan(String symbol) {
        for (String part : symbol.split("(?<=\u001d)|(?=\u001d)")) {
            if (part.equals("\u001d")) {
                page.keyboard().press("Control+]");
            } else {
                page.keyboard().type(part);
            }
        }
        page.keyboard().press("Enter");
    }

    private void answer(String text) {
        assertThat(page.locator("#answer")).containsText(text, soon());
    }

    private Locator line(String mark) {
        return page.locator("[data-line=%s]".formatted(mark));
    }

    private void refuse(String mark, int pieces, String reason) {
        line(mark).locator(".refuse").click();
        page.locator("#form-quantity").fill(Integer.toString(pieces));
        page.locator("#form-reason").selectOption(reason);
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog")).hasCount(0);
    }

    private void sign() {
        page.locator("#signature").scrollIntoViewIfNeeded();
        BoundingBox box = page.locator("#signature").boundingBox();
        page.mouse().move(box.x + 40, box.y + 40);
        page.mouse().down();
        page.mouse().move(box.x + 120, box.y + 80);
        page.mouse().move(box.x + 200, box.y + 30);
        page.mouse().up();
    }

    private static byte[] photo() {
        BufferedImage image = new BufferedImage(2_000, 1_500, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0xb98a56));
        pen.fillRect(0, 0, 2_000, 1_500);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 300));
        pen.drawString("BOX 4711", 200, 800);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private void takePhoto() {
        page.locator("#photo").setInputFiles(new FilePayload("box.png", "image/png", photo()));
        assertThat(page.locator(".photos li")).hasCount(1);
    }

    private void nothingWaits() {
        assertThat(page.locator("#net"))
                .hasText(
                        Pattern.compile("在线|Online"),
                        new LocatorAssertions.HasTextOptions().setTimeout(60_000));
    }

    /// The browser's process of the page dies, and a new page begins.
    private void kill() {
        try {
            page.navigate("chrome://crash", new Page.NavigateOptions().setTimeout(5_000));
        } catch (com.microsoft.playwright.PlaywrightException expected) {
            assertThat(expected.getMessage()).containsAnyOf("crash", "Timeout");
        }
        page.close();
        page = chromium.page(context);
        page.navigate(lotline.address + "/drive");
    }

    private void offline() {
        page.waitForFunction("navigator.serviceWorker.controller !== null");
        expectedComplaints.add("ERR_INTERNET_DISCONNECTED");
        context.setOffline(true);
        assertThat(page.locator("#net")).containsText(Pattern.compile("离线|Offline"));
    }

    private static JsonNode shipment(String id) {
        return park.admin.get("/v1/shipments/" + id).expect(200).json();
    }

    /// How often this shipment was signed for by this consignee, by the log itself.
    private static long signed(String shipment, String consignee) {
        long from = 1;
        long found = 0;
        while (true) {
            JsonNode items =
                    park.admin
                            .get("/v1/log/events?limit=1000&from=" + from)
                            .expect(200)
                            .json()
                            .path("items");
            if (items.isEmpty()) {
                return found;
            }
            for (JsonNode item : items) {
                from = item.path("position").asLong() + 1;
                String data = item.path("data").toString();
                if (item.path("name").asString().endsWith("ShipmentDelivered")
                        && data.contains("\"" + shipment + "\"")
                        && data.contains("\"" + consignee + "\"")) {
                    found++;
                }
            }
        }
    }

    @Test
    void a_handover_without_a_network_survives_killed_tabs_and_is_done_once() throws IOException {
        onTheRoad("SH-OFF");
        open("SH-OFF", "zh-CN", ColorScheme.LIGHT);
        offline();
        stop("HOSPITAL").click();
        assertThat(page.locator("#scan")).isFocused();
        scan(WorkPark.LABEL);
        answer("对，是这一站的");
        scan("2");
        scan(WorkPark.LABEL);
        answer("还差 2 件");
        refuse("LOT7", 2, "damaged");
        page.locator("#receivedBy").fill("李护士");
        page.locator("#celsius").fill("21.5");
        sign();
        takePhoto();
        // what was written down at the door is there after the tab died
        kill();
        assertThat(line("LOT7")).containsText("3 / 5", soon());
        assertThat(line("LOT7")).containsText("拒收 2 件");
        assertThat(page.locator("#receivedBy")).hasValue("李护士");
        assertThat(page.locator(".photos li")).hasCount(1);
        Instant before = Instant.now();
        page.locator("#handOver").click();
        answer("已存下");
        assertThat(page.locator("#net")).containsText("离线 · 1");
        kill();
        assertThat(stop("HOSPITAL")).containsText("已签，待发送", soon());
        assertThat(page.locator("#net")).containsText("离线 · 1");
        assertThat(page.locator(".back")).containsText("2 件");
        assertThat(signed("SH-OFF", "HOSPITAL")).isZero();

        // the first answer is lost on its way
        expectedComplaints.add("ERR_");
        AtomicInteger sent = new AtomicInteger();
        context.route(
                "**/delivery",
                route -> {
                    if (sent.getAndIncrement() == 0) {
                        var _ = route.fetch();
                        route.abort();
                    } else {
                        route.resume();
                    }
                });
        context.setOffline(false);
        nothingWaits();
        assertThat(stop("HOSPITAL")).containsText("已签收", soon());
        assertThat(page.locator("#openList")).hasCount(0);
        assertThat(sent).hasValueGreaterThan(1);
        assertThat(signed("SH-OFF", "HOSPITAL")).isEqualTo(1);

        JsonNode told = shipment("SH-OFF");
        JsonNode handed = told.at("/deliveries/0");
        assertThat(told.path("deliveries")).hasSize(1);
        assertThat(handed.path("receivedBy").asString()).isEqualTo("李护士");
        assertThat(handed.path("quantity").asInt()).isEqualTo(3);
        assertThat(handed.path("celsius").decimalValue()).isEqualByComparingTo("21.5");
        Instant at = OffsetDateTime.parse(handed.path("at").asString()).toInstant();
        assertThat(at)
                .isBetween(before.minus(5, ChronoUnit.SECONDS), before.plusSeconds(60))
                .isBefore(OffsetDateTime.parse(handed.path("recorded").asString()).toInstant());
        assertThat(told.at("/refused/0/quantity").asInt()).isEqualTo(2);
        assertThat(told.at("/refused/0/reason").asString()).isEqualTo("外包装破损");
        BufferedImage signature = image(handed.path("signature").asString());
        assertThat(ink(signature)).isGreaterThan(100);
        BufferedImage photo = image(handed.at("/photos/0").asString());
        assertThat(photo.getWidth()).isEqualTo(1_600);

        // what was refused rides back until it is scanned in
        assertThat(page.locator(".back")).containsText("2 件", soon());
        park.scan("return", "SH-OFF-H", "R-01", null, 2);
        page.locator("#menu").click();
        page.locator("#reload").click();
        assertThat(page.locator(".back")).hasCount(0, eventually());
        isToldAtTheDesk("SH-OFF");
    }

    private void isToldAtTheDesk(String shipment) {
        context.close();
        context = chromium.person(1280, 900, "zh-CN", ColorScheme.LIGHT);
        page = chromium.page(context);
        page.navigate(lotline.address + "/desk");
        page.locator("#key").fill(park.admin.newKey("regulator", null).key());
        page.locator(".sign-in-form button").click();
        page.locator("#q").fill(shipment);
        page.keyboard().press("Enter");
        page.locator(".found a[data-kind=SHIPMENT]").click();
        for (String told : List.of("李护士 签收", "21.5 °C", "签名", "照片 1", "外包装破损")) {
            assertThat(page.locator("#view")).containsText(told);
        }
        Axe.accessible(page, "a shipment at the desk");
    }

    private static LocatorAssertions.HasCountOptions eventually() {
        return new LocatorAssertions.HasCountOptions().setTimeout(30_000);
    }

    private BufferedImage image(String path) throws IOException {
        byte[] bytes = context.request().get(lotline.address + path).body();
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    private static int ink(BufferedImage image) {
        int dark = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                dark += (image.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
            }
        }
        return dark;
    }

    @Test
    void the_wrong_box_at_the_wrong_door_is_said_loudly_and_not_counted() {
        onTheRoad("SH-DOOR");
        open("SH-DOOR", "zh-CN", ColorScheme.LIGHT);
        // before a door it says where a box goes
        scan(cold("SH-DOOR1"));
        answer("送到这一站");
        answer("江宁区中医院");
        stop("HOSPITAL").click();
        scan(cold("SH-DOOR1"));
        answer("送错门");
        answer("江宁区中医院");
        assertThat(page.locator("#answer")).hasAttribute("role", "alert");
        assertThat(line("LOT7")).containsText("0 / 5");
        // not even without a network
        offline();
        scan(WorkPark.LABEL);
        answer("对，是这一站的");
        scan(cold("SH-DOOR2"));
        answer("送错门");
        scan("]d201" + WorkPark.DI + "1731053110LOT8");
        answer("不是这车的货");
        // its separator is missing, and goods that are there say what it is
        scan("]d201" + WorkPark.DI + "10LOT71731053121X4");
        answer("对，是这一站的");
        assertThat(line("LOT7")).containsText("2 / 5");
        scan("9");
        scan(WorkPark.LABEL);
        answer("超出这一站的数量");
        assertThat(line("LOT7")).containsText("2 / 5");
        page.locator("#handOver").click();
        assertThat(page.locator("#lacks")).containsText("还有 3 件没有扫描");
        assertThat(page.locator("#lacks")).containsText("签收人姓名");
        page.locator("#back").click();
        stop("CLINIC").click();
        scan(cold("SH-DOOR1"));
        answer("对，是这一站的");
        scan(cold("SH-DOOR1"));
        answer("这一件已经扫过");
        page.locator("#celsius").fill("12");
        assertThat(page.locator("#celsius-hint")).containsText("超出储存范围");
        context.setOffline(false);
    }

    @Test
    void a_carton_counts_what_is_in_it_and_one_that_was_seen_is_known_without_a_network() {
        onTheRoad("SH-BOX", true);
        open("SH-BOX", "zh-CN", ColorScheme.LIGHT);
        stop("CLINIC").click();
        scan("00" + CARTON);
        answer("送错门");
        answer("南京市第一医院");
        page.locator("#back").click();
        stop("HOSPITAL").click();
        offline();
        scan("]C100" + CARTON);
        answer("对，是这一站的");
        assertThat(line("LOT7")).containsText("3 / 5");
        scan("00" + CARTON);
        answer("超出这一站的数量");
        scan("+E203PB414109/$$8243280112R00089525J");
        answer("没有网络，认不出这个码");
        assertThat(line("LOT7")).containsText("3 / 5");
        context.setOffline(false);
    }

    @Test
    void what_the_server_refuses_stays_until_the_driver_has_seen_it() {
        onTheRoad("SH-TWICE");
        open("SH-TWICE", "en-US", ColorScheme.LIGHT);
        offline();
        stop("HOSPITAL").click();
        page.locator("[data-stay^=all-]").click();
        page.locator("#receivedBy").fill("Nurse Li");
        page.locator("#paper").check();
        page.locator("#handOver").click();
        answer("Kept, waiting to be sent");
        park.admin
                .post(
                        "/v1/shipments/SH-TWICE/delivery",
                        "{\"consignee\":\"HOSPITAL\",\"receivedBy\":\"somebody else\"}")
                .expect(200);
        expectedComplaints.add("409");
        context.setOffline(false);
        answer("This stop has signed already");
        assertThat(page.locator("#openList")).containsText("1 handover to clear up");
        kill();
        assertThat(page.locator("#openList")).containsText("1 handover to clear up", soon());
        page.locator("#openList").click();
        assertThat(page.locator(".open-row")).containsText("南京市第一医院");
        assertThat(page.locator(".open-row")).containsText("Nurse Li");
        page.locator("[data-stay^=seen-]").click();
        assertThat(page.locator(".open-row")).hasCount(0);
        page.locator("#back").click();
        assertThat(stop("HOSPITAL")).containsText("Signed", soon());
        assertThat(signed("SH-TWICE", "HOSPITAL")).isEqualTo(1);
    }

    @Test
    void a_stop_that_was_left_for_on_an_earlier_day_is_overdue() {
        onTheRoad("SH-LATE");
        open("SH-LATE", "zh-CN", ColorScheme.LIGHT);
        assertThat(stop("HOSPITAL")).containsText("待送");
        String yesterday = Instant.now().minus(1, ChronoUnit.DAYS).toString();
        context.route(
                "**/v1/shipments?state=*",
                route -> {
                    String told = route.fetch().text();
                    route.fulfill(
                            new com.microsoft.playwright.Route.FulfillOptions()
                                    .setContentType("application/json")
                                    .setBody(
                                            told.replaceAll(
                                                    "\"dispatched\":\"[^\"]+\"",
                                                    "\"dispatched\":\"" + yesterday + "\"")));
                });
        page.locator("#menu").click();
        page.locator("#reload").click();
        assertThat(stop("HOSPITAL")).containsText("逾期未送", soon());
        assertThat(stop("CLINIC")).containsText("逾期未送");
    }

    @Test
    void every_state_is_accessible_and_fits_the_smallest_screen() {
        expectedComplaints.add("409");
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (String locale : List.of("zh-CN", "en-US")) {
                String id =
                        "SH-%s%s"
                                .formatted(
                                        locale.substring(0, 2),
                                        colours == ColorScheme.LIGHT ? "L" : "D");
                onTheRoad(id);
                open(id, 320, 568, locale, colours);
                accessible("stops");
                stop("CLINIC").click();
                scan(WorkPark.LABEL);
                assertThat(page.locator(".answer.alarm")).isVisible();
                accessible("wrong door");
                scan(cold(id + "1"));
                assertThat(page.locator(".answer.good")).isVisible();
                line("LOT9" + id + "2").locator(".refuse").click();
                accessible("refuse");
                page.keyboard().press("Escape");
                refuse("LOT9" + id + "2", 1, "temperature");
                page.locator("#celsius").fill("12");
                takePhoto();
                page.locator("#handOver").click();
                assertThat(page.locator("#lacks p").first()).isVisible();
                accessible("door");
                page.locator("#receivedBy").fill("王");
                page.locator("#paper").check();
                offline();
                page.locator("#handOver").click();
                assertThat(page.locator(".answer.wait")).isVisible();
                accessible("kept");
                page.locator("#menu").click();
                accessible("menu");
                page.locator("#openFromMenu").click();
                accessible("waiting");
                park.admin
                        .post(
                                "/v1/shipments/%s/delivery".formatted(id),
                                "{\"consignee\":\"CLINIC\",\"receivedBy\":\"x\"}")
                        .expect(200);
                context.setOffline(false);
                assertThat(page.locator(".open-row")).isVisible(visibly());
                accessible("refused");
                context.close();
            }
        }
        context = chromium.person(320, 568, "zh-CN", ColorScheme.LIGHT);
    }

    private void accessible(String state) {
        // what only passes over the page is not looked at
        assertThat(page.locator(".toast")).hasCount(0, eventually());
        Axe.accessible(page, state);
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "[...document.querySelectorAll('#view')].every(e => e.scrollWidth <= e.clientWidth)"))
                .as(state + " fits")
                .isTrue();
    }

    @Test
    void operators_find_the_page_and_others_do_not() {
        context = chromium.person(390, 844, "zh-CN", ColorScheme.LIGHT);
        page = chromium.page(context);
        page.navigate(lotline.address + "/work");
        page.locator("input[name=key]").fill(park.operator.key());
        page.locator(".sign-in-form button").click();
        page.locator("#menu").click();
        page.locator("dialog a[href='/drive']").click();
        assertThat(page.locator("#bar h1")).hasText("送货");
        context.close();
        context = chromium.person(390, 844, "zh-CN", ColorScheme.LIGHT);
        page = chromium.page(context);
        page.navigate(lotline.address + "/drive");
        Client quality = park.admin.newKey("quality", null);
        page.locator("input[name=key]").fill(quality.key());
        page.locator(".sign-in-form button").click();
        assertThat(page.locator(".sign-in-form [role=alert]")).containsText("质量人员");
    }

    /// With `-Dlotline.docs.write=true` they are put into the documentation.
    @Test
    void pictures_for_the_documentation() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            String locale = colours == ColorScheme.LIGHT ? "zh-CN" : "en-US";
            String name =
                    "drive-%s-%s"
                            .formatted(
                                    locale.substring(0, 2),
                                    colours == ColorScheme.LIGHT ? "light" : "dark");
            String id = colours == ColorScheme.LIGHT ? "SH-1126" : "SH-1127";
            onTheRoad(id);
            open(id, 390, 760, locale, colours);
            Pictures.take(page, name + "-stops");
            stop("HOSPITAL").click();
            scan(WorkPark.LABEL);
            assertThat(page.locator(".answer.good")).isVisible();
            Pictures.take(page, name + "-counted");
            scan(cold(id + "1"));
            assertThat(page.locator(".answer.alarm")).isVisible();
            Pictures.take(page, name + "-wrong-door");
            refuse("LOT7", 2, "damaged");
            page.locator("[data-stay^=all-]").click();
            page.locator("#receivedBy").fill("李护士");
            page.locator("#celsius").fill("21.5");
            sign();
            takePhoto();
            assertThat(page.locator(".toast")).hasCount(0, eventually());
            page.locator("#handOver").scrollIntoViewIfNeeded();
            Pictures.take(page, name + "-proof");
            page.locator("#handOver").click();
            answer(colours == ColorScheme.LIGHT ? "签收完成" : "Handed over");
            assertThat(stop("HOSPITAL")).containsText(Pattern.compile("已签收|Signed"), soon());
            nothingWaits();
            assertThat(page.locator(".back")).isVisible(visibly());
            Pictures.take(page, name + "-signed");
            context.close();
        }
        context = chromium.person(390, 760, "en-US", ColorScheme.LIGHT);
    }
}
