package io.lotline.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The desk of an inspector in a real Chromium, against a real server.
class DeskPageTest {
    private static RunningLotline lotline;
    private static Chromium chromium;
    private static Client regulator;

    private final List<String> expectedComplaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    /// 30 pieces came, a hospital got 12 of them, and then the lot was recalled.
    @BeforeAll
    static void start() {
        lotline = RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of());
        WorkPark park = new WorkPark(lotline);
        park.stock("ASN-D1", "A-01", 30);
        park.deliver("SO-D1", "A-01", 9);
        park.deliver("SO-D2", "A-01", 3);
        lotline.admin()
                .put(
                        "/v1/recalls/R-D1",
                        """
                        {"level":1,"di":"%s","lots":["LOT7"],"reason":"涂层脱落","ordered":true}"""
                                .formatted(WorkPark.DI))
                .expect(201);
        regulator = lotline.admin().newKey("regulator", null);
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

    private void open(int width, int height, String locale, ColorScheme colours, Client who) {
        context = chromium.person(width, height, locale, colours);
        page = chromium.page(context);
        page.navigate(lotline.address + "/desk");
        page.locator("#key").fill(who.key());
        page.locator(".sign-in-form button").click();
    }

    private static Locator.FilterOptions has(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private void search(String q) {
        page.locator("#q").fill(q);
        page.keyboard().press("Enter");
    }

    private void trace() {
        search("LOT7");
        page.locator(".found a[data-kind=LOT]").click();
        assertThat(page.locator("[data-total=received] strong")).hasText("30");
    }

    private String saved(Locator button) {
        try {
            Download file = page.waitForDownload(button::click);
            return Files.readString(file.path());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// A paper that the page links to, and that its session may open.
    private void opens(Locator link) {
        APIResponse answer = page.request().get(lotline.address + link.getAttribute("href"));
        assertThat(answer).isOK();
        assertThat(answer.headers()).containsEntry("content-type", "application/pdf");
    }

    @Test
    void papers_are_at_hand_where_an_order_and_a_shipment_are_shown() {
        open(1280, 900, "zh-CN", ColorScheme.LIGHT, regulator);
        search("SO-D1");
        page.locator(".found a[data-kind=ORDER]").first().click();
        opens(page.locator("a").filter(has("装箱单")));
        page.locator(".back").click();
        search("SO-D1-S");
        page.locator(".found a[data-kind=SHIPMENT]").first().click();
        opens(page.locator("a").filter(has("随货同行单")));
        context.close();

        // the owner has them, too
        context = chromium.person(390, 844, "zh-CN", ColorScheme.LIGHT);
        page = chromium.page(context);
        page.navigate(lotline.address + "/portal");
        page.locator("#key").fill(lotline.admin().newKey("enterprise", "ALPHA").key());
        page.locator(".sign-in-form button").click();
        page.locator("#tabs a").nth(1).click();
        page.locator("[data-delivery=SO-D1] summary").click();
        opens(page.locator("[data-delivery=SO-D1] a").filter(has("装箱单")));
        opens(page.locator("[data-delivery=SO-D1] a").filter(has("随货同行单")));
        Axe.accessible(page, "papers");
    }

    @Test
    void an_inspector_goes_from_a_part_of_a_name_to_who_has_it_and_takes_the_report_along() {
        open(1280, 900, "zh-CN", ColorScheme.LIGHT, regulator);
        assertThat(page.locator(".empty-title")).containsText("从一个标签或一个词开始");
        assertThat(page.locator("#q")).isFocused();
        search("洗脱支架");
        assertThat(page.locator(".found h2")).hasText("产品");
        page.locator(".found a[data-kind=DEVICE]").click();
        assertThat(page.locator("h2").first()).hasText("冠状动脉药物洗脱支架系统");
        assertThat(page.locator("tbody tr")).containsText("1 级召回");
        page.locator("tbody a").filter(has("LOT7")).click();

        // what he asks first
        assertThat(page.locator("[data-total=delivered] strong")).hasText("12");
        assertThat(page.locator("[data-total=out] strong")).hasText("12");
        assertThat(page.locator("[data-total=onHand] strong")).hasText("18");
        assertThat(page.locator("[data-total=stopped] strong")).hasText("18");
        assertThat(page.locator("[data-total=received] strong")).hasText("30");
        assertThat(page.locator("[data-recall=R-D1]")).containsText("涂层脱落");
        assertThat(page.locator("[data-recall=R-D1]")).containsText("收回 0%");
        assertThat(page.locator("[data-recall=R-D1]")).containsText("通知时限");
        assertThat(page.locator("#empties")).containsText("运输中");

        // who got how much: one row, its deliveries behind it
        page.locator("[data-total=out]").click();
        assertThat(page.locator("#consignees-title")).isFocused();
        assertThat(page.locator("#consignees tbody tr")).hasCount(1);
        assertThat(page.locator("#consignees tbody tr")).containsText("南京市第一医院");
        page.locator("#consignees summary").click();
        assertThat(page.locator("#consignees details li")).hasCount(2);
        assertThat(page.locator("#consignees details li").first()).containsText("王护士");
        assertThat(saved(page.locator("#consignees button").filter(has("CSV"))))
                .contains("南京市第一医院")
                .doesNotContain("GoodsReceived");
        assertThat(saved(page.locator("#sources button").filter(has("CSV"))))
                .contains("高淳医疗器械有限公司");
        assertThat(saved(page.locator(".trace-head button").filter(has("EPCIS"))))
                .contains("EPCISDocument");
        assertThat(saved(page.locator(".trace-head button").filter(has("CSV"))))
                .contains("ShipmentDelivered");

        // the history by day and step, with names
        page.locator("details.day summary").first().click();
        Locator steps = page.locator("details.day .folds > li");
        assertThat(steps.first()).containsText("收货");
        assertThat(steps.first()).containsText("高淳医疗器械有限公司 → W1 DOCK-1");
        assertThat(steps.filter(has("签收")).first()).containsText("南京市第一医院");
        assertThat(steps.first().locator("time").getAttribute("title")).contains("GMT+8");

        page.locator("[data-recall=R-D1] a").click();
        assertThat(page.locator("h2").first()).containsText("1 级召回");
        assertThat(page.locator("[data-total=out] strong")).hasText("12");
        assertThat(page.locator("table").filter(has("A-01"))).hasCount(1);
        assertThat(page.locator("table").filter(has("南京市第一医院"))).containsText("尚未反馈");
        page.locator("#tabs a").nth(1).click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("#filter-state").selectOption("CLOSED");
        assertThat(page.locator(".empty-title")).containsText("没有符合条件的召回");
    }

    @Test
    void on_paper_it_is_a_report_that_can_be_signed() {
        open(1280, 900, "zh-CN", ColorScheme.DARK, regulator);
        trace();
        assertThat(page.locator(".signature")).isHidden();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(page.locator(".signature .line").first()).containsText("检查人员");
        assertThat(page.locator(".signature .printed")).containsText("数据截至日志位置");
        assertThat(page.locator("details.day .folds > li").first()).isVisible();
        assertThat(page.locator("#tabs")).isHidden();
        assertThat(page.locator("#q")).hasCount(0);
        assertThat(page.locator(".small-buttons").first()).isHidden();
        // dark is for screens
        assertThat(
                        (String)
                                page.evaluate(
                                        "getComputedStyle(document.querySelector('.trace-head')).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(page.pdf(new Page.PdfOptions().setFormat("A4"))).hasSizeGreaterThan(10_000);
        page.evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(page.locator("details.day[open]")).hasCount(0);
    }

    @Test
    void whatever_an_inspector_has_in_the_hand_is_found() {
        open(1280, 900, "en-US", ColorScheme.LIGHT, regulator);
        for (String q :
                List.of("lot7", "06901234567892", "6901234567892", "国械注准20203130001", "洗脱")) {
            search(q);
            assertThat(page.locator("#view [data-q]")).hasAttribute("data-q", q);
            assertThat(page.locator(".found a").first()).isVisible();
            assertThat(page.locator("#q")).hasValue(q);
        }
        // a label, its separator as a keyboard wedge types it
        page.locator("#q").fill("]d201" + WorkPark.DI + "10LOT7");
        page.keyboard().press("Control+]");
        page.keyboard().type("17310531");
        page.keyboard().press("Enter");
        assertThat(page.locator(".found a[data-kind=LOT]")).containsText("LOT7");
        for (String[] each :
                new String[][] {
                    {"SO-D1", "ORDER", "Order SO-D1"},
                    {"ASN-D1", "NOTICE", "Inbound notice ASN-D1"},
                    {"SO-D1-S", "SHIPMENT", "Shipment SO-D1-S"},
                    {"R-D1", "RECALL", "Recall, level 1"},
                    {"第一医院", "ENTERPRISE", "南京市第一医院"},
                }) {
            search(each[0]);
            page.locator(".found a[data-kind=" + each[1] + "]").first().click();
            assertThat(page.locator("h2").first()).containsText(each[2]);
            assertThat(page.locator("#view")).not().containsText("undefined");
            page.locator(".back").click();
        }
    }

    /// What the server would answer of a lot that a thousand hospitals got, in 100,000 steps.
    private static final class Large {
        private static final int CONSIGNEES = 1_000;
        private static final int STEPS = 100_000;
        private static final OffsetDateTime FIRST =
                OffsetDateTime.parse("2026-09-01T08:00:00+08:00");

        static void answer(Route route) {
            Map<String, String> asked = asked(route.request().url());
            long after = Long.parseLong(asked.getOrDefault("after", "0"));
            long last = Math.min(STEPS, after + Long.parseLong(asked.get("limit")));
            List<Map<String, Object>> history = new ArrayList<>();
            for (long at = after + 1; at <= last; at++) {
                history.add(step(at));
            }
            Map<String, Object> trace = new LinkedHashMap<>();
            trace.put("position", STEPS);
            trace.put("di", WorkPark.DI);
            trace.put("lot", "LOT7");
            trace.put("received", STEPS);
            trace.put("holds", List.of());
            trace.put("recalls", List.of());
            trace.put("history", history);
            if (last < STEPS) {
                trace.put("historyNext", last);
            }
            if (!asked.containsKey("part")) {
                trace.put("sources", List.of());
                trace.put("onHand", List.of());
                trace.put("inPicking", List.of());
                trace.put("inTransit", List.of());
                trace.put("consignees", consignees());
            }
            route.fulfill(
                    new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody(Client.JSON.writeValueAsString(trace)));
        }

        private static Map<String, String> asked(String url) {
            Map<String, String> asked = new LinkedHashMap<>();
            for (String pair : url.substring(url.indexOf('?') + 1).split("&")) {
                asked.put(pair.split("=")[0], pair.split("=")[1]);
            }
            return asked;
        }

        private static Map<String, Object> step(long at) {
            String time = FIRST.plusSeconds(at * 60).toString();
            return Map.of(
                    "position",
                    at,
                    "at",
                    time,
                    "event",
                    at % 2 == 0 ? "ItemPicked" : "ItemChecked",
                    "place",
                    "location:W1/A-01",
                    "quantity",
                    1,
                    "actor",
                    "K-1",
                    "actorLabel",
                    "张三",
                    "references",
                    Map.of("order", "SO-" + at / 7));
        }

        private static List<Map<String, Object>> consignees() {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i < CONSIGNEES; i++) {
                rows.add(
                        Map.of(
                                "consignee",
                                "H-" + i,
                                "name",
                                "第" + i + "医院",
                                "order",
                                "SO-" + i,
                                "shipment",
                                "SH-" + i,
                                "owner",
                                "ALPHA",
                                "quantity",
                                1 + i,
                                "returned",
                                0,
                                "deliveredAt",
                                FIRST.plusHours(i).toString(),
                                "receivedBy",
                                "王护士"));
            }
            return rows;
        }
    }

    @Test
    void a_thousand_consignees_and_a_hundred_thousand_steps_are_read_page_by_page() {
        open(390, 844, "zh-CN", ColorScheme.LIGHT, regulator);
        search("LOT7");
        page.route("**/v1/trace/lots/**", Large::answer);
        page.locator(".found a[data-kind=LOT]").click();
        assertThat(page.locator("[data-total=delivered] strong")).hasText("500,500");
        assertThat(page.locator("#consignees tbody tr")).hasCount(50);
        assertThat(page.locator("#consignees tbody tr").first()).containsText("第999医院");
        page.locator("#consignees > button").click();
        assertThat(page.locator("#consignees tbody tr")).hasCount(250);
        assertThat(page.locator("#history [role=status]")).containsText("1,000 步");
        long began = System.nanoTime();
        for (int pages = 1; pages <= 20; pages++) {
            int read = Math.min(Large.STEPS, 1_000 + 5_000 * pages);
            page.locator("#more-history").click();
            assertThat(page.locator("#history [role=status]"))
                    .containsText("%,d 步".formatted(read));
        }
        assertThat(page.locator("#more-history")).isHidden();
        int days = page.locator("details.day").count();
        assertThat(days).isEqualTo(70);
        page.locator("details.day summary").nth(35).click();
        assertThat(page.locator("details.day[open] .folds > li")).hasCount(100);
        System.out.printf(
                "100,000 steps in 20 pages and a day opened: %d ms%n",
                (System.nanoTime() - began) / 1_000_000);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    @Test
    void what_is_not_there_is_said_and_the_page_fits_a_phone() {
        open(390, 844, "en-US", ColorScheme.DARK, regulator);
        search("nowhere-to-be-found");
        assertThat(page.locator(".empty-title")).containsText("Nothing found");
        trace();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        page.locator("#tabs a").nth(2).click();
        assertThat(page.locator(".empty-title")).containsText("No such hold");
    }

    @Test
    void an_enterprise_is_shown_out_and_the_api_tells_it_nothing_of_others() {
        lotline.admin()
                .put(
                        "/v1/enterprises/BETA",
                        "{\"name\":\"乙器械有限公司\",\"roles\":[\"DEPOSITOR\"],\"licences\":[]}")
                .expect(201);
        Client beta = lotline.admin().newKey("enterprise", "BETA");
        open(1280, 900, "en-US", ColorScheme.LIGHT, beta);
        assertThat(page.locator("[role=alert]")).containsText("Enterprise");
        assertThat(page.locator("#app")).isHidden();
        // whatever the page asks, asked by this key
        JsonNode lots = beta.get("/v1/devices/" + WorkPark.DI + "/lots").expect(200).json();
        assertThat(lots.path("items")).isEmpty();
        assertThat(beta.get("/v1/search?q=LOT7").expect(200).json().path("items")).isEmpty();
        for (String part : List.of("consignees", "sources", "history")) {
            beta.get("/v1/trace/lots/" + WorkPark.DI + "/LOT7?part=" + part).expect(404);
        }
    }

    @Test
    void each_person_is_led_to_their_page() {
        context = chromium.person(1280, 900, "en-US", ColorScheme.LIGHT);
        page = chromium.page(context);
        page.navigate(lotline.address + "/sign-in");
        page.locator("#key").fill(regulator.key());
        page.locator(".sign-in-form button").click();
        page.waitForURL("**/desk");
        page.locator("#pages a").last().click();
        assertThat(page.locator("nav.tools a[href='/desk']")).hasText("Desk");
        page.locator("nav.tools a[href='/desk']").click();
        assertThat(page.locator("#q")).isFocused();
    }

    @Test
    void every_view_is_accessible_by_keyboard_and_on_a_phone() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(320, 1280)) {
                open(width, 800, width == 320 ? "zh-CN" : "en-US", colours, regulator);
                assertThat(page.locator("#q")).isFocused();
                accessible("search");
                search("LOT7");
                assertThat(page.locator(".found a").first()).isVisible();
                accessible("found");
                page.locator(".found a[data-kind=LOT]").focus();
                page.keyboard().press("Enter");
                assertThat(page.locator("[data-total=received]")).isVisible();
                page.locator("#consignees summary").press("Enter");
                page.locator("details.day summary").first().press("Enter");
                assertThat(page.locator("details.day .folds > li").first()).isVisible();
                accessible("trace");
                page.locator("[data-recall=R-D1] a").press("Enter");
                assertThat(page.locator("progress")).isVisible();
                accessible("recall");
                page.locator("#tabs a").nth(1).click();
                assertThat(page.locator("tbody tr").first()).isVisible();
                accessible("recalls");
                page.locator("#tabs a").nth(2).click();
                assertThat(page.locator(".empty-state")).isVisible();
                accessible("holds");
                if (width == 320 || colours == ColorScheme.LIGHT) {
                    context.close();
                }
            }
        }
    }

    private void accessible(String state) {
        Axe.accessible(page, state);
    }

    @Test
    void pictures_for_the_documentation() {
        for (String locale : List.of("zh-CN", "en-US")) {
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                boolean wide = locale.equals("zh-CN") == (colours == ColorScheme.LIGHT);
                open(wide ? 1280 : 390, wide ? 900 : 844, locale, colours, regulator);
                trace();
                Pictures.take(
                        page,
                        "desk-%s-%s-%s"
                                .formatted(
                                        locale.substring(0, 2),
                                        colours == ColorScheme.LIGHT ? "light" : "dark",
                                        wide ? "screen" : "phone"));
                context.close();
            }
        }
        context = chromium.person(390, 844, "en-US", ColorScheme.LIGHT);
    }
}
