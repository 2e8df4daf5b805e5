package io.lotline.ops.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotline.ops.sampleday.SampleDays;
import io.lotline.ops.testing.ServerClient;
import io.lotline.ops.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// docs/start.md, pasted into a shell after the sample park was played.
@Timeout(300)
class StartPageTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern PROBLEM = Pattern.compile("\"type\":\"/problems/([a-z-]+)\"");

    /// The lists, and the member that names what is in them.
    private static final Map<String, String> LISTS =
            Map.of(
                    "/v1/enterprises", "enterpriseId",
                    "/v1/devices", "di",
                    "/v1/inbound-notices", "noticeId",
                    "/v1/orders", "orderId",
                    "/v1/shipments", "shipmentId",
                    "/v1/recalls", "recallId",
                    "/v1/stock", "location");

    @TempDir private Path data;

    @Test
    void the_page_shares_no_id_with_the_sample_park_and_works_after_it() throws Exception {
        String page =
                Files.readString(
                        Path.of(System.getProperty("lotline.root", ".."), "docs", "start.md"));
        try (ServerProcess server = ServerProcess.start(data, "", "")) {
            assertThat(SampleDays.play(server.url(), data)).isTrue();

            Set<String> ids = ids(server.client());
            assertThat(ids).hasSizeGreaterThan(150);
            assertThat(words(page)).doesNotContainAnyElementsOf(ids);
            assertThat(words("put /v1/orders/" + ids.iterator().next())).containsAnyElementsOf(ids);

            String answers = pasted(page, server.url());
            assertThat(PROBLEM.matcher(answers).results().map(found -> found.group(1)))
                    .as(answers)
                    .containsExactly("lot-under-recall");
            assertThat(answers).contains("\"state\":\"DELIVERED\"");
        }
    }

    private static Set<String> ids(ServerClient client) {
        Set<String> ids = new TreeSet<>(Set.of(SampleDays.WAREHOUSE));
        LISTS.forEach(
                (list, member) ->
                        client.list(list + "?limit=1000").stream()
                                .map(item -> item.path(member).asString())
                                .forEach(ids::add));
        return ids;
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    /// What the blocks of the page print, with this server's address and key in them.
    private static String pasted(String page, String url) throws Exception {
        List<String> blocks = BLOCK.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(blocks).hasSizeGreaterThan(6);
        String script =
                String.join("", blocks)
                        .replace("http://127.0.0.1:8080", url)
                        .replace("$(cat .lotline/data/admin.key)", ServerProcess.ADMIN_KEY);
        Process shell =
                new ProcessBuilder("bash", "-eu", "-c", script).redirectErrorStream(true).start();
        String answers = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor()).as(answers).isZero();
        return answers;
    }
}
