package io.lotline.projections.distribution;

import io.lotline.core.values.ContentHash;
import io.lotline.projections.store.Documents;
import java.util.List;

/// The questions about what attachments show.
public final class AttachmentUses {
    /// One picture of more handovers than this is none of any of them.
    private static final int MOST = 100;

    private final Documents<AttachmentUse> documents;

    public AttachmentUses(Documents<AttachmentUse> documents) {
        this.documents = documents;
    }

    /// The handovers that an attachment shows.
    public List<AttachmentUse> of(ContentHash attachment) {
        return documents.findMerged(List.of(AttachmentUse.of(attachment)), null, MOST).items();
    }
}
