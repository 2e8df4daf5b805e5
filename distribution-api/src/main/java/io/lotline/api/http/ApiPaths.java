package io.lotline.api.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/// Which paths are the API's, and need a key.
public final class ApiPaths {
    private ApiPaths() {}

    /// By the path as it is meant: `/%76%31/stock` leads to what `/v1/stock` leads to.
    public static boolean contain(HttpServletRequest request) {
        String path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
        return isUnder("/v1", path) || isUnder("/epcis", path);
    }

    private static boolean isUnder(String root, String path) {
        return path.startsWith(root)
                && (path.length() == root.length()
                        || path.charAt(root.length()) == '/'
                        || path.charAt(root.length()) == ';');
    }
}
