package io.lotline.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// An enterprise's page in a real Chromium, against a real server.
class PortalPageTest {
    private static RunningLotline lotline;
    private static WorkPark park;
    private static Client alpha;
    private static Chromium chromium;

    private final List<String> expectedComplaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        lotline = RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of());
        park = new WorkPark(lotline);
        park.stock("ASN-P1", "A-01", 30);
        park.stock("ASN-P2", "A-02", 12);
        park.order("SO-P1", 5);
        lotline.admin().put("/v1/tariffs/T-P", TestPark.tariffBody("ALPHA")).expect(201);
        alpha = lotline.admin().newKey("enterprise", "ALPHA");
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
        page.navigate(lotline.address + "/portal");
        page.locator("#key").fill(who.key());
        page.locator(".sign-in-form button").click();
    }

    @Test
    void an_enterprise_sees_its_stock_filters_it_and_takes_it_along() throws IOException {
        open(1280, 900, "zh-CN", ColorScheme.LIGHT, alpha);
        assertThat(page.locator("h1")).containsText("甲器械经营有限公司");
        assertThat(page.locator("[data-total=onHand] strong")).hasText("42");
        assertThat(page.locator("tbody tr")).hasCount(2);
        assertThat(page.locator("[role=status]").first()).containsText("2 行，共 42 件，可用");
        page.locator("#filter-lot").fill("NONE");
        page.keyboard().press("Enter");
        assertThat(page.locator(".empty-state")).containsText("没有符合条件的库存");
        page.locator("[data-total=available]").click();
        assertThat(page.locator("tbody tr")).hasCount(2);
        assertThat(page.locator("#filter-status")).hasValue("QUALIFIED");
        Download csv =
                page.waitForDownload(() -> page.locator("button").filter(has("CSV")).click());
        assertThat(Files.readString(csv.path())).contains("LOT7").contains("A-01");
        Download sheet =
                page.waitForDownload(() -> page.locator("button").filter(has("XLSX")).click());
        assertThat(sheet.suggestedFilename()).endsWith(".xlsx");
        assertThat(Files.size(sheet.path())).isPositive();
    }

    private static com.microsoft.playwright.Locator.FilterOptions has(String text) {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
    }

    @Test
    void an_order_and_a_notice_are_filed_by_form_and_what_is_wrong_is_told_there() {
        expectedComplaints.add("404");
        expectedComplaints.add("422");
        open(1280, 900, "en-US", ColorScheme.DARK, alpha);
        page.locator("#tabs a").nth(1).click();
        assertThat(page.locator("tbody")).containsText("南京市第一医院");
        page.locator("#newOrder").click();
        page.locator("#form-id").fill("SO-P2");
        page.locator("#form-consignee").fill("NOBODY");
        page.locator("#form-di-1").selectOption(WorkPark.DI);
        page.locator("#form-quantity-1").fill("3");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("dialog [role=alert]")).containsText("NOBODY");
        page.locator("#form-consignee").fill("HOSPITAL");
        page.keyboard().press("Enter");
        assertThat(page.locator(".toast")).containsText("SO-P2 is placed and wholly allocated");
        assertThat(page.locator("tbody")).containsText("SO-P2");
        assertThat(
                        lotline.admin()
                                .get("/v1/orders/SO-P2")
                                .expect(200)
                                .json()
                                .path("state")
                                .asString())
                .isEqualTo("ALLOCATED");

        page.locator("#tabs a").nth(2).click();
        page.locator("#newNotice").click();
        page.locator("#form-id").fill("ASN-P3");
        page.locator("#form-supplier").fill("MAKER");
        page.locator("#form-di-1").selectOption(WorkPark.DI);
        page.locator("#form-quantity-1").fill("7");
        page.locator("#addLine").click();
        page.locator("#form-di-2").selectOption(WorkPark.DI);
        page.locator("#form-quantity-2").fill("8");
        page.locator("#form-lot-2").fill("LOT9");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("tbody")).containsText("ASN-P3");
        assertThat(page.locator("tbody tr").filter(has("ASN-P3"))).containsText("0 / 15");
    }

    @Test
    void orders_come_by_file_after_they_were_seen() {
        open(1280, 900, "zh-CN", ColorScheme.LIGHT, alpha);
        page.locator("#tabs a").nth(1).click();
        page.locator("#import-orders").click();
        String header = "订单编号,货主,收货单位,仓库,行号,产品标识,数量\n";
        page.locator("#form-import")
                .setInputFiles(
                        new FilePayload(
                                "orders.csv",
                                "text/csv",
                                (header
                                                + "SO-F1,ALPHA,HOSPITAL,W1,1,%s,2\n"
                                                + "SO-F1,ALPHA,HOSPITAL,W1,2,%s,1\n"
                                                + "SO-F2,MAKER,HOSPITAL,W1,1,%s,2\n")
                                        .replace("%s", WorkPark.DI)
                                        .getBytes(Charset.forName("GB18030"))));
        assertThat(page.locator("dialog [role=status]"))
                .containsText("新建 2 行，变更 0 行，不变 0 行，拒绝 1 行");
        assertThat(page.locator("dialog tbody tr").first()).containsText("SO-F2");
        lotline.admin().get("/v1/orders/SO-F1").expect(404);
        accessible("preview of orders");
        Pictures.take(page, "portal-zh-light-import");
        page.locator("#importGo").click();
        assertThat(page.locator("dialog [role=status]")).containsText("新建 2 行");
        page.keyboard().press("Escape");
        assertThat(page.locator("#view tbody")).containsText("SO-F1");
        lotline.admin().get("/v1/orders/SO-F2").expect(404);
    }

    @Test
    void an_order_is_followed_to_its_shipment() {
        open(390, 844, "zh-CN", ColorScheme.LIGHT, alpha);
        page.locator("#tabs a").nth(1).click();
        page.locator("[data-delivery=SO-P1] summary").click();
        assertThat(page.locator("[data-delivery=SO-P1]")).containsText("还没有安排运单");
        park.shipment("SH-P1", "SO-P1");
        page.reload();
        page.locator("[data-delivery=SO-P1] summary").click();
        assertThat(page.locator("[data-delivery=SO-P1]")).containsText("待装车");
        assertThat(page.locator("[data-delivery=SO-P1]")).containsText("SH-P1");
        assertThat(page.locator("[data-delivery=SO-P1]")).containsText("苏A12345");
    }

    @Test
    void an_enterprise_sees_what_it_is_charged_and_what_that_comes_from() throws IOException {
        open(1280, 900, "zh-CN", ColorScheme.LIGHT, alpha);
        page.locator("#tabs a").nth(4).click();
        assertThat(page.locator("tbody tr").filter(has("收货"))).containsText("42 件");
        assertThat(page.locator("tbody tr").filter(has("收货"))).containsText("¥14.70");
        assertThat(page.locator("[role=status]").first()).containsText("合计 ¥14.70");
        page.locator("[data-line]").first().click();
        assertThat(page.locator("dialog tbody tr")).hasCount(2);
        assertThat(page.locator("dialog")).containsText("ASN-P1");
        page.keyboard().press("Escape");
        Download csv =
                page.waitForDownload(() -> page.locator("button").filter(has("CSV")).click());
        assertThat(Files.readString(csv.path())).contains("receiving").contains("14.70");
        page.locator("#filter-month")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        assertThat(page.locator(".empty-state")).containsText("这个月没有费用");
    }

    @Test
    void who_got_recalled_goods_is_told_and_answers() {
        WorkPark others = park.of("GAMMA", "丙器械有限公司", "LOT9");
        others.stock("ASN-G1", "A-01", 3);
        others.deliver("SO-G1", "A-01", 3);
        lotline.admin()
                .put(
                        "/v1/recalls/RC-P1",
                        "{\"level\":1,\"di\":\"%s\",\"lots\":[\"LOT9\"],\"reason\":\"支架断裂\"}"
                                .formatted(WorkPark.DI))
                .expect(201);
        Client hospital = lotline.admin().newKey("enterprise", "HOSPITAL");
        open(390, 844, "zh-CN", ColorScheme.LIGHT, hospital);
        page.locator("#tabs a").nth(3).click();
        Locator card = page.locator("[data-recall=RC-P1]");
        assertThat(card).containsText("送到贵单位3 件");
        assertThat(card).containsText("请答复");
        assertThat(card).containsText("还剩 1 天");
        accessible("recall to be answered");
        page.locator("[data-answer=RC-P1]").click();
        page.locator("#form-used").fill("1");
        page.locator("#form-returned").fill("2");
        accessible("answer to a recall");
        page.locator("dialog button[type=submit]").click();
        assertThat(card).containsText("已答复：已使用 1，已销毁 0，已退回 2");
        assertThat(card).containsText("尚无下落2 件");
        assertThat(page.locator("#view")).not().containsText("丙器械有限公司");
    }

    @Test
    void nobody_sees_anothers_goods_here() {
        lotline.admin()
                .put(
                        "/v1/enterprises/BETA",
                        "{\"name\":\"乙器械有限公司\",\"roles\":[\"DEPOSITOR\"],\"licences\":[]}")
                .expect(201);
        open(390, 844, "zh-CN", ColorScheme.LIGHT, lotline.admin().newKey("enterprise", "BETA"));
        assertThat(page.locator("[data-total=onHand] strong")).hasText("0");
        for (int tab = 0; tab < 5; tab++) {
            page.locator("#tabs a").nth(tab).click();
            assertThat(page.locator(".empty-state")).isVisible();
            assertThat(page.locator("#view")).not().containsText("LOT7");
            assertThat(page.locator("#view")).not().containsText("南京市第一医院");
        }
    }

    @Test
    void other_roles_are_told_whose_page_it_is() {
        open(390, 844, "zh-CN", ColorScheme.LIGHT, park.operator);
        assertThat(page.locator("[role=alert]")).containsText("仓库操作员");
        assertThat(page.locator("#key")).isVisible();
    }

    @Test
    void every_section_is_accessible_and_fits_a_phone() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(320, 1280)) {
                open(width, 800, width == 320 ? "zh-CN" : "en-US", colours, alpha);
                assertThat(page.locator("tbody tr").first()).isVisible();
                accessible("stock");
                page.locator("#tabs a").nth(1).click();
                page.locator("#newOrder").click();
                assertThat(page.locator("dialog")).isVisible();
                accessible("order form");
                page.keyboard().press("Escape");
                accessible("orders");
                page.locator("#tabs a").nth(2).click();
                page.locator("#newNotice").click();
                assertThat(page.locator("dialog")).isVisible();
                accessible("notice form");
                page.keyboard().press("Escape");
                accessible("notices");
                page.locator("#tabs a").nth(3).click();
                assertThat(page.locator("#view > .empty-state, #view > .stop").first()).isVisible();
                accessible("stops");
                page.locator("#tabs a").nth(4).click();
                assertThat(page.locator("tbody tr").first()).isVisible();
                accessible("statement");
                page.locator("[data-line]").first().click();
                assertThat(page.locator("dialog tbody tr").first()).isVisible();
                accessible("events of a line");
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
}
