package io.lotline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.api.http.Language;
import io.lotline.api.http.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What a refusal says to whom it is told: in the reader's language, and explained where its type
/// leads.
class ProblemsTest {
    private static final RunningLotline LOTLINE = RunningLotline.shared();
    private static final Client ADMIN = LOTLINE.admin();
    private static final Client NOBODY = new Client(LOTLINE.address, null);

    @Test
    void every_type_resolves_for_everybody_in_both_languages() {
        for (String name : Wording.get().entries().keySet()) {
            for (String language : List.of("en", "zh-CN")) {
                Client.Answer json =
                        NOBODY.get("/problems/" + name, "Accept-Language", language).expect(200);
                assertThat(json.header("Content-Type")).isEqualTo("application/json");
                assertThat(json.header("Content-Language")).isEqualTo(language);
                JsonNode explained = json.json();
                assertThat(explained.path("type").asString()).isEqualTo("/problems/" + name);
                assertThat(explained.path("meaning").asString("")).isNotBlank();
                Client.Answer page =
                        NOBODY.get(
                                        "/problems/" + name,
                                        "Accept",
                                        "text/html,application/xhtml+xml,*/*;q=0.8",
                                        "Accept-Language",
                                        language)
                                .expect(200);
                assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
                assertThat(page.text())
                        .contains("<html lang=\"" + language + "\">")
                        .contains(explained.path("meaning").asString().replace("'", "&#39;"))
                        .doesNotContain("%s", "%d", "<script");
            }
        }
    }

    @Test
    void what_is_asked_for_and_is_not_there_is_told() {
        for (String path : List.of("/problems", "/problems/over-receipt")) {
            assertThat(NOBODY.get(path + "?x=1").problem())
                    .isEqualTo("/problems/malformed-request");
            NOBODY.get(path, "Accept", "text/csv").expect(406);
            NOBODY.get(path + "?lang=zh", "Accept", "text/html,*/*;q=0.8").expect(200);
            NOBODY.get(path, "Accept", "application/json").expect(200);
            NOBODY.get(path, "Accept", "*/*").expect(200);
        }
    }

    @Test
    void the_list_names_them_all_and_a_name_that_is_none_is_a_problem_itself() {
        assertThat(NOBODY.get("/problems").expect(200).json().path("items").size())
                .isEqualTo(Wording.get().entries().size());
        assertThat(NOBODY.get("/problems", "Accept", "text/html").text()).contains("<table>");
        Client.Answer none = NOBODY.get("/problems/nonsense", "Accept-Language", "zh").expect(404);
        assertThat(none.problem()).isEqualTo("/problems/unknown-problem");
        assertThat(none.json().path("detail").asString()).startsWith("没有问题类型 nonsense");
    }

    /// What a person in the warehouse reads; the members are what they are in any language.
    @Test
    void a_refusal_is_told_in_the_readers_language_and_its_values_stay() {
        TestPark park = new TestPark(LOTLINE);
        park.stock("LOT7", 5);
        String order = park.order("O", 2);
        park.recall("R", "LOT7").expect(201);
        String scan =
                park.scan(
                        "pick-1", "pick", "LOT7", 2, TestPark.reference(order) + TestPark.at("A1"));
        JsonNode english = scan(scan, "en-GB, de;q=0.5");
        JsonNode chinese = scan(scan, "zh-CN,zh;q=0.9,en;q=0.8");
        assertThat(english.path("title").asString()).isEqualTo("Lot under recall");
        assertThat(chinese.path("title").asString()).isEqualTo("召回中");
        assertThat(chinese.path("detail").asString())
                .isEqualTo(
                        "器械 %s 批号 LOT7 处于召回 %s（1 级）中：支架断裂。\n请换一个批号，并隔离本批交质量人员处理。"
                                .formatted(park.di, park.id("R")));
        for (String member : List.of("type", "status", "di", "lot", "recall", "level", "reason")) {
            assertThat(chinese.path(member)).as(member).isEqualTo(english.path(member));
        }
        // also as a line of a batch
        Client.Answer batch =
                ADMIN.send(
                        "POST",
                        "/v1/scans/batch",
                        scan,
                        "Content-Type",
                        "application/x-ndjson",
                        "Accept-Language",
                        "zh");
        assertThat(batch.text()).contains("处于召回");
    }

