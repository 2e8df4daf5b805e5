package io.lotline.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The worklist of quality staff in a real Chromium, against a real server.
class QualityPageTest {
    private static RunningLotline lotline;
    private static WorkPark park;
    private static Client admin;
    private static Client quality;
    private static Chromium chromium;
    private static int goods;

    private final List<String> expectedComplaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;
    private String lot = "";
    private String notice = "";

    @BeforeAll
    static void start() {
        lotline = RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of());
        park = new WorkPark(lotline);
        admin = lotline.admin();
        quality = admin.newKey("quality", null);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        lotline.close();
    }

    /// Each test has a lot of its own, five pieces of which wait on the dock.
    @BeforeEach
    void goods() {
        goods++;
        lot = "Q" + goods;
        notice = "ASN-" + lot;
        park.notice(notice, 5);
        scan("receive", notice, 5, 200);
    }

    @AfterEach
    void nothingLeftThisMachineAndNothingWentWrong() {
        context.close();
        chromium.askedNobodyElseAndComplainedOf(expectedComplaints);
    }

    private void scan(String task, String reference, int quantity, int status) {
        admin.post(
                        "/v1/scans",
                        """
                        {"scanId":"%s","task":"%s","reference":"%s","warehouse":"W1","location":"DOCK-1",
                         "quantity":%d,"symbols":["]d201%s1731053110%s"]}"""
                                .formatted(
                                        UUID.randomUUID(),
                                        task,
                                        reference,
                                        quantity,
                                        WorkPark.DI,
                                        lot))
                .expect(status);
    }

    private void open(int width, int height, String locale, ColorScheme colours, Client who) {
        context = chromium.person(width, height, locale, colours);
        page = chromium.page(context);
        page.navigate(lotline.address + "/quality");
        page.locator("#key").fill(who.key());
        page.locator(".sign-in-form button").click();
    }

    private static Locator.FilterOptions has(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private void tab(String name) {
        page.locator("#tabs a").filter(has(name)).click();
        assertThat(page.locator("#tabs a[aria-current=page]")).containsText(name);
    }

    private Locator row(String text) {
        return page.locator("tbody tr").filter(has(text));
    }

    private void press(Locator in, String text) {
        in.locator("button").filter(has(text)).first().click();
    }

    private void send() {
        page.locator("dialog button[type=submit]").click();
    }

    private static JsonNode stockOf(String lot) {
        return admin.get("/v1/stock?lot=" + lot).expect(200).json().path("items");
    }

    @Test
    void goods_are_inspected_held_and_released_right_there() {
        open(1280, 900, "zh-CN", ColorScheme.LIGHT, quality);
        assertThat(row(lot)).containsText("冠状动脉药物洗脱支架系统");
        assertThat(page.locator("#tabs a").first().locator(".count")).not().isEmpty();
        press(row(lot), "下结论");
        assertThat(page.locator("#form-noticeId")).hasValue(notice);
        assertThat(page.locator("#form-quantity")).hasValue("5");
        page.locator("#form-quantity").fill("3");
        page.locator("#form-conclusion-QUALIFIED").check();
        send();
        assertThat(page.locator(".toast.good")).containsText("已登记：3 件合格");
        assertThat(row(lot)).containsText("2");
        press(row(lot), "下结论");
        page.locator("#form-conclusion-NON_CONFORMING").check();
        page.locator("#form-reason").fill("外包装破损");
        send();
        assertThat(row(lot)).hasCount(0);

        tab("锁定");
        press(page.locator("#view"), "锁定货物");
        page.locator("#form-di").fill(WorkPark.DI);
        page.locator("#form-lot").fill(lot);
        page.locator("#form-reason").fill("医院反馈异常");
        send();
        assertThat(row("医院反馈异常")).containsText("锁定中");
        assertThat(stockOf(lot).toString()).contains("ON_HOLD");
        press(row("医院反馈异常"), "解除锁定");
        send();
        assertThat(page.locator(".toast").filter(has("已解除锁定"))).isVisible();
        assertThat(row("医院反馈异常")).hasCount(0);
        page.locator("#filter-state").selectOption("RELEASED");
        assertThat(row("医院反馈异常")).containsText("a key of the tests");
        assertThat(stockOf(lot).toString()).doesNotContain("ON_HOLD");
    }

    @Test
    void what_is_rejected_is_destroyed_by_two_people() {
        inspect("NON_CONFORMING", 5);
        Client operator = park.operator;
        operator.post(
                        "/v1/adjustments",
                        """
                        {"adjustmentId":"ADJ-%s","kind":"LOST","owner":"ALPHA","di":"%s","lot":"%s","quantity":1,
                         "location":"W1/DOCK-1","reason":"盘点未见"}"""
                                .formatted(lot, WorkPark.DI, lot))
                .expect(201);
        open(1280, 900, "en-US", ColorScheme.LIGHT, quality);
        tab("Rejected");
        press(row(lot), "Condemn");
        assertThat(page.locator("#form-witness")).isVisible();
        page.locator("#form-quantity").fill("2");
        page.locator("#form-witness").fill("李四");
        page.locator("#form-certificate").fill("XH-2026-11");
        page.locator("#form-reason").fill("rejected on receipt");
        send();
        assertThat(page.locator(".toast")).containsText("2 pieces less");
        assertThat(stockOf(lot).at("/0/quantity").asInt()).isLessThanOrEqualTo(3);

        tab("To approve");
        press(row("盘点未见"), "Approve");
        send();
        assertThat(page.locator(".toast").filter(has("Approved and booked"))).isVisible();
        assertThat(row("盘点未见")).hasCount(0);
        assertThat(stockOf(lot).at("/0/quantity").asInt()).isEqualTo(2);
    }

    private void inspect(String conclusion, int quantity) {
        admin.post(
                        "/v1/inspections",
                        """
                        {"noticeId":"%s","di":"%s","lot":"%s","conclusion":"%s","quantity":%d,"reason":"r"}"""
                                .formatted(notice, WorkPark.DI, lot, conclusion, quantity))
                .expect(201);
    }

    @Test
    void a_refusal_is_told_in_the_readers_language_and_the_form_is_kept() {
        expectedComplaints.add("422");
        open(390, 844, "zh-CN", ColorScheme.DARK, quality);
        press(row(lot), "下结论");
        // somebody else was quicker
        inspect("QUALIFIED", 4);
        page.locator("#form-conclusion-QUALIFIED").check();
        page.locator("#form-reason").fill("包装完好");
        send();
        assertThat(page.locator("dialog .field-error")).isVisible();
        assertThat(
                        (String)
                                page.evaluate(
                                        "document.querySelector('dialog [role=alert]').textContent"))
                .containsPattern("\\p{IsHan}");
        assertThat(page.locator("#form-reason")).hasValue("包装完好");
        page.locator("#form-quantity").fill("1");
        send();
        assertThat(row(lot)).hasCount(0);
    }

    @Test
    void refused_scans_of_a_supplier_lead_to_the_work_items_behind_them() {
        scan("receive", notice, 500, 422);
        open(1280, 900, "zh-CN", ColorScheme.LIGHT, quality);
        tab("扫描质量");
        assertThat(row("高淳医疗器械有限公司")).isVisible();
        row("高淳医疗器械有限公司").locator("a").click();
        assertThat(page.locator("#filter-supplier")).hasValue("MAKER");
        assertThat(row(lot)).containsText("多出");
        press(row(lot), "我来处理");
        assertThat(row(lot)).containsText("处理中");
        press(row(lot), "办结");
        page.locator("#form-how-SENT_BACK").check();
        page.locator("#form-note").fill("多送");
        send();
        assertThat(row(lot)).containsText("已退回供应商");
        tab("扫描质量");
        page.locator("#filter-by").selectOption("code");
        assertThat(page.locator("tbody tr").first()).isVisible();
        assertThat((String) page.evaluate("document.querySelector('tbody td').textContent"))
                .containsPattern("\\p{IsHan}");
    }

    @Test
    void what_came_back_and_what_expires_has_its_queue() throws IOException {
        park.stock("ASN-K" + lot, "A-01", 6);
        park.deliver("SO-" + lot, "A-01", 2);
        park.scan("return", "SO-" + lot, "R-01", null, 2);
        open(1280, 900, "en-US", ColorScheme.DARK, quality);
        tab("Returns");
        press(row("LOT7"), "Conclude");
        page.locator("#form-conclusion-QUALIFIED").check();
        send();
        assertThat(page.locator(".toast")).containsText("2 pieces, Qualified");
        assertThat(page.locator(".empty-title")).containsText("No returns wait");
        tab("Expiring");
        assertThat(page.locator(".empty-title")).containsText("Nothing expires soon");
        page.navigate(lotline.address + "/quality#expiring?within=3650");
        assertThat(row("LOT7").first()).isVisible();
        Download csv = page.waitForDownload(() -> press(page.locator("#view"), "CSV"));
        assertThat(Files.readString(csv.path())).contains("LOT7").contains("expiryDate");
    }

    @Test
    void others_are_told_whose_page_it_is_and_of_another_warehouse_nothing_is_seen() {
        open(1280, 900, "en-US", ColorScheme.LIGHT, admin.newKey("enterprise", "ALPHA"));
        assertThat(page.locator("[role=alert]")).containsText("Enterprise");
        assertThat(page.locator("#app")).isHidden();
        context.close();
        admin.put("/v1/warehouses/W2/locations/DOCK-1", "{\"zone\":\"QUARANTINE\"}");
        open(1280, 900, "en-US", ColorScheme.LIGHT, admin.newKey("quality", null, "W2"));
        assertThat(page.locator(".empty-title")).containsText("Nothing waits for inspection");
        assertThat(page.locator("#view")).not().containsText(lot);
    }

    @Test
    void every_queue_and_form_is_accessible_by_keyboard_and_on_a_phone() {
        scan("receive", notice, 500, 422);
        admin.post(
                        "/v1/holds",
                        "{\"di\":\"%s\",\"lot\":\"%s\",\"reason\":\"待查\"}"
                                .formatted(WorkPark.DI, lot))
                .expect(201);
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(320, 1280)) {
                open(width, 800, width == 320 ? "zh-CN" : "en-US", colours, quality);
                assertThat(row(lot)).isVisible();
                accessible("to inspect");
                row(lot).locator("button").first().press("Enter");
                assertThat(page.locator("dialog")).isVisible();
                accessible("conclusion");
                page.keyboard().press("Escape");
                for (int i = 1; i < 8; i++) {
                    page.locator("#tabs a").nth(i).press("Enter");
                    assertThat(page.locator("#tabs a").nth(i)).hasAttribute("aria-current", "page");
                    assertThat(page.locator("#view:not([aria-busy])")).isVisible();
                    accessible("queue " + i);
                }
                page.locator("#tabs a").nth(2).press("Enter");
                page.locator("#view .primary")
                        .filter(has(width == 320 ? "锁定货物" : "Hold goods"))
                        .press("Enter");
                assertThat(page.locator("dialog")).isVisible();
                accessible("hold");
                page.keyboard().press("Escape");
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
                open(wide ? 1280 : 390, wide ? 900 : 844, locale, colours, quality);
                assertThat(row(lot)).isVisible();
                Pictures.take(
                        page,
                        "quality-%s-%s-%s"
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
