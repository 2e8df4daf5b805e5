package io.lotline.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The pages in a real Chromium, against a real server. Nothing may leave this machine, and the
/// browser may complain about nothing.
class PagesInBrowserTest {
    private static final String DI = "06901234567892";
    private static final String LOT = "LOT7";
    private static final String SYMBOL = "]d201" + DI + "1729063010" + LOT;
    private static final Path PICTURES = Path.of("target", "screenshots");

    private static RunningLotline lotline;
    private static Chromium chromium;

    private final List<String> expectedComplaints = new ArrayList<>();
    private BrowserContext context;

    @BeforeAll
    static void start() {
        lotline = RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of());
        aLotsDay(lotline.admin());
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

    /// 40 pieces come in, 30 are accepted; 12 go to a hospital, the lot is recalled.
    private static void aLotsDay(Client admin) {
        enterprise(admin, "ALPHA", "甲器械经营有限公司", "DEPOSITOR");
        enterprise(admin, "MAKER", "高淳医疗器械有限公司", "SUPPLIER");
        enterprise(admin, "HOSPITAL", "南京市第一医院", "CONSIGNEE");
        enterprise(admin, "CARRIER", "苏南医药物流有限公司", "CARRIER");
        done(
                admin.put(
                        "/v1/devices/" + DI,
                        """
                        {"name":"冠状动脉药物洗脱支架系统","model":"DES-3018","specification":"3.0 × 18 mm",
                         "registrationNumber":"国械注准20203130001","registrationValidTo":"2030-01-01",
                         "holder":"高淳医疗器械有限公司","riskClass":"III","classificationCode":"13-07","implantable":true,
                         "identifiers":{"lot":true,"serial":false,"productionDate":false,"expiryDate":true},"packages":[]}
                        """));
        location(admin, "DOCK-1", "QUARANTINE");
        location(admin, "A-01", "QUALIFIED");
        done(
                admin.put(
                        "/v1/inbound-notices/ASN-1",
                        """
                        {"owner":"ALPHA","supplier":"MAKER","warehouse":"W1","lines":[{"di":"%s","quantity":100}]}
                        """
                                .formatted(DI)));
        scan(admin, "receive-1", "receive", "ASN-1", "DOCK-1", null, 25);
        scan(admin, "receive-2", "receive", "ASN-1", "DOCK-1", null, 15);
        done(
                admin.post(
                        "/v1/inspections",
                        """
                        {"noticeId":"ASN-1","di":"%s","lot":"%s","conclusion":"QUALIFIED","quantity":30}
                        """
                                .formatted(DI, LOT)));
        scan(admin, "putaway-1", "putaway", "ASN-1", "DOCK-1", "A-01", 30);
        done(
                admin.put(
                        "/v1/orders/SO-1",
                        """
                        {"owner":"ALPHA","consignee":"HOSPITAL","warehouse":"W1","lines":[{"lineId":"1","di":"%s","quantity":12}]}
                        """
                                .formatted(DI)));
        done(admin.post("/v1/orders/SO-1/allocation", null));
        scan(admin, "pick-1", "pick", "SO-1", "A-01", null, 12);
        scan(admin, "check-1", "check", "SO-1", null, null, 12);
        done(
                admin.put(
                        "/v1/shipments/SH-1",
                        """
                        {"orders":["SO-1"],"carrier":"CARRIER","vehicle":"苏A12345","stops":["HOSPITAL"]}
                        """));
        scan(admin, "load-1", "load", "SH-1", null, null, 12);
        done(admin.post("/v1/shipments/SH-1/dispatch", null));
        done(
                admin.post(
                        "/v1/shipments/SH-1/delivery",
                        """
                        {"consignee":"HOSPITAL","receivedBy":"王护士"}
                        """));
        done(
                admin.put(
                        "/v1/recalls/R-1",
                        """
                        {"level":1,"di":"%s","lots":["%s"],"reason":"支架断裂风险","ordered":true}
                        """
                                .formatted(DI, LOT)));
    }

    private static void enterprise(Client admin, String id, String name, String role) {
        done(
                admin.put(
                        "/v1/enterprises/" + id,
                        """
                        {"name":"%s","roles":["%s"],"licences":[]}
                        """
                                .formatted(name, role)));
    }

    private static void location(Client admin, String id, String zone) {
        done(
                admin.put(
                        "/v1/warehouses/W1/locations/" + id,
                        """
                        {"zone":"%s"}
                        """
                                .formatted(zone)));
    }

    private static void done(Client.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    private static void scan(
            Client admin,
            String scanId,
            String task,
            String reference,
            String location,
            String toLocation,
            int quantity) {
        Map<String, Object> body = new java.util.LinkedHashMap<>();
        body.put("scanId", scanId);
        body.put("task", task);
        body.put("reference", reference);
        body.put("warehouse", "W1");
        if (location != null) {
            body.put("location", location);
        }
        if (toLocation != null) {
            body.put("toLocation", toLocation);
        }
        body.put("symbols", List.of(SYMBOL));
        body.put("quantity", quantity);
        body.put("scannedAt", Instant.now().toString());
        Client.Answer answer = admin.post("/v1/scans", Client.JSON.writeValueAsString(body));
        assertThat(answer.text()).contains("\"accepted\"");
    }

    private Page open(int width, int height, String locale, String path) {
        context = chromium.person(width, height, locale, ColorScheme.LIGHT);
        Page page = chromium.page(context);
        page.navigate(lotline.address + path);
        return page;
    }

    private static void signIn(Page page) {
        page.locator("input[name=key]").fill(RunningLotline.ADMIN_KEY);
        page.locator(".sign-in button").click();
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);
    }

