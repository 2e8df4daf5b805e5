package io.lotline.core.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The stored name and version of an event. Stored names are for ever: a class may be renamed, this
/// may not.
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Event {
    String namespace() default "lotline";

    String name();

    int version() default 1;
}
