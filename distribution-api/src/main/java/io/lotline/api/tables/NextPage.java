package io.lotline.api.tables;

import io.lotline.api.http.HttpLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// The request for one page of a list: the caller's own, with the query that the page before gave
/// in its `Link`, and pages as long as they may be.
final class NextPage {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final String LIMIT = "limit";

    private final HttpServletRequest original;
    private final Map<String, String[]> parameters;

    private NextPage(HttpServletRequest original, Map<String, String[]> parameters) {
        this.original = original;
        this.parameters = parameters;
    }

    /// From where the caller wants it; its `limit` is checked, and is one of pages.
    static NextPage first(HttpServletRequest request) {
        return new NextPage(request, request.getParameterMap());
    }

    /// The page that the last one leads to; null behind the end.
    @Nullable NextPage after(@Nullable String link) {
        Matcher next = NEXT.matcher(link == null ? "" : link);
        if (!next.find()) {
            return null;
        }
        Map<String, String[]> query = new LinkedHashMap<>();
        UriComponentsBuilder.fromUriString(next.group(1))
                .build(true)
                .getQueryParams()
                .forEach(
                        (name, values) ->
                                query.put(
                                        decoded(name),
                                        values.stream()
                                                .map(NextPage::decoded)
                                                .toArray(String[]::new)));
        query.put(LIMIT, new String[] {Integer.toString(HttpLimits.MAX_PAGE)});
        return new NextPage(original, query);
    }

    private static String decoded(@Nullable String text) {
        // a plus sign in a query is a blank
        return java.net.URLDecoder.decode(
                text == null ? "" : text, java.nio.charset.StandardCharsets.UTF_8);
    }

    HttpServletRequest request() {
        return new HttpServletRequestWrapper(original) {
            @Override
            public @Nullable String getParameter(String name) {
                String[] values = parameters.get(name);
                return values == null ? null : values[0];
            }

            @Override
            public Map<String, String[]> getParameterMap() {
                return Collections.unmodifiableMap(parameters);
            }

            @Override
            public Enumeration<String> getParameterNames() {
                return Collections.enumeration(parameters.keySet());
            }

            @Override
            public String @Nullable [] getParameterValues(String name) {
                return parameters.get(name);
            }
        };
    }
}
