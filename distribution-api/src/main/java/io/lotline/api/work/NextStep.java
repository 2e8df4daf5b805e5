package io.lotline.api.work;

import io.lotline.core.values.WorkKind;

/// What an open work item asks for.
enum NextStep {
    /// see what the refusal names, and put it right
    PUT_RIGHT,
    /// the same scan again with the `reading` that a person chose
    CHOOSE_READING,
    /// hold the label against the papers
    CHECK_LABEL,
    /// another symbol of the item, or a new label
    SCAN_ANOTHER_SYMBOL,
    /// find out when it was done
    CONFIRM_TIME,
    /// look for the goods, and count
    FIND_GOODS,
    /// set the goods aside, and ask their owner
    SET_ASIDE,
    /// bring the goods back to a bin, with `putaway` and the order
    PUT_BACK,
    /// allocate the order again, or amend it
    ALLOCATE_AGAIN;

    static NextStep of(WorkKind kind) {
        return switch (kind) {
            case REFUSED -> PUT_RIGHT;
            case AMBIGUOUS -> CHOOSE_READING;
            case CONTRADICTING -> CHECK_LABEL;
            case UNREADABLE -> SCAN_ANOTHER_SYMBOL;
            case LATE -> CONFIRM_TIME;
            case SHORT -> FIND_GOODS;
            case EXTRA -> SET_ASIDE;
            case PUT_BACK -> PUT_BACK;
            case BROKEN_PROMISE -> ALLOCATE_AGAIN;
        };
    }
}
