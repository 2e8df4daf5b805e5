package io.lotline.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The views that a read's answer is made of; none where it is made of the log itself. The answer
/// waits for these views only, so a view that stopped holds up nobody else.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Reads {
    String[] value();
}