    private static JsonNode scan(String body, String language) {
        return ADMIN.send(
                        "POST",
                        "/v1/scans",
                        body,
                        "Content-Type",
                        "application/json",
                        "Accept-Language",
                        language)
                .expect(422)
                .json();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|EN",
                "zh|ZH",
                "zh-CN|ZH",
                "zh-Hans-CN|ZH",
                "zh-TW|ZH",
                "ZH-cn|ZH",
                "en|EN",
                "en-US,zh;q=0.9|EN",
                "zh;q=0.9,en;q=0.1|ZH",
                "en;q=0.1,zh;q=0.9|ZH",
                "de,fr;q=0.8|EN",
                "de,zh;q=0.5|ZH",
                "*|EN",
                "zh;q=0,en|EN",
                "zh;q=0|EN",
                "de, *;q=0.1|EN",
                "nonsense nonsense|EN",
                "zh;q=x|EN",
                "-|EN",
                "😀|EN"
            })
    void the_language_is_the_one_that_is_liked_best(String header, Language expected) {
        assertThat(Language.of(header)).isEqualTo(expected);
    }

    /// Whatever fails before any controller is asked is told in the reader's language, too.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/stock?nonsense=1",
                "/v1/stock?limit=0",
                "/v1/stock?limit=1&limit=2",
                "/v1/stock?limit=",
                "/v1/stock?after=x",
                "/v1/stock?owner=NOBODY",
                "/v1/stock?warehouse=NOWHERE",
                "/v1/stock?location=NOWHERE",
                "/v1/stock?status=x",
                "/v1/stock?asOf=yesterday",
                "/v1/stock?knownAt=-1",
                "/v1/stock?di=%20",
                "/v1/stock?lot=%00",
                "/v1/stock?di=1%202",
                "/v1/stock?owner=a%20b",
                "/v1/nothing",
                "/v1/stock;x=1",
                "/v1/orders/none",
                "/v1/orders/a%2Fb",
                "/v1/devices/none",
                "/v1/enterprises/none",
                "/v1/warehouses/none/locations/none",
                "/v1/shipments/none",
                "/v1/recalls/none",
                "/v1/inbound-notices/none",
                "/v1/adjustments?kind=x",
                "/v1/pick-lists",
                "/v1/pick-lists?wave=none",
                "/v1/trace/lots/none/none",
                "/v1/trace/serials/none/none",
                "/v1/trace/units/369712340000000010",
                "/v1/trace/units/1",
                "/v1/trace/lots/none/none?direction=up",
                "/v1/trace/lots/none/none?limit=0",
                "/v1/log/events?from=0",
                "/v1/%00"
            })
    void nothing_is_told_in_another_language(String path) {
        Client.Answer answer = ADMIN.get(path, "Accept-Language", "zh-CN");
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.header("Content-Language")).isEqualTo("zh-CN");
        assertChinese(answer.json().path("title").asString());
        for (String line : answer.json().path("detail").asString().split("\n")) {
            assertChinese(line);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "1",
                "{\"x\":1}",
                "{\"scanId\":1}",
                "{\"scanId\":\"a b\"}",
                "{\"scanId\":\"a\"}",
                "{\"scanId\":\"a\",\"task\":\"fly\"}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[null]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[\"\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[\"?\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[\"]d2010\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[\"(01)06901234567891\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[\"+H\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[\"+A123BJC5D6E71\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[\"MA.156.M0\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[\"https://x.cn/\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[\"=/A\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"symbols\":[\"]d20106901234567892173113101\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"quantity\":1.5,\"symbols\":[\"x\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"quantity\":0,\"symbols\":[\"x\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"quantity\":99999999999,\"symbols\":[\"x\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"scannedAt\":\"x\",\"symbols\":[\"x\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"scannedAt\":\"2099-01-01T00:00:00Z\",\"symbols\":[\"x\"]}",
                "{\"scanId\":\"a\",\"task\":\"pick\",\"warehouse\":\"W\",\"toLocation\":\"B\",\"symbols\":[\"x\"]}",
                "{\"scanId\":\"a\",\"scanId\":\"b\"}"
            })
    void nothing_that_a_body_is_refused_for_is_told_in_another_language(String body) {
        Client.Answer answer =
                ADMIN.send(
                        "POST",
                        "/v1/scans",
                        body,
                        "Content-Type",
                        "application/json",
                        "Accept-Language",
                        "zh-CN");
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        for (String line : answer.json().path("detail").asString().split("\n")) {
            assertChinese(line);
        }
    }

    @Test
    void what_is_said_by_nobody_is_told_as_it_is() {
        assertThat(Wording.get().say("Nobody said this.\nMaybe leave it out.", Language.ZH))
                .isEqualTo("Nobody said this.\n请省略它。");
        assertThat(Wording.get().knows("Nobody said this.")).isFalse();
    }

    /// Values that look like sentences, or like what stands for values.
    @Test
    void a_value_is_never_taken_for_a_part_of_the_sentence() {
        List<String> wrong = new ArrayList<>();
        Map<String, String> values =
                Map.of("$1", "$1", "{1}", "{1}", "\\", "\\", "a.b", "a.b", "a is b", "a is b");
        values.forEach(
                (value, same) -> {
                    String said =
                            Wording.get().say("There is no order " + value + ".", Language.ZH);
                    if (!said.equals("没有订单 " + same + "。")) {
                        wrong.add(said);
                    }
                });
        assertThat(wrong).isEmpty();
        String endless = "There is no order " + "is %s of ".repeat(400) + ".";
        assertThat(Wording.get().say(endless, Language.ZH)).isNotBlank();
    }

    private static void assertChinese(String text) {
        assertThat(
                        text.codePoints()
                                .anyMatch(
                                        c ->
                                                Character.UnicodeScript.of(c)
                                                        == Character.UnicodeScript.HAN))
                .as(text)
                .isTrue();
    }
}
