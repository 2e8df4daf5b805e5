package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// The languages in which Lotline talks to people.
public enum Language {
    EN("en"),
    ZH("zh-CN");

    private static final int LONGEST_HEADER = 1_000;

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// As headers name it.
    public String tag() {
        return tag;
    }

    /// The one that the `Accept-Language` of a request likes best; English where it likes neither,
    /// or cannot be read.
    public static Language of(HttpServletRequest request) {
        return of(
                String.join(
                        ",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    /// That of the request which this thread answers; English where it answers none.
    public static Language current() {
        return RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : EN;
    }

    /// @param accept an `Accept-Language` header
    public static Language of(@Nullable String accept) {
        if (accept == null || accept.isBlank() || accept.length() > LONGEST_HEADER) {
            return EN;
        }
        List<Locale.LanguageRange> ranges;
        try {
            ranges = Locale.LanguageRange.parse(accept);
        } catch (IllegalArgumentException _) {
            return EN;
        }
        // the most wanted first
        for (Locale.LanguageRange range : ranges) {
            if (range.getWeight() > 0) {
                String language = range.getRange().split("-", 2)[0];
                if (language.equals("zh")) {
                    return ZH;
                }
                if (language.equals("en") || language.equals("*")) {
                    return EN;
                }
            }
        }
        return EN;
    }
}
