package io.lotline.api.web;

import io.lotline.api.http.ParkClock;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.support.WebContentGenerator;

/// The files of the pages that are made at the start: the park's clock, and the workers that keep
/// the pages for the hand for when there is no network.
///
/// A worker's text carries the sum of all files that it keeps: a browser sees by it that there
/// are new ones, and takes all of them together or none.
@Component
class PageFiles {
    private static final String STATIC = "/static";

    /// The pages that are used where the network comes and goes.
    private static final List<String> PAGES = List.of("work", "drive");

    private final byte[] clock;
    private final Map<String, byte[]> workers = new TreeMap<>();

    PageFiles(ParkClock park) {
        this.clock =
                """
                /** The park's time zone. */
                export const ZONE = "%s";
                """
                        .formatted(park.zone().getId())
                        .getBytes(StandardCharsets.UTF_8);
        try {
            for (String page : PAGES) {
                workers.put("/%s-sw.js".formatted(page), worker(page));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the pages cannot be read", e);
        }
    }

    private byte[] worker(String page) throws IOException {
        MessageDigest sum = sha256();
        List<String> paths = new ArrayList<>(List.of("/" + page));
        for (Resource file : keptFiles(page)) {
            String url = file.getURL().toString();
            String path = url.substring(url.lastIndexOf(STATIC + "/") + STATIC.length());
            sum.update(path.getBytes(StandardCharsets.UTF_8));
            sum.update(file.getContentAsByteArray());
            if (!path.equals("/%s.html".formatted(page))) {
                paths.add(path);
            }
        }
        paths.add("/assets/frame/park.js");
        sum.update(clock);
        String template = text("/web/page-sw.js");
        sum.update(template.getBytes(StandardCharsets.UTF_8));
        String list =
                String.join(", ", paths.stream().distinct().map(path -> '"' + path + '"').toList());
        return template.replace("\"@files@\"", list)
                .replace("@page@", page)
                .replace("@version@", HexFormat.of().formatHex(sum.digest(), 0, 8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<Resource> keptFiles(String page) throws IOException {
        var resolver = new PathMatchingResourcePatternResolver();
        List<Resource> files = new ArrayList<>();
        for (String pattern :
                List.of(
                        "assets/frame/*.*",
                        "assets/handheld/*.*",
                        "assets/%s/*.*".formatted(page),
                        page + ".html",
                        page + ".webmanifest",
                        "favicon.svg")) {
            files.addAll(List.of(resolver.getResources("classpath:" + STATIC + "/" + pattern)));
        }
        files.sort(Comparator.comparing(file -> String.valueOf(file.getFilename())));
        return files;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequestHandler clock() {
        return new Script(clock);
    }

    /// The workers, by their address.
    Map<String, HttpRequestHandler> serviceWorkers() {
        Map<String, HttpRequestHandler> scripts = new TreeMap<>();
        workers.forEach((path, text) -> scripts.put(path, new Script(text)));
        return scripts;
    }

    /// One made file: to be read, and asked for anew whenever it is needed.
    private static final class Script extends WebContentGenerator implements HttpRequestHandler {
        private final byte[] text;

        Script(byte[] text) {
            super(METHOD_GET, METHOD_HEAD);
            this.text = text;
            setCacheControl(CacheControl.noCache());
        }

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            checkRequest(request);
            prepareResponse(response);
            response.setContentType("text/javascript;charset=UTF-8");
            response.setContentLength(text.length);
            if (!request.getMethod().equals(METHOD_HEAD)) {
                response.getOutputStream().write(text);
            }
        }
    }
}