    private static void picture(Page page, String name, boolean whole) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve(name + ".png"))
                        .setFullPage(whole));
    }

    private static String tile(String name) {
        return "[data-name=" + name + "] dd";
    }

    @Test
    void the_overview_asks_for_a_key_and_follows_the_log() {
        Page page = open(1920, 1080, "zh-CN", "/");
        signIn(page);
        assertThat(page.locator(tile("onHand"))).containsText("28", soon());
        assertThat(page.locator("h1")).hasText("园区仓总览");
        assertThat(page.locator("#stops")).containsText("支架断裂风险", soon());
        assertThat(page.locator("#owners canvas")).isVisible();
        picture(page, "overview-wall-zh", false);

        // the page holds its chart, and its figures move by themselves
        page.evaluate("document.querySelector('#owners canvas').dataset.same = 'yes'");
        scan(lotline.admin(), "receive-3", "receive", "ASN-1", "DOCK-1", null, 5);
        assertThat(page.locator(tile("onHand"))).containsText("33", soon());
        assertThat(page.locator("#owners canvas[data-same=yes]")).hasCount(1);
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "document.documentElement.scrollHeight <= window.innerHeight"))
                .isTrue();
        assertThat(
                        page.evaluate(
                                "document.cookie + JSON.stringify({...localStorage, ...sessionStorage})"))
                .asString()
                .doesNotContain(RunningLotline.ADMIN_KEY);
    }

    @Test
    void each_figure_says_what_it_is_and_where_it_comes_from() {
        Page page = open(1440, 900, "zh-CN", "/");
        signIn(page);
        assertThat(page.locator(tile("onHand"))).not().isEmpty();
        assertThat(page.locator("#refusalsPanel")).isVisible();
        assertThat(page.locator(".why-button")).hasCount(21);
        for (Locator button : page.locator(".why-button").all()) {
            button.click();
            assertThat(page.locator("#aboutDefinition")).containsText("。");
            assertThat(page.locator("#aboutFormula")).not().isEmpty();
            assertThat(page.locator("#aboutSource")).containsText("GET /v1/");
            page.keyboard().press("Escape");
            assertThat(page.locator("#about")).isHidden();
        }
    }

    @Test
    void a_wrong_key_is_told_and_can_be_corrected() {
        expectedComplaints.add("401");
        Page page = open(390, 844, "en-US", "/");
        page.locator("input[name=key]").fill("lot_wrong");
        page.locator(".sign-in button").click();
        assertThat(page.locator(".sign-in .error"))
                .containsText("This key is unknown or was revoked.", soon());
        picture(page, "sign-in-phone-en", false);
        signIn(page);
        assertThat(page.locator(tile("openRecalls"))).containsText("1", soon());
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "document.documentElement.scrollWidth <= window.innerWidth"))
                .isTrue();
        picture(page, "overview-phone-en", true);
        page.locator("#language").click();
        assertThat(page.locator("h1")).hasText("园区仓总览");
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    }

    @Test
    void the_overview_says_how_old_it_is_when_the_server_is_gone_and_recovers() {
        expectedComplaints.add("ERR_");
        Page page = open(1440, 900, "en-US", "/");
        signIn(page);
        assertThat(page.locator("#liveText")).containsText("Updated", soon());
        context.route("**/v1/**", route -> route.abort());
        assertThat(page.locator("#liveText")).containsText("Connection lost, last update", soon());
        assertThat(page.locator(tile("openRecalls"))).hasText("1");
        context.unroute("**/v1/**");
        assertThat(page.locator("#liveText")).containsText("Updated", soon());
    }

    @Test
    void a_trace_shows_where_the_lot_went_and_what_stops_it() throws IOException {
        Page page = open(1440, 900, "zh-CN", "/trace?di=" + DI + "&lot=" + LOT);
        signIn(page);
        assertThat(page.locator("#deviceName")).containsText("冠状动脉药物洗脱支架系统", soon());
        assertThat(page.locator("#banners")).containsText("支架断裂风险");
        assertThat(page.locator(tile("delivered"))).hasText("12");
        assertThat(page.locator("#timeline")).containsText("高淳医疗器械有限公司 → 货位 W1/DOCK-1");
        assertThat(page.locator("#tables")).containsText("王护士");
        assertThat(page.locator("#picture canvas")).isVisible();
        picture(page, "trace-desktop-zh", true);

        Download csv = page.waitForDownload(() -> page.locator("#csv").click());
        assertThat(csv.suggestedFilename()).isEqualTo(DI + "-" + LOT + ".csv");
        assertThat(Files.readString(csv.path())).contains("GoodsReceived,location:W1/DOCK-1");
        Download epcis = page.waitForDownload(() -> page.locator("#epcis").click());
        assertThat(Files.readString(epcis.path())).contains("\"EPCISDocument\"");
    }

    @Test
    void a_trace_is_good_on_a_phone_and_an_unknown_lot_is_told() {
        Page page = open(390, 844, "en-US", "/trace?di=" + DI + "&lot=" + LOT);
        signIn(page);
        assertThat(page.locator("#timeline")).containsText("Delivered", soon());
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "document.documentElement.scrollWidth <= window.innerWidth"))
                .isTrue();
        picture(page, "trace-phone-en", true);

        expectedComplaints.add("404");
        page.locator("#lookup input[name=lot]").fill("NOPE<b>");
        page.locator("#lookup button").click();
        assertThat(page.locator("#notice")).containsText("Lot NOPE<b> of " + DI, soon());
    }

    @Test
    void a_trace_fills_a_wall_screen_in_english() {
        Page page = open(1920, 1080, "en-US", "/trace?di=" + DI + "&lot=" + LOT);
        signIn(page);
        assertThat(page.locator("#tables")).containsText("Signed by", soon());
        picture(page, "trace-wall-en", false);
    }
}
