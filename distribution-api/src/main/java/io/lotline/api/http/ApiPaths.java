package io.lotline.api.http;

/// Which paths are the API's, and need a key.
public final class ApiPaths {
    private ApiPaths() {}

    public static boolean contain(String path) {
        return isUnder("/v1", path) || isUnder("/epcis", path);
    }

    private static boolean isUnder(String root, String path) {
        return path.startsWith(root)
                && (path.length() == root.length()
                        || path.charAt(root.length()) == '/'
                        || path.charAt(root.length()) == ';');
    }
}
