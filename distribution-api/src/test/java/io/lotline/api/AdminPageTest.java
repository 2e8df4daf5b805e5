package io.lotline.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The administrator's page in a real Chromium, against a real server that begins empty.
class AdminPageTest {
    private static RunningLotline lotline;
    private static Chromium chromium;

    private final List<String> expectedComplaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        lotline = RunningLotline.start(RunningLotline.temporaryDirectory(), Map.of());
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

    private void open(int width, String locale, ColorScheme colours, Client who) {
        context = chromium.person(width, 860, locale, colours);
        page = chromium.page(context);
        page.navigate(lotline.address + "/admin");
        page.locator("#key").fill(who.key());
        page.locator(".sign-in-form button").click();
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Locator.FilterOptions has(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private Locator step(String name) {
        return page.locator("[data-step=" + name + "]");
    }

    private void go(int tab) {
        page.locator("#tabs a").nth(tab).click();
    }

    /// From nothing to a park in which people can work.
    @Test
    void an_empty_system_leads_to_the_first_box() {
        expectedComplaints.add("400");
        open(1280, "zh-CN", ColorScheme.LIGHT, lotline.admin());
        assertThat(step("warehouse")).hasAttribute("aria-current", "step");
        assertThat(page.locator(".steps .badge.good")).hasCount(0);
        accessible("an empty system");
        Pictures.take(page, "admin-zh-light-start");

        step("warehouse").locator("a").click();
        assertThat(page.locator(".empty-state")).containsText("还没有仓库");
        page.locator("#newLocation").click();
        page.locator("#form-warehouse").fill("W1");
        page.locator("#form-location").fill("DOCK");
        page.locator("#form-zone").selectOption("QUARANTINE");
        accessible("location form");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("tbody")).containsText("DOCK");
        go(0);
        assertThat(step("warehouse").locator(".badge.good")).isVisible();
        assertThat(step("locations")).hasAttribute("aria-current", "step");

        go(1);
        page.locator("#import-locations").click();
        page.locator("#form-import").setInputFiles(file("bad.csv", "仓库,货位,颜色\nW1,A1,红"));
        assertThat(page.locator("dialog [role=alert]")).containsText("颜色");
        page.locator("#form-import")
                .setInputFiles(
                        file(
                                "locations.csv",
                                "仓库,货位,分区,容量\nW1,A-01,合格区,100\nW1,A-02,没有的区,\nW1,DOCK,待验区,\n"));
        assertThat(page.locator("dialog [role=status]"))
                .containsText("新建 1 行，变更 0 行，不变 1 行，拒绝 1 行");
        assertThat(page.locator("dialog tbody tr")).hasCount(3);
        assertThat(page.locator("dialog tbody tr").first()).containsText("没有的区");
        lotline.admin().get("/v1/warehouses/W1/locations/A-01").expect(404);
        accessible("a preview");
        Pictures.take(page, "admin-zh-light-preview");
        page.locator("#importGo").click();
        assertThat(page.locator("dialog [role=status]")).containsText("新建 1 行");
        assertThat(page.locator("#importGo")).isDisabled();
        page.keyboard().press("Escape");
        assertThat(page.locator("#view tbody")).containsText("A-01");

        go(2);
        page.locator("#newEnterprise").click();
        page.locator("#form-id").fill("ALPHA");
        page.locator("#form-name").fill("甲器械经营有限公司");
        page.locator("input[name=roles][value=DEPOSITOR]").check();
        page.locator("#form-number").fill("沪0001");
        page.locator("#form-kind").fill("经营许可证");
        page.locator("#form-scope").fill("II；III");
        page.locator("#form-from").fill("2020-01-01");
        page.locator("#form-to").fill("2040-01-01");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("tbody")).containsText("甲器械经营有限公司");
        assertThat(
                        lotline.admin()
                                .get("/v1/enterprises/ALPHA")
                                .expect(200)
                                .json()
                                .at("/licences/0/scope")
                                .toString())
                .isEqualTo("[\"II\",\"III\"]");

        go(3);
        page.locator("#newDevice").click();
        page.locator("#form-di").fill(TestPark.gtin("0690000000777"));
        page.locator("#form-name").fill("输液泵");
        page.locator("#form-class").selectOption("II");
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("tbody")).containsText("输液泵");

        go(4);
        page.locator("#newKey").click();
        page.locator("#form-label").fill("1 号手持机");
        page.locator("#form-role").selectOption("operator");
        page.locator("dialog button[type=submit]").click();
        String key = page.locator("#issuedKey").inputValue();
        lotline.admin().with(key).get("/v1/stock?limit=1").expect(200);
        accessible("a key");
        page.locator("#copyKey").click();
        page.keyboard().press("Escape");
        assertThat(page.locator("tbody tr").filter(has("1 号手持机"))).containsText("操作员");
        assertThat(page.locator("#view")).not().containsText(key);
        go(0);
        assertThat(page.locator(".steps .badge.good")).hasCount(5);
        assertThat(page.locator("h2")).containsText("准备就绪");

        go(4);
        page.locator("tbody tr").filter(has("1 号手持机")).locator("[data-revoke]").click();
        page.locator("dialog button[type=submit]").click();
        assertThat(page.locator("tbody tr").filter(has("1 号手持机"))).containsText("已吊销");
        lotline.admin().with(key).get("/v1/stock?limit=1").expect(401);
        sections();
    }

    private void sections() {
        context.close();
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(320, 1280)) {
                open(width, width == 320 ? "zh-CN" : "en-US", colours, lotline.admin());
                assertThat(step("keys")).isVisible();
                accessible("start");
                for (int tab = 1; tab < 5; tab++) {
                    go(tab);
                    assertThat(page.locator("tbody tr").first()).isVisible();
                    accessible("tab " + tab);
                }
                go(5);
                assertThat(page.locator("#server-webhooks")).isVisible();
                accessible("server");
                if (width == 1280 && colours == ColorScheme.DARK) {
                    Pictures.take(page, "admin-en-dark-server");
                } else {
                    context.close();
                }
            }
        }
    }

    @Test
    void other_roles_are_told_whose_page_it_is() {
        open(390, "zh-CN", ColorScheme.LIGHT, lotline.admin().newKey("regulator", null));
        assertThat(page.locator("[role=alert]")).containsText("监管人员");
        assertThat(page.locator("#key")).isVisible();
        assertThat(page.locator("#app").isVisible()).isFalse();
    }

    private void accessible(String state) {
        Axe.accessible(page, state);
    }
}
