package io.lotline.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
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
        chromium.askedNobodyElseAndComplainedOf(expectedComplaints);
    }

    private void open(String locale) {
        open(390, 844, locale, ColorScheme.LIGHT);
    }

    private void open(int width, int height, String locale, ColorScheme colours) {
        context = chromium.person(width, height, locale, colours);
        page = chromium.page(context);
        page.navigate(lotline.address + "/work");
        signIn();
    }

    private void signIn() {
        page.locator("input[name=key]").fill(park.operator.key());
        page.locator(".sign-in-form button").click();
        assertThat(page.locator("#scan")).isFocused();
        assertThat(page.locator("#view")).not().isEmpty();
        if (page.locator("[data-task]").count() == 0) {
            scan("W1");
        }
        assertThat(page.locator("[data-task]")).hasCount(10);
    }

    /// As a scanner types: fast, with Enter behind it.
    private void scan(String symbol) {
        type(symbol);
        page.keyboard().press("Enter");
    }

    private void type(String symbol) {
        for (String part : symbol.split("(?<=\u001d)|(?=\u001d)")) {
            if (part.equals("\u001d")) {
                page.keyboard().press("Control+]");
            } else {
                page.keyboard().type(part);
            }
        }
    }

    private void begin(String task, String reference) {
        page.locator("[data-task=%s]".formatted(task)).click();
        if (reference != null) {
            scan(reference);
            assertThat(page.locator(".slot").first()).containsText(reference);
        }
    }

    private void answer(String text) {
        assertThat(page.locator("#answer")).containsText(text, soon());
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);
    }

    private void nothingWaits() {
        assertThat(page.locator("#net")).hasText(Pattern.compile("在线|Online"), slowly());
    }

    private static LocatorAssertions.HasTextOptions slowly() {
        return new LocatorAssertions.HasTextOptions().setTimeout(60_000);
    }

    private long head() {
        return lotline.admin().get("/v1/log/head").expect(200).json().path("position").asLong();
    }

    /// How often each scan of the log's end is there, beginning behind `head`.
    private Map<String, Integer> scansSince(long head) {
        return park.scansInLog(head + 1);
    }

    @Test
    void goods_are_received_location_first_or_item_first() {
        park.notice("ASN-1", 10);
        open("zh-CN");
        begin("receive", null);
        assertThat(page.locator("[data-id=ASN-1]")).containsText("高淳医疗器械有限公司");
        scan("ASN-1");
        scan("DOCK-1");
        scan(WorkPark.LABEL);
        answer("已收货");
        answer("冠状动脉药物洗脱支架系统");
        answer("等待验收");
        page.locator("[aria-label='清除货位']").click();
        scan(WorkPark.LABEL);
        answer("扫描货位");
        // three pieces in the hand, then the place for all of them
        scan(WorkPark.LABEL);
        scan(WorkPark.LABEL);
        answer("手上 3 件");
        scan("w1/dock-1");
        answer("已收货");
        nothingWaits();
        scan("DOCK-1");
        scan("9");
        scan(WorkPark.LABEL);
        answer("超过通知数量");
        assertThat(page.locator("#answer")).hasAttribute("role", "alert");
        scan("DOCK-1");
        assertThat(page.locator("#openList")).containsText("1 条需要您处理");
        page.locator("#openList").click();
        page.locator(".open-row button").last().click();
        page.locator("#back").click();
        assertThat(page.locator("#openList")).hasCount(0);
        receives("ASN-1", 4);
    }

    /// Comes to have received so many pieces, and no more.
    private void receives(String notice, int pieces) {
        page.waitForCondition(
                () -> received(notice) >= pieces,
                new Page.WaitForConditionOptions().setTimeout(60_000));
        assertThat(received(notice)).isEqualTo(pieces);
    }

    private long received(String notice) {
        return lotline.admin()
                .get("/v1/inbound-notices/" + notice)
                .expect(200)
                .json()
                .path("receivedPieces")
                .asLong();
    }

    @Test
    void scanners_may_end_with_enter_with_tab_or_with_a_pause_and_type_the_separator_as_they_can() {
        park.notice("ASN-S", 1_000);
        open("en-US");
        begin("receive", "ASN-S");
        // all at once and nothing behind it
        page.keyboard().insertText("DOCK-1");
        assertThat(page.locator(".slot").nth(1)).containsText("DOCK-1");
        page.keyboard().insertText(WorkPark.LABEL);
        receives("ASN-S", 1);
        type(WorkPark.LABEL);
        page.keyboard().press("Tab");
        receives("ASN-S", 2);
        assertThat(page.locator("#scan")).isFocused();
        // from now on only a long pause ends a scan: a device that stutters cuts no label in two
        page.keyboard().insertText(WorkPark.LABEL.substring(0, 12));
        page.evaluate("() => new Promise((done) => setTimeout(done, 500))");
        page.keyboard().insertText(WorkPark.LABEL.substring(12));
        receives("ASN-S", 3);
        String separated = "]d201" + WorkPark.DI + "10LOT9\u001d17310531";
        scan(separated);
        answer("LOT9");
        type("]d201" + WorkPark.DI + "10LOT9");
        page.keyboard().press("F8");
        scan("17310531");
        receives("ASN-S", 5);
        // whatever has the focus
        page.locator("[data-stay=more]").focus();
        scan(WorkPark.LABEL);
        answer("LOT7");
        page.locator("#menu").click();
        assertThat(page.locator("dialog")).isVisible();
        scan(WorkPark.LABEL);
        assertThat(page.locator("dialog")).hasCount(0);
        receives("ASN-S", 7);
        assertThat(page.locator("#scan")).isFocused();
    }

    @Test
    void an_ambiguous_label_is_asked_about_once_per_lot() {
        park.notice("ASN-A", 100);
        open("zh-CN");
        begin("receive", "ASN-A");
        scan("DOCK-1");
        scan(WorkPark.UNCLEAR);
        answer("请看标签选一个");
        assertThat(page.locator(".answer .choice")).hasCount(2);
        // the question may wait, and the same is not asked twice
        scan(WorkPark.UNCLEAR);
        assertThat(page.locator("#openList")).containsText("1 条");
        answer("请看标签选一个");
        page.locator(".answer .choice").filter(has("LOT821A7")).click();
        nothingWaits();
        assertThat(page.locator("#openList")).hasCount(0);
        scan(WorkPark.UNCLEAR);
        answer("已收货");
        answer("LOT821A7");
        receives("ASN-A", 3);
    }

    private static com.microsoft.playwright.Locator.FilterOptions has(String text) {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
    }

    @Test
    void two_symbols_of_one_item_are_scanned_in_any_order() {
        park.notice("ASN-2", 100);
        open("zh-CN");
        begin("receive", "ASN-2");
        scan("DOCK-1");
        scan("]C101" + WorkPark.DI);
        answer("还差一个码");
        scan("]C11731053110LOT7");
        answer("已收货");
        scan("]C11731053110LOT7");
        answer("还差一个码");
        scan("]C101" + WorkPark.DI);
        answer("已收货");
        receives("ASN-2", 2);
    }

    @Test
    void two_hundred_scans_without_a_network_survive_a_killed_tab_and_are_each_done_once() {
        park.notice("ASN-OFF", 10_000);
        open("zh-CN");
        begin("receive", "ASN-OFF");
        scan("DOCK-1");
        page.waitForFunction("navigator.serviceWorker.controller !== null");
        long head = head();
        expectedComplaints.add("ERR_INTERNET_DISCONNECTED");
        context.setOffline(true);
        for (int i = 0; i < 200; i++) {
            scan(WorkPark.LABEL);
        }
        answer("已存下");
        assertThat(page.locator("#net")).containsText("离线 · 200", soon());
        assertThat(scansSince(head)).isEmpty();
        kill();

        page = chromium.page(context);
        page.navigate(lotline.address + "/work");
        assertThat(page.locator("#net")).containsText("离线 · 200", soon());
        Set<String> kept = keptScans();
        assertThat(kept).hasSize(200);
        context.setOffline(false);
        nothingWaits();
        Map<String, Integer> done = scansSince(head);
        assertThat(done.keySet()).isEqualTo(kept);
        assertThat(done.values()).containsOnly(1);
        receives("ASN-OFF", 200);
    }

    /// The browser's process of the page dies: nothing of it runs any more.
    private void kill() {
        try {
            page.navigate("chrome://crash", new Page.NavigateOptions().setTimeout(5_000));
        } catch (com.microsoft.playwright.PlaywrightException expected) {
            assertThat(expected.getMessage()).containsAnyOf("crash", "Timeout");
        }
        page.close();
    }

    @SuppressWarnings("unchecked")
    private Set<String> keptScans() {
        Object ids =
                page.evaluate(
                        """
                        () => new Promise((done, failed) => {
                          const opened = indexedDB.open("lotline-work");
                          opened.onerror = () => failed(opened.error);
                          opened.onsuccess = () => {
                            const all = opened.result.transaction("scans").objectStore("scans").getAll();
                            all.onsuccess = () => { opened.result.close(); done(all.result.map((row) => row.scanId)); };
                          };
                        })""");
        return new TreeSet<>((List<String>) ids);
    }

    @Test
    void answers_that_are_lost_on_the_way_lose_and_double_nothing() {
        park.notice("ASN-LOST", 1_000);
        open("zh-CN");
        begin("receive", "ASN-LOST");
        scan("DOCK-1");
        long head = head();
        expectedComplaints.add("ERR_");
        AtomicInteger batches = new AtomicInteger();
        context.route(
                "**/v1/scans/batch",
                route -> {
                    if (batches.getAndIncrement() % 2 == 0) {
                        // the server does it, and nobody hears of it
                        var _ = route.fetch();
                        route.abort();
                    } else {
                        route.resume();
                    }
                });
        for (int i = 0; i < 20; i++) {
            scan(WorkPark.LABEL);
        }
        nothingWaits();
        context.unroute("**/v1/scans/batch");
        Map<String, Integer> done = scansSince(head);
        assertThat(done).hasSize(20);
        assertThat(done.values()).containsOnly(1);
        receives("ASN-LOST", 20);
    }

    @Test
    void of_two_tabs_one_sends_and_each_scan_is_done_once() {
        park.notice("ASN-TABS", 1_000);
        open("zh-CN");
        begin("receive", "ASN-TABS");
        scan("DOCK-1");
        long head = head();
        Page first = page;
        page = chromium.page(context);
        page.navigate(lotline.address + "/work");
        assertThat(page.locator(".slot").first()).containsText("ASN-TABS", soon());
        Page second = page;
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        context.onRequest(
                request -> {
                    if (request.url().endsWith("/batch")) {
                        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    }
                });
        // that a request is finished is told late: its page may send the next one before
        context.onResponse(
                response -> {
                    if (response.url().endsWith("/batch")) {
                        atOnce.decrementAndGet();
                    }
                });
        expectedComplaints.add("ERR_INTERNET_DISCONNECTED");
        context.setOffline(true);
        for (int i = 0; i < 20; i++) {
            page = i % 2 == 0 ? first : second;
            scan(WorkPark.LABEL);
        }
        assertThat(page.locator("#net")).containsText("离线 · 20", soon());
        atOnce.set(0);
        most.set(0);
        context.setOffline(false);
        nothingWaits();
        page = first;
        nothingWaits();
        Map<String, Integer> done = scansSince(head);
        assertThat(done).hasSize(20);
        assertThat(done.values()).containsOnly(1);
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void what_was_refused_while_away_stays_listed_until_it_is_dealt_with() {
        park.notice("ASN-R", 3);
        open("zh-CN");
        begin("receive", "ASN-R");
        scan("DOCK-1");
        expectedComplaints.add("ERR_INTERNET_DISCONNECTED");
        context.setOffline(true);
        for (int i = 0; i < 5; i++) {
            scan(WorkPark.LABEL);
        }
        assertThat(page.locator("#net")).containsText("离线 · 5", soon());
        context.setOffline(false);
        answer("超过通知数量");
        assertThat(page.locator("#answer")).containsText("工作项");
        page.reload();
        assertThat(page.locator("#openList")).containsText("2 条需要您处理", soon());
        page.locator("#openList").click();
        assertThat(page.locator(".open-row")).hasCount(2);
        assertThat(page.locator(".open-row").first()).containsText("超过通知数量");
        page.locator(".open-row").first().locator("button").last().click();
        assertThat(page.locator(".open-row")).hasCount(1);
        receives("ASN-R", 3);
    }

    @Test
    void a_wave_is_picked_in_walking_order_then_checked_packed_loaded_and_unloaded() {
        park.stock("ASN-W1", "A-02", 5);
        park.stock("ASN-W2", "A-01", 3);
        park.order("SO-W1", 4);
        park.order("SO-W2", 4);
        String wave = park.wave("SO-W1", "SO-W2");
        park.shipment("SH-W1", "SO-W1");
        open("zh-CN");
        begin("pick", wave);
        for (int stop = 0; stop < 8 && page.locator("[data-stay=check]").count() == 0; stop++) {
            String bin = page.locator(".pick-place strong").textContent();
            assertThat(bin).isEqualTo(stop == 0 ? "A-01" : bin);
            String left = page.locator(".pick .spread .muted").textContent();
            scan(bin);
            scan(WorkPark.LABEL);
            answer("已拣选");
            assertThat(page.locator(".pick .spread .muted").filter(has(left))).hasCount(0);
        }
        page.locator("[data-stay=check]").click();
        scan("SO-W1");
        scan("4");
        scan(WorkPark.LABEL);
        answer("复核通过");
        page.locator("#back").click();
        page.locator("#back").click();
        begin("pack", "SO-W1");
        scan("]C100369712340000000010");
        scan("4");
        scan(WorkPark.LABEL);
        answer("已装箱");
        page.locator("#back").click();
        page.locator("#back").click();
        begin("load", "SH-W1");
        scan("4");
        scan(WorkPark.LABEL);
        answer("已装车");
        page.locator("[data-stay=undo]").click();
        answer("已卸车");
        assertThat(
                        lotline.admin()
                                .get("/v1/shipments/SH-W1")
                                .expect(200)
                                .json()
                                .path("loaded")
                                .asInt())
                .isZero();
    }

    @Test
    void goods_are_put_away_moved_and_counted_and_a_move_has_a_way_back() {
        park.stock("ASN-M", "A-02", 7);
        open("zh-CN");
        begin("move", null);
        scan(WorkPark.LABEL);
        answer("扫描货位");
        scan("A-02");
        answer("扫描目的货位");
        scan("A-01");
        answer("已移库");
        page.locator("[data-stay=undo]").click();
        answer("A-01 → A-02");
        page.locator("#back").click();
        begin("count", null);
        scan("A-02");
        scan("0");
        scan(WorkPark.LABEL);
        answer("点数 0");
        assertThat(page.locator("#answer")).hasClass(Pattern.compile("ask"));
        assertThat(page.locator("[data-stay=finish]")).hasCount(0);
    }

    @Test
    void any_label_says_what_it_is() {
        park.stock("ASN-Q", "A-01", 6);
        open("zh-CN");
        scan(WorkPark.LABEL);
        answer("冠状动脉药物洗脱支架系统");
        answer("A-01");
        scan("A-01");
        answer("货位 A-01");
        scan("]d2019999");
        answer("读不出这个码");
        scan(WorkPark.UNCLEAR.replace("LOT821A7", "LOT821B8"));
        answer("有 2 种读法");
    }

    @Test
    void everything_can_be_done_by_the_keyboard_alone() {
        park.notice("ASN-K", 5);
        open("zh-CN");
        tabTo("[data-task=receive]");
        page.keyboard().press("Enter");
        tabTo("[data-id=ASN-K]");
        page.keyboard().press("Enter");
        page.keyboard().type("DOCK-1\n");
        tabTo("[data-stay=more]");
        page.keyboard().press("Enter");
        assertThat(page.locator("#quantity")).hasText("2");
        assertThat(page.locator("[data-stay=more]")).isFocused();
        page.keyboard().type(WorkPark.LABEL + "\n");
        answer("已收货");
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-id=ASN-K]")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-task]")).hasCount(10);
        tabTo("#menu");
        page.keyboard().press("Enter");
        tabTo("#openFromMenu");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("待处理");
        receives("ASN-K", 2);
    }

    private void tabTo(String selector) {
        for (int i = 0; i < 40; i++) {
            if ((Boolean)
                    page.evaluate("s => document.activeElement?.matches(s) ?? false", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    /// What one field takes each text for: place, number, carton, document, or a label that the
    /// server reads.
    @Test
    void one_field_tells_what_is_scanned() {
        context = chromium.person(390, 844, "en-US", ColorScheme.LIGHT);
        page = chromium.page(context);
        page.navigate(lotline.address + "/sign-in");
        List<List<String>> cases =
                TEXTS.lines().map(line -> List.of(line.split("\\s*\\|\\s*"))).toList();
        Object found =
                page.evaluate(
                        """
                        async (cases) => {
                          const { kindOf } = await import("/assets/work/tasks.js");
                          const known = { warehouse: "W1", locations: new Map([["A-01", "A-01"], ["101", "101"]]), reference: { id: "ASN-1" }, documents: [{ id: "ASN-1" }] };
                          return cases.map(([task, text]) => [task, text, kindOf(text, { task, ...known })]);
                        }""",
                        cases);
        assertThat(cases).hasSizeGreaterThan(60);
        assertThat(found).isEqualTo(cases);
    }

    // a place is known, another's name is a number, a document stands already
    private static final String TEXTS =
            """
            receive | A-01 | location
            receive | a-01 | location
            receive | W1/A-01 | location
            receive | w1/a-01 | location
            receive | Ａ－０１ | location
            receive | \u200bA-01 | location
            receive | A-01\ufeff | location
            receive | W2/A-01 | label
            receive | A-99 | label
            receive | A- 01 | label
            receive | А-01 | label
            receive | 101 | location
            receive | 102 | quantity
            receive | 1 | quantity
            receive | ０１２ | quantity
            receive | 0 | quantity
            receive | 9999 | quantity
            receive | 10000 | label
            receive | 12345678 | label
            receive | 6901234567892 | label
            receive | 06901234567892 | label
            receive | 1.5 | label
            receive | -1 | label
            receive | 1e3 | label
            receive | +1 | label
            receive | ]d20106901234567892 | label
            receive | ]C10106901234567892 | label
            receive | (01)06901234567892(10)LOT7 | label
            receive | 010690123456789210LOT7 | label
            receive | +E203PB414109/$$8243280112R00089525J | label
            receive | MA.156.M0.100227.123 | label
            receive | ma.156.m0.100227.123 | label
            receive | =A99971312345600 | label
            receive | https://id.gs1.org/01/06901234567892/10/LOT7 | label
            receive | ASN-1 | document
            receive | asn-1 | document
            receive | ASN-2 | label
            receive | ]C100369712340000000010 | label
            receive | <script>alert(1)</script> | label
            receive | /../../v1/keys | label
            receive | . | label
            receive | .. | label
            receive | 😀 | label
            receive | null | label
            pack | ]C100369712340000000010 | container
            pack | 00369712340000000010 | container
            pack | (00)369712340000000010 | container
            pack | (00) 3697 1234 0000 0000 10 | container
            pack | 369712340000000010 | container
            pack | 369712340000000011 | label
            pack | 36971234000000001 | label
            pack | 0369712340000000010 | label
            pack | A-01 | label
            pack | 12 | quantity
            check | ]d20106901234567892 | label
            check | 00369712340000000010 | label
            load | 00369712340000000010 | label
            load | A-01 | label
            move | ASN-1 | label
            move | A-01 | location
            move | __proto__ | label
            move | constructor | label
            count | COUNT-7 | count
            count | 0 | quantity
            count | A-01 | location
            count | MA.156.M0.100227.123 | label""";

    @Test
    void a_warehouse_that_does_not_exist_is_not_taken() {
        expectedComplaints.addAll(List.of("400", "404"));
        context = chromium.person(390, 844, "en-US", ColorScheme.LIGHT);
        page = chromium.page(context);
        page.navigate(lotline.address + "/work");
        page.locator("#key").fill(lotline.admin().key());
        page.keyboard().press("Enter");
        assertThat(page.locator("#view")).containsText("Which warehouse");
        scan("W9");
        assertThat(page.locator("#answer")).hasClass(Pattern.compile("bad"));
        assertThat(page.locator("[data-task]")).hasCount(0);
        scan("W1");
        assertThat(page.locator("[data-task]")).hasCount(10);
    }

    @Test
    void a_wrong_key_and_a_lost_network_are_told_at_the_sign_in() {
        expectedComplaints.addAll(List.of("401", "ERR_"));
        context = chromium.person(320, 640, "en-US", ColorScheme.DARK);
        page = chromium.page(context);
        page.navigate(lotline.address + "/sign-in?next=/work");
        page.locator("#key").fill("lot_wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator("[role=alert]")).containsText("unknown or was revoked", soon());
        accessible("sign-in with an error");
        context.setOffline(true);
        page.locator("#key").fill(park.operator.key());
        page.keyboard().press("Enter");
        assertThat(page.locator("[role=alert]")).containsText("cannot be reached", soon());
        context.setOffline(false);
        page.keyboard().press("Enter");
        page.waitForURL("**/work");
        page.locator("#menu").click();
        page.locator("#theme").selectOption("light");
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        page.locator("#language").click();
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        page.reload();
        assertThat(page.locator("html")).hasAttribute("data-theme", "light");
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        page.locator("#menu").click();
        page.locator("#signOut").click();
        assertThat(page.locator("#key")).isVisible();
    }

    @Test
    void every_state_is_accessible_and_fits_the_narrowest_handheld() {
        park.stock("ASN-X", "A-01", 30);
        park.order("SO-X", 2);
        park.notice("ASN-Y", 40);
        expectedComplaints.add("ERR_INTERNET_DISCONNECTED");
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            String locale = colours == ColorScheme.LIGHT ? "zh-CN" : "en-US";
            open(320, 568, locale, colours);
            accessible("home");
            scan(WorkPark.LABEL);
            assertThat(page.locator(".stock")).isVisible();
            accessible("what is this");
            begin("receive", null);
            assertThat(page.locator(".choice").first()).isVisible();
            accessible("documents");
            scan("ASN-Y");
            accessible("prompt");
            scan("DOCK-1");
            scan(WorkPark.LABEL);
            assertThat(page.locator(".answer.good")).isVisible();
            accessible("good");
            scan(
                    WorkPark.UNCLEAR.replace(
                            "LOT821A7", locale.equals("zh-CN") ? "LOTX21A" : "LOTX21B"));
            assertThat(page.locator(".answer.ask")).isVisible();
            accessible("ask");
            scan("99");
            scan(WorkPark.LABEL);
            assertThat(page.locator(".answer.bad")).isVisible();
            accessible("bad");
            context.setOffline(true);
            scan(WorkPark.LABEL);
            assertThat(page.locator(".answer.wait")).isVisible();
            accessible("kept");
            page.locator("#openList").click();
            accessible("to clear up");
            page.locator("#menu").click();
            accessible("menu");
            page.keyboard().press("Escape");
            context.setOffline(false);
            nothingWaits();
            page.locator("#back").click();
            page.locator("#back").click();
            page.locator("#back").click();
            begin("pick", "SO-X");
            accessible("pick");
            page.locator("[data-stay=skip]").click();
            accessible("skipped");
            if (colours == ColorScheme.LIGHT) {
                context.close();
            }
        }
    }

    /// No violation and nothing undecided by axe (WCAG 2.2 A and AA), nothing beside the screen.
    private void accessible(String state) {
        assertThat(Axe.findings(page)).as(state).isEmpty();
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll('#view, dialog')].every(e => e.scrollWidth <= e.clientWidth)"))
                .as(state + " fits")
                .isTrue();
    }

    @Test
    void a_shift_of_three_hundred_scans_touches_no_mouse() {
        park.notice("ASN-SHIFT", 1_000);
        park.stock("ASN-SHIFT-2", "A-01", 100);
        park.order("SO-SHIFT", 100);
        open("zh-CN");
        expectedComplaints.add("404");
        page.evaluate(STOPWATCH);
        long head = head();
        tabTo("[data-task=receive]");
        page.keyboard().press("Enter");
        scan("ASN-SHIFT");
        scan("DOCK-1");
        work(100, "已收货");
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        tabTo("[data-task=pick]");
        page.keyboard().press("Enter");
        scan("SO-SHIFT");
        assertThat(page.locator(".pick-place")).isVisible();
        scan("A-01");
        for (int i = 0; i < 100; i++) {
            scan("1");
            work(1, "已拣选");
        }
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        tabTo("[data-task=check]");
        page.keyboard().press("Enter");
        scan("SO-SHIFT");
        work(100, "复核通过");
        assertThat(scansSince(head)).hasSize(300);
        @SuppressWarnings("unchecked")
        List<Number> millis = (List<Number>) page.evaluate("window.answers");
        double[] sorted = millis.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        assertThat(sorted).hasSize(300);
        System.out.printf(
                "shift: %d scans, from trigger to answer p50 %.0f ms, p95 %.0f ms, longest %.0f ms%n",
                sorted.length,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.95)],
                sorted[sorted.length - 1]);
    }

    /// With `-Dlotline.docs.write=true` they are put into the documentation.
    @Test
    void pictures_for_the_documentation() throws IOException {
        Path folder =
                Boolean.getBoolean("lotline.docs.write")
                        ? Path.of("..", "docs", "pages")
                        : Path.of("target", "screenshots");
        Files.createDirectories(folder);
        park.notice("ASN-2026-1126", 40);
        park.stock("ASN-2026-1125", "A-01", 12);
        park.stock("ASN-2026-1124", "A-02", 30);
        park.order("SO-20261126", 36);
        for (String locale : List.of("zh-CN", "en-US")) {
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                String name =
                        "work-%s-%s"
                                .formatted(
                                        locale.substring(0, 2),
                                        colours == ColorScheme.LIGHT ? "light" : "dark");
                open(390, 760, locale, colours);
                if (locale.equals("zh-CN") == (colours == ColorScheme.LIGHT)) {
                    picture(folder.resolve(name + "-home.png"));
                    begin("pick", "SO-20261126");
                    scan(page.locator(".pick-place strong").textContent());
                    picture(folder.resolve(name + "-pick.png"));
                } else {
                    begin("receive", "ASN-2026-1126");
                    scan("DOCK-1");
                    scan(WorkPark.LABEL);
                    assertThat(page.locator(".answer.good")).isVisible();
                    assertThat(page.locator("#answer")).containsText("支架");
                    picture(folder.resolve(name + "-received.png"));
                    scan(WorkPark.UNCLEAR.replace("LOT821A7", "LOTP21" + name.length()));
                    assertThat(page.locator(".answer .choice").first()).isVisible();
                    picture(folder.resolve(name + "-question.png"));
                }
                context.close();
            }
        }
        context = chromium.person(390, 760, "en-US", ColorScheme.LIGHT);
    }

    private void picture(Path file) throws IOException {
        page.mouse().move(0, 0);
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(Files.size(file)).isLessThan(60_000L);
    }

    /// From the scanner's last key to the frame that shows the answer.
    private static final String STOPWATCH =
            """
            () => {
              window.answers = [];
              let from = 0;
              let last = "";
              addEventListener("keydown", (event) => { if (event.key === "Enter") from = performance.now(); }, { capture: true });
              new MutationObserver((all) => {
                const shown = all.flatMap((each) => [...each.addedNodes]).find((node) => node.id === "answer" && node.matches(".good, .bad, .ask"))?.dataset.scan;
                if (shown && shown !== last) {
                  const since = from;
                  last = shown;
                  requestAnimationFrame(() => window.answers.push(performance.now() - since));
                }
              }).observe(document.querySelector("#view"), { childList: true });
            }""";

    private void work(int scans, String answered) {
        for (int i = 0; i < scans; i++) {
            int before = ((Number) page.evaluate("window.answers.length")).intValue();
            scan(WorkPark.LABEL);
            page.waitForFunction("before => window.answers.length > before", before);
            answer(answered);
        }
    }
}
