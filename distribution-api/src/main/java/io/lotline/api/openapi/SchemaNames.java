package io.lotline.api.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Set;

/// Names the schemas of nested records with those around them: an order's `Line` is `OrderLine`.
final class SchemaNames extends TypeNameResolver {
    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        if (!type.getName().startsWith("io.lotline.")) {
            return super.nameForClass(type, options);
        }
        Class<?> around = type.getEnclosingClass();
        return around == null
                ? type.getSimpleName()
                : nameForClass(around, options).replace("Controller", "") + type.getSimpleName();
    }
}
