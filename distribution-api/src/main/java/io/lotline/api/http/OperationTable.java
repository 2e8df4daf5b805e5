package io.lotline.api.http;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Every operation of the API and what holds for it, as each feature brings it: what is not in one
/// of their lists, nobody may call.
///
/// Whose goods and which warehouse a caller may touch is decided where the document is known.
public final class OperationTable {
    private static final Map<String, Operation> OPERATIONS = new LinkedHashMap<>();
    private static final Map<String, PathPattern> PATTERNS = new LinkedHashMap<>();

    static {
        ServiceLoader.load(FeatureOperations.class, OperationTable.class.getClassLoader())
                .forEach(feature -> feature.operations().forEach(OperationTable::allow));
    }

    private OperationTable() {}

    /// The operation `method` on the path pattern `pattern`; null for what is not in the table. A
    /// HEAD is a GET without its body.
    public static @Nullable Operation find(String method, String pattern) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return OPERATIONS.get(asked + " " + pattern);
    }

    public static Collection<Operation> all() {
        return Collections.unmodifiableCollection(OPERATIONS.values());
    }

    /// The methods that the path of a request takes, in alphabetical order; none where there is
    /// nothing.
    static Set<String> methodsAt(String path) {
        PathContainer asked = PathContainer.parsePath(path);
        Set<String> methods = new TreeSet<>();
        for (Operation operation : OPERATIONS.values()) {
            PathPattern pattern = PATTERNS.get(operation.path());
            if (pattern != null && pattern.matches(asked)) {
                methods.add(operation.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private static void allow(Operation operation) {
        if (OPERATIONS.put(operation.name(), operation) != null) {
            throw new IllegalStateException("two features bring " + operation.name());
        }
        PATTERNS.computeIfAbsent(operation.path(), PathPatternParser.defaultInstance::parse);
    }
}
