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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The desk of an inspector in a real Chromium, against a real server.
class DeskPageTest {
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
        park.stock("ASN-D1", "A-01", 30);
        lotline.admin()
                .put(
                        "/v1/recalls/R-D1",
                        """
                        {"level":1,"di":"%s","lots":["LOT7"],"reason":"涂层脱落"}"""
                                .formatted(WorkPark.DI))
                .expect(201);
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
        open("/desk", width, height, locale, colours, who);
    }

    private void open(
            String path, int width, int height, String locale, ColorScheme colours, Client who) {
        context = chromium.person(width, height, locale, colours);
        page = chromium.page(context);
        page.navigate(lotline.address + path);
        page.locator("#key").fill(who.key());
        page.locator(".sign-in-form button").click();
    }

    /// For the documentation, where that is written.
    private void picture(String name) throws IOException {
        Path folder =
                Boolean.getBoolean("lotline.docs.write")
                        ? Path.of("..", "docs", "pages")
                        : Path.of("target", "screenshots");
        Files.createDirectories(folder);
        page.mouse().move(0, 0);
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    private static Locator.FilterOptions has(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void an_inspector_finds_a_lot_by_a_word_and_takes_it_along() throws IOException {
        open(1280, 900, "zh-CN", ColorScheme.LIGHT, lotline.admin().newKey("regulator", null));
        assertThat(page.locator(".empty-title")).containsText("从一个标签或一个词开始");
        assertThat(page.locator("#q")).isFocused();
        page.locator("#q").fill("lot7");
        page.keyboard().press("Enter");
        page.locator(".found a[data-kind=LOT]").click();
        assertThat(page.locator("[data-total=received] strong")).hasText("30");
        assertThat(page.locator("[data-total=onHand] strong")).hasText("30");
        assertThat(page.locator("[data-total=stopped] strong")).hasText("30");
        assertThat(page.locator(".stop-line")).containsText("涂层脱落");
        assertThat(page.locator("table").filter(has("A-01"))).hasCount(1);
        assertThat(Axe.findings(page)).as("a lot").isEmpty();
        picture("desk-zh-light-lot");
        page.locator("details.day summary").filter(has("上架")).first().click();
        assertThat(page.locator("details.day[open] li").first()).containsText("A-01");
        Download epcis =
                page.waitForDownload(() -> page.locator("button").filter(has("EPCIS")).click());
        assertThat(Files.readString(epcis.path())).contains("EPCISDocument");
        Download csv =
                page.waitForDownload(() -> page.locator("button").filter(has("CSV")).click());
        assertThat(Files.readString(csv.path())).contains("A-01");

        page.locator(".stop-line a").click();
        assertThat(page.locator("h2").first()).containsText("1 级召回");
        assertThat(page.locator("table").filter(has("A-01"))).hasCount(1);
        page.locator("#tabs a").nth(1).click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(Axe.findings(page)).as("recalls").isEmpty();
        page.locator("#state").selectOption("CLOSED");
        assertThat(page.locator(".empty-title")).containsText("没有召回");
    }

    @Test
    void what_is_not_there_is_said_and_the_page_fits_a_phone() {
        open(390, 844, "en-US", ColorScheme.DARK, lotline.admin().newKey("regulator", null));
        page.locator("#q").fill("nowhere-to-be-found");
        page.keyboard().press("Enter");
        assertThat(page.locator(".empty-title")).containsText("Nothing found");
        assertThat(Axe.findings(page)).as("nothing found").isEmpty();
        page.locator("#q").fill("LOT7");
        page.keyboard().press("Enter");
        page.locator(".found a[data-kind=LOT]").click();
        assertThat(page.locator("[data-total=received] strong")).hasText("30");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        page.locator("#tabs a").nth(2).click();
        page.locator("#state").selectOption("OPEN");
        assertThat(page.locator(".empty-title")).containsText("No holds");
    }

    @Test
    void quality_staff_conclude_hold_release_and_resolve() throws IOException {
        park.notice("ASN-D2", 5);
        Client admin = lotline.admin();
        admin.post(
                        "/v1/scans",
                        """
                        {"scanId":"desk-1","task":"receive","reference":"ASN-D2","warehouse":"W1",
                         "location":"DOCK-1","quantity":5,"symbols":["]d201%s1731053110LOT9"]}"""
                                .formatted(WorkPark.DI))
                .expect(200);
        admin.post(
                        "/v1/scans",
                        """
                        {"scanId":"desk-2","task":"receive","reference":"ASN-D2","warehouse":"W1",
                         "location":"DOCK-1","quantity":500,"symbols":["]d201%s1731053110LOT9"]}"""
                                .formatted(WorkPark.DI))
                .expect(422);
        open("/quality", 1280, 900, "en-US", ColorScheme.LIGHT, admin.newKey("quality", null));
        assertThat(page.locator("tbody tr").filter(has("ASN-D2"))).hasCount(1);
        assertThat(Axe.findings(page)).as("to inspect").isEmpty();
        picture("quality-en-light-inspect");
        page.locator("tbody tr").filter(has("ASN-D2")).locator("button").click();
        page.locator("dialog tbody button").click();
        assertThat(page.locator("#form-quantity")).hasValue("5");
        page.locator("#form-conclusion").selectOption("NON_CONFORMING");
        page.locator("#form-reason").fill("dented");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator(".toast")).containsText("5 pieces, Non-conforming");

        page.locator("#tabs a").filter(has("Work items")).click();
        page.locator("tbody tr").filter(has("LOT9")).locator("button").click();
        page.locator("#form-how").selectOption("SENT_BACK");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator(".toast").filter(has("Resolved"))).hasCount(1);
        assertThat(page.locator(".empty-title")).containsText("No open work items");

        page.locator("#tabs a").filter(has("Holds")).click();
        page.locator("button").filter(has("Hold goods")).click();
        page.locator("#form-di").fill(WorkPark.DI);
        page.locator("#form-lot").fill("LOT9");
        page.locator("#form-reason").fill("returned by a hospital");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("tbody tr")).containsText("returned by a hospital");
        page.locator("tbody button").click();
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("tbody .badge")).containsText("Released");
    }

    @Test
    void an_enterprise_is_shown_out() {
        open(1280, 900, "en-US", ColorScheme.LIGHT, lotline.admin().newKey("enterprise", "ALPHA"));
        assertThat(page.locator("[role=alert]")).containsText("Enterprise");
        assertThat(page.locator("#app")).isHidden();
    }
}
