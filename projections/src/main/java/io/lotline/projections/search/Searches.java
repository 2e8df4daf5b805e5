package io.lotline.projections.search;

import io.lotline.core.values.Di;
import io.lotline.projections.store.Cursor;
import io.lotline.projections.store.Documents;
import io.lotline.projections.store.MergedRanges;
import io.lotline.projections.store.Page;
import io.lotline.projections.store.Where;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The questions about what can be found.
public final class Searches {
    private final Documents<SearchEntry> documents;

    public Searches(Documents<SearchEntry> documents) {
        this.documents = documents;
    }

    /// Up to so many entries whose word begins with this one, those whose word it is first.
    ///
    /// @param audiences to which the caller belongs
    /// @param word      as [SearchWords#of] writes it
    public List<SearchEntry> find(Collection<String> audiences, String word, int limit) {
        Map<String, SearchEntry> found = new LinkedHashMap<>();
        String begins =
                word.codePointCount(0, word.length()) > SearchWords.LONGEST_PART
                        ? word.substring(0, word.offsetByCodePoints(0, SearchWords.LONGEST_PART))
                        : word;
        for (String audience : audiences) {
            read(found, Audience.word(audience, word) + "\t", limit);
        }
        for (String audience : audiences) {
            read(found, Audience.word(audience, word), limit);
            if (!begins.equals(word)) {
                // a part of a name that is longer than what is kept of it
                read(found, Audience.word(audience, begins) + "\t", limit);
            }
        }
        return found.values().stream().limit(limit).toList();
    }

    /// Up to so many entries of this very word.
    public List<SearchEntry> findExactly(Collection<String> audiences, String word, int limit) {
        Map<String, SearchEntry> found = new LinkedHashMap<>();
        for (String audience : audiences) {
            read(found, Audience.word(audience, word) + "\t", limit);
        }
        return found.values().stream().limit(limit).toList();
    }

    /// A page of the lots that ever came of a device, each once.
    ///
    /// @param after the cursor of the page before, null for the first page
    public Page<SearchEntry> lotsOf(
            Collection<String> audiences, Di di, @Nullable String after, int limit) {
        MergedRanges<SearchEntry> merged =
                documents.merged(
                        audiences.stream().map(each -> Audience.lots(each, di)).toList(),
                        after == null ? null : new MergedRanges.Place(Cursor.decode(after), null),
                        limit + 1);
        Map<String, SearchEntry> lots = new LinkedHashMap<>();
        String last = "";
        for (MergedRanges.Item<SearchEntry> item = merged.next();
                item != null;
                item = merged.next()) {
            SearchEntry entry = item.stored().document();
            if (entry != null && !lots.containsKey(item.suffix())) {
                if (lots.size() == limit) {
                    return new Page<>(List.copyOf(lots.values()), Cursor.encode(last));
                }
                lots.put(item.suffix(), entry);
                last = item.suffix();
            }
        }
        return new Page<>(List.copyOf(lots.values()), null);
    }

    private void read(Map<String, SearchEntry> found, String begins, int limit) {
        documents
                .next(Where.ALL.keyBegins(begins), null, limit)
                .forEach(entry -> found.putIfAbsent(entry.getValue().identity(), entry.getValue()));
    }
}
