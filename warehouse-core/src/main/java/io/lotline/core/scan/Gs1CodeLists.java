package io.lotline.core.scan;

import java.util.Set;
import java.util.stream.Collectors;

/// The code lists that linters look in, read once from `code-lists.txt`.
final class Gs1CodeLists {

    static final Set<String> COUNTRIES = list("iso3166");
    static final Set<String> COUNTRY_LETTERS = list("iso3166alpha2");
    static final Set<String> CURRENCIES = list("iso4217");
    static final Set<String> PACKAGE_TYPES = list("packagetype");
    static final Set<String> MEDIA_TYPES = list("mediatype");

    private Gs1CodeLists() {}

    private static Set<String> list(String name) {
        return ScanResources.lines("code-lists.txt").stream()
                .filter(line -> line.startsWith(name + " "))
                .flatMap(line -> Set.of(line.substring(name.length() + 1).split(" ")).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
