package io.lotline.core.eventlog.mongo;

import io.lotline.core.eventlog.Tag;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tags of an event that was read, made when somebody asks for them: who follows the log reads
/// a million events and looks at no tag.
final class StoredTags extends AbstractSet<Tag> {
    /// Their bytes at first, then they themselves. Threads that race make the same set twice.
    private Object bytesOrTags;

    /// @param array the BSON array of the tags' stored forms, no two of them the same
    StoredTags(byte[] array) {
        this.bytesOrTags = array;
    }

    private Set<Tag> tags() {
        Object now = bytesOrTags;
        if (now instanceof byte[] array) {
            now = read(array);
            bytesOrTags = now;
        }
        @SuppressWarnings("unchecked")
        Set<Tag> tags = (Set<Tag>) now;
        return tags;
    }

    private static Set<Tag> read(byte[] array) {
        List<Tag> tags = new ArrayList<>();
        BsonBytes bson = new BsonBytes(array);
        bson.enter();
        while (bson.next()) {
            bson.skipName();
            tags.add(Tag.parse(bson.string()));
        }
        return Set.copyOf(tags);
    }

    @Override
    public Iterator<Tag> iterator() {
        return tags().iterator();
    }

    @Override
    public int size() {
        return tags().size();
    }

    @Override
    public boolean contains(@Nullable Object tag) {
        return tag != null && tags().contains(tag);
    }
}
