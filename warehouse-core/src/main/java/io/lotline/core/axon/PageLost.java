package io.lotline.core.axon;

/// A page of a book is not there as it was written: it is damaged, or another node has dropped what
/// its own snapshot does not need. What was kept of the book is of no use; the store's snapshot may
/// be, and the log is.
final class PageLost extends RuntimeException {
    private final transient Subject<?, ?> subject;

    PageLost(Subject<?, ?> subject, String page) {
        super("%s has no page %s as it was written. It is read anew.".formatted(subject, page));
        this.subject = subject;
    }

    Subject<?, ?> subject() {
        return subject;
    }
}
