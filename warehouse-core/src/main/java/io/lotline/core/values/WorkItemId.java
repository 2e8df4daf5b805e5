package io.lotline.core.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A work item. `[A-Za-z0-9._-]{1,120}`: of a refused scan when it first came, and what it is
/// about, so that items stand in the order of time; of what an event leaves to be done the subject
/// itself.
public record WorkItemId(@JsonValue String value) {
    private static final int LONGEST = 120;
    private static final Pattern TIMED = Pattern.compile("\\d{17}-(.+)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkItemId {
        Text.identifier("work item", value, LONGEST);
    }

    /// The item of a subject that may have been done before: each time is an item of its own.
    public static WorkItemId of(Instant at, WorkSubject subject) {
        return new WorkItemId(TIME.format(at) + "-" + subject);
    }

    /// What it is about.
    public WorkSubject subject() {
        Matcher timed = TIMED.matcher(value);
        return new WorkSubject(timed.matches() ? timed.group(1) : value);
    }

    @Override
    public String toString() {
        return value;
    }
}
