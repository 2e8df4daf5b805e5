package io.lotline.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A recall's own page in a real Chromium, against a real server.
class RecallPageTest {
    private static RunningLotline lotline;
    private static Chromium chromium;
    private static Client quality;

    private final List<String> expectedComplaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    /// 30 pieces came, a hospital got 3 of them, 4 are picked, and then the lot was recalled.
    @BeforeAll
    static void start() {
        lotline = RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of());
        WorkPark park = new WorkPark(lotline);
        park.stock("ASN-P1", "A-01", 30);
        park.deliver("SO-P1", "A-01", 3);
        park.order("SO-P2", 4);
        park.scan("pick", "SO-P2", "A-01", null, 4);
        recall("R-P1");
        quality = lotline.admin().newKey("quality", null);
        chromium = new Chromium();
    }

    private static void recall(String id) {
        lotline.admin()
                .put(
                        "/v1/recalls/" + id,
                        """
                        {"level":1,"di":"%s","lots":["LOT7"],"reason":"涂层脱落"}"""
                                .formatted(WorkPark.DI))
                .expect(201);
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

    private void open(String recall, int width, String locale, ColorScheme colours, Client who) {
        context = chromium.person(width, 900, locale, colours);
        page = chromium.page(context);
        page.navigate(lotline.address + "/recalls/" + recall);
        page.locator("#key").fill(who.key());
        page.locator(".sign-in-form button").click();
        assertThat(page.locator("#view")).not().hasAttribute("aria-busy", "true");
    }

    private void total(String name, int pieces) {
        assertThat(page.locator("[data-total=" + name + "] strong"))
                .hasText(String.valueOf(pieces));
    }

    private Locator dialog() {
        return page.locator("dialog[open]");
    }

    @Test
    void quality_staff_see_who_has_how_much_and_end_the_recall_when_all_is_accounted_for() {
        recall("R-P2");
        open("R-P2", 1280, "zh-CN", ColorScheme.LIGHT, quality);
        total("received", 30);
        total("located", 23);
        total("inPicking", 4);
        total("out", 3);
        total("unaccounted", 7);
        assertThat(page.locator("table").nth(0)).containsText("南京市第一医院");
        assertThat(page.locator("table").nth(0)).containsText("尚未反馈");
        assertThat(page.locator("table").nth(1)).containsText("订单 SO-P2");
        assertThat(page.locator("table").nth(2)).containsText("A-01");
        Pictures.take(page, "recall-zh-light-screen");

        page.locator("[data-do=close]").click();
        assertThat(dialog().locator("dd")).containsText(new String[] {"4", "0", "3"});
        Axe.accessible(page, "recall close");
        dialog().locator("button[type=submit]").click();
        // it cannot be left out
        assertThat(dialog().locator("textarea:invalid")).hasCount(1);
        page.keyboard().press("Escape");

        page.locator("[data-heard=HOSPITAL]").click();
        dialog().locator("[name=used]").fill("3");
        dialog().locator("button[type=submit]").click();
        assertThat(page.locator("table").nth(0)).containsText("已用 3");
        total("out", 0);
        total("unaccounted", 4);

        page.locator("[data-do=close]").click();
        dialog().locator("textarea").fill("拣出的 4 件在复核台，已隔离");
        dialog().locator("button[type=submit]").click();
        assertThat(page.locator(".badge").first()).hasText("已结束");
        assertThat(page.locator("#view")).containsText("拣出的 4 件在复核台，已隔离");
        page.locator("[data-do=release]").click();
        dialog().locator("textarea").fill("复检合格");
        dialog().locator("button[type=submit]").click();
        assertThat(page.locator(".badge").first()).hasText("已放行");
        assertThat(page.locator("[data-do]")).hasCount(0);
    }

    @Test
    void who_got_some_reads_its_own_and_answers_and_an_operator_only_reads() {
        open(
                "R-P1",
                390,
                "en-US",
                ColorScheme.DARK,
                lotline.admin().newKey("enterprise", "HOSPITAL"));
        total("delivered", 3);
        total("located", 0);
        assertThat(page.locator("[data-do]")).hasCount(0);
        page.locator("[data-heard=HOSPITAL]").click();
        dialog().locator("[name=destroyed]").fill("1");
        dialog().locator("button[type=submit]").click();
        assertThat(page.locator("table").first()).containsText("destroyed 1");
        Pictures.take(page, "recall-en-dark-phone");
        context.close();

        open("R-P1", 390, "en-US", ColorScheme.LIGHT, lotline.admin().newKey("operator", null));
        total("inPicking", 4);
        assertThat(page.locator("[data-do], [data-heard]")).hasCount(0);
    }

    @Test
    void a_recall_that_does_not_exist_is_said_to_be_unknown() {
        expectedComplaints.add("404");
        open("R-NONE", 1280, "en-US", ColorScheme.LIGHT, quality);
        assertThat(page.locator("[role=alert]")).containsText("R-NONE");
    }

    @Test
    void it_is_accessible_and_fits_a_phone() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(320, 1280)) {
                open("R-P1", width, width == 320 ? "zh-CN" : "en-US", colours, quality);
                total("received", 30);
                Axe.accessible(page, "recall " + width + " " + colours);
                org.assertj.core.api.Assertions.assertThat(
                                (Boolean)
                                        page.evaluate(
                                                "document.documentElement.scrollWidth <= innerWidth"))
                        .isTrue();
                context.close();
            }
        }
        open("R-P1", 1280, "en-US", ColorScheme.LIGHT, quality);
    }
}
