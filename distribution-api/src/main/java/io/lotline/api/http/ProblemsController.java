package io.lotline.api.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Says what each problem means: where the `type` of a problem leads. Open to everybody, as JSON,
/// and to a browser as a page.
@Hidden
@RestController
class ProblemsController {
    /// The paths, which need no key.
    static final String LIST = "/problems";

    static final String ONE = "/problems/{name}";

    private static final String ALL = "/problems/";

    private final JsonMapper json;

    ProblemsController(JsonMapper json) {
        this.json = json;
    }

    /// What a problem means.
    ///
    /// @param says    its sentences, with `…` for the values
    /// @param advice  what may help
    /// @param members what stands beside `type`, `title`, `status` and `detail`
    record Explained(
            String type,
            String title,
            int status,
            String meaning,
            List<String> says,
            List<String> advice,
            List<Member> members) {}

    /// A member of a problem document.
    record Member(String name, String meaning) {}

    /// A problem in the list of all.
    record Named(String type, String title, int status, String meaning) {}

    @GetMapping(
            value = LIST,
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE})
    ResponseEntity<byte[]> list(
            HttpServletRequest request, @RequestParam(required = false) @Nullable String lang) {
        Language language = languageOf(request, lang);
        List<Named> all =
                Wording.get().entries().values().stream()
                        .map(
                                entry ->
                                        new Named(
                                                ALL + entry.name(),
                                                Wording.get().title(entry.name(), language),
                                                entry.status(),
                                                entry.meaning(language)))
                        .toList();
        return wantsPage(request)
                ? page(language, ProblemPage.list(all, language))
                : document(language, Map.of("items", all));
    }

    @GetMapping(
            value = ONE,
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE})
    ResponseEntity<byte[]> one(
            HttpServletRequest request,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String lang) {
        Language language = languageOf(request, lang);
        Wording.Entry entry = Wording.get().find(name);
        if (entry == null) {
            throw Unknown.document("problem", name);
        }
        Explained explained = explained(entry, language);
        return wantsPage(request)
                ? page(language, ProblemPage.of(explained, language))
                : document(language, explained);
    }

    static Explained explained(Wording.Entry entry, Language language) {
        return new Explained(
                ALL + entry.name(),
                Wording.get().title(entry.name(), language),
                entry.status(),
                entry.meaning(language),
                said(entry.says(), language),
                said(entry.advises(), language),
                entry.members().stream()
                        .map(member -> new Member(member, meaningOf(member, language)))
                        .toList());
    }

    private static List<String> said(List<String> forms, Language language) {
        return forms.stream().map(form -> Wording.get().form(form, language)).toList();
    }

    private static String meaningOf(String member, Language language) {
        Wording.Member known = Wording.get().member(member);
        return known == null ? member : known.in(language);
    }

    private static Language languageOf(HttpServletRequest request, @Nullable String lang) {
        return lang == null ? Language.of(request) : Language.of(lang);
    }

    /// A browser says that it likes HTML; other clients get JSON.
    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    private ResponseEntity<byte[]> document(Language language, Object document) {
        return answer(language, MediaTypes.JSON).body(json.writeValueAsBytes(document));
    }

    private static ResponseEntity<byte[]> page(Language language, byte[] page) {
        return answer(language, MediaTypes.HTML).body(page);
    }

    private static ResponseEntity.BodyBuilder answer(Language language, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE);
    }
}
