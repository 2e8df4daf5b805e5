package io.lotline.api.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.web.util.HtmlUtils;

/// What a problem means, as a plain page that needs no script.
final class ProblemPage {
    private ProblemPage() {}

    static byte[] list(List<ProblemsController.Named> all, Language language) {
        StringBuilder rows = new StringBuilder();
        for (ProblemsController.Named each : all) {
            rows.append(
                    "<tr><td><a href=\"%s?lang=%s\">%s</a></td><td>%d</td><td>%s</td></tr>\n"
                            .formatted(
                                    each.type(),
                                    language.tag(),
                                    text(each.title()),
                                    each.status(),
                                    text(each.meaning())));
        }
        String title =
                switch (language) {
                    case EN -> "Problems";
                    case ZH -> "问题类型";
                };
        return page(title, "/problems", "<table>\n%s</table>".formatted(rows), language);
    }

    static byte[] of(ProblemsController.Explained problem, Language language) {
        StringBuilder body = new StringBuilder();
        body.append("<p>%s</p>\n".formatted(text(problem.meaning())));
        boolean english = language == Language.EN;
        part(body, english ? "What it says" : "提示内容", problem.says());
        part(body, english ? "What may help" : "处理建议", problem.advice());
        if (!problem.members().isEmpty()) {
            body.append("<h2>%s</h2>\n<dl>\n".formatted(english ? "Its members" : "成员字段"));
            for (ProblemsController.Member member : problem.members()) {
                body.append(
                        "<dt><code>%s</code></dt><dd>%s</dd>\n"
                                .formatted(text(member.name()), text(member.meaning())));
            }
            body.append("</dl>\n");
        }
        body.append(
                "<p>HTTP %d · <code>%s</code> · <a href=\"/problems?lang=%s\">%s</a></p>\n"
                        .formatted(
                                problem.status(),
                                text(problem.type()),
                                language.tag(),
                                english ? "All problems" : "全部问题类型"));
        return page(problem.title(), problem.type(), body.toString(), language);
    }

    private static void part(StringBuilder body, String heading, List<String> sentences) {
        if (!sentences.isEmpty()) {
            body.append("<h2>%s</h2>\n<ul>\n".formatted(heading));
            sentences.forEach(each -> body.append("<li>%s</li>\n".formatted(text(each))));
            body.append("</ul>\n");
        }
    }

    private static byte[] page(String title, String path, String body, Language language) {
        Language other = language == Language.EN ? Language.ZH : Language.EN;
        return """
                <!doctype html>
                <html lang="%1$s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%2$s · Lotline</title>
                <link rel="icon" href="/favicon.svg">
                <link rel="stylesheet" href="/assets/plain.css">
                </head>
                <body>
                <main>
                <p><a href="%5$s?lang=%3$s" lang="%3$s">%4$s</a></p>
                <h1>%2$s</h1>
                %6$s
                </main>
                </body>
                </html>
                """
                .formatted(
                        language.tag(),
                        text(title),
                        other.tag(),
                        other == Language.EN ? "English" : "中文",
                        path,
                        body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String value) {
        return HtmlUtils.htmlEscape(value, StandardCharsets.UTF_8.name());
    }
}
