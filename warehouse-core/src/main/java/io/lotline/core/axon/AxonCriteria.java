package io.lotline.core.axon;

import io.lotline.core.eventlog.Criteria;
import io.lotline.core.eventlog.Criteria.Criterion;
import io.lotline.core.eventlog.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;

/// The event log's criteria and tags in Axon's words, and back.
final class AxonCriteria {
    private AxonCriteria() {}

    static EventCriteria toAxon(Criteria criteria) {
        List<EventCriteria> alternatives = new ArrayList<>(criteria.alternatives().size());
        for (Criterion alternative : criteria.alternatives()) {
            alternatives.add(toAxon(alternative));
        }
        return alternatives.size() == 1
                ? alternatives.getFirst()
                : EventCriteria.either(alternatives);
    }

    static EventCriteria toAxon(Criterion criterion) {
        var tagged = EventCriteria.havingTags(tagsToAxon(criterion.tags()));
        if (criterion.names().isEmpty()) {
            return tagged;
        }
        Set<QualifiedName> names = HashSet.newHashSet(criterion.names().size());
        for (String name : criterion.names()) {
            names.add(new QualifiedName(name));
        }
        return tagged.andBeingOneOfTypes(names);
    }

    /// Axon flattens "any event" to no criterion at all, also inside of alternatives.
    static Criteria fromAxon(EventCriteria criteria) {
        Set<EventCriterion> flat = criteria.flatten();
        if (flat.isEmpty()) {
            return Criteria.EVERYTHING;
        }
        List<Criterion> alternatives = new ArrayList<>(flat.size());
        for (EventCriterion criterion : flat) {
            Set<String> names = HashSet.newHashSet(criterion.types().size());
            for (QualifiedName type : criterion.types()) {
                names.add(type.fullName());
            }
            alternatives.add(new Criterion(tagsFromAxon(criterion.tags()), names));
        }
        return new Criteria(alternatives);
    }

    static Set<org.axonframework.messaging.eventstreaming.Tag> tagsToAxon(Set<Tag> tags) {
        Set<org.axonframework.messaging.eventstreaming.Tag> axon = HashSet.newHashSet(tags.size());
        for (Tag tag : tags) {
            axon.add(new org.axonframework.messaging.eventstreaming.Tag(tag.key(), tag.value()));
        }
        return axon;
    }

    static Set<Tag> tagsFromAxon(Set<org.axonframework.messaging.eventstreaming.Tag> axon) {
        Set<Tag> tags = HashSet.newHashSet(axon.size());
        for (org.axonframework.messaging.eventstreaming.Tag tag : axon) {
            tags.add(new Tag(tag.key(), tag.value()));
        }
        return tags;
    }
}
