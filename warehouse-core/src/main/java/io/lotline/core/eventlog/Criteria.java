package io.lotline.core.eventlog;

import java.util.List;
import java.util.Set;

/// Which events are meant: those that match **any** of the alternatives.
public record Criteria(List<Criterion> alternatives) {
    /// Every event of the log.
    public static final Criteria EVERYTHING =
            new Criteria(List.of(new Criterion(Set.of(), Set.of())));

    /// No event at all.
    public static final Criteria NOTHING = new Criteria(List.of());

    public Criteria {
        alternatives = List.copyOf(alternatives);
    }

    public static Criteria of(Criterion... alternatives) {
        return new Criteria(List.of(alternatives));
    }

    public boolean matches(Set<Tag> tags, String name) {
        for (Criterion alternative : alternatives) {
            if (alternative.matches(tags, name)) {
                return true;
            }
        }
        return false;
    }

    /// One alternative: events that carry **all** of `tags` and have **one** of `names`; an empty
    /// set does not restrict.
    public record Criterion(Set<Tag> tags, Set<String> names) {
        public Criterion {
            tags = Set.copyOf(tags);
            names = Set.copyOf(names);
        }

        public boolean matches(Set<Tag> eventTags, String eventName) {
            return (names.isEmpty() || names.contains(eventName)) && eventTags.containsAll(tags);
        }
    }
}
