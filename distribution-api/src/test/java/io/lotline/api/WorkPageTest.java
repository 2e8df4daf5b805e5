package io.lotline.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The handheld's page in a real Chromium, against a real server.
class WorkPageTest {
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
        assertThat(chromium.elsewhere).isEmpty();
        chromium.complaints.removeIf(
                complaint -> expectedComplaints.stream().anyMatch(complaint::contains));
        List<String> left = List.copyOf(chromium.complaints);
        chromium.complaints.clear();
        assertThat(left).isEmpty();
    }

    private void open(String locale) {
        expectedComplaints.add("404");
        context = chromium.person(390, 844, locale, ColorScheme.LIGHT);
        page = chromium.page(context);
        page.navigate(lotline.address + "/work");
        signIn();
    }

    private void signIn() {
        page.locator("input[name=key]").fill(park.operator.key());
        page.locator(".sign-in-form button").click();
        assertThat(page.locator("#scan")).isFocused();
        if (page.locator(".choice").count() > 0 || page.locator("h2").count() > 0) {
            scan("W1");
        }
    }

    /// As a scanner types: fast, with a suffix.
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
        assertThat(page.locator("#answer"))
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(8_000));
    }

    private void shoot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Test
    void goods_are_received_location_first_or_item_first() {
        park.notice("ASN-1", 10);
        open("zh-CN");
        assertThat(page.locator(".task")).hasCount(10);
        shoot("work-home");
        page.locator("[data-task=receive]").click();
        assertThat(page.locator(".choice")).hasCount(1);
        shoot("work-choose");
        scan("ASN-1");
        shoot("work-prompt");
        scan("DOCK-1");
        scan(WorkPark.LABEL);
        answer("已收货");
        answer("冠状动脉药物洗脱支架系统");
        answer("等待验收");
        shoot("work-good");
        page.locator("[aria-label='清除货位']").click();
        scan(WorkPark.LABEL);
        answer("扫描货位");
        scan("DOCK-1");
        answer("已收货");
        scan("9");
        scan("DOCK-1");
        scan(WorkPark.LABEL);
        answer("超过通知数量");
        shoot("work-bad");
    }
}
