package io.lotline.core.values;

/// How a work item ended.
public enum WorkOutcome {
    /// What had to be done was done.
    DONE(true),
    /// A document or a file was put right: a notice, an order, a device.
    CORRECTED(true),
    /// The goods got another label.
    RELABELLED(true),
    /// The goods were set aside for the quality staff.
    QUARANTINED(true),
    /// The goods went back to who supplied them.
    SENT_BACK(true),
    /// Nothing had to be done.
    DISMISSED(true),
    /// The scan was accepted after all.
    SCANNED(false),
    /// What was left to be done was recorded as done.
    SETTLED(false);

    private final boolean said;

    WorkOutcome(boolean said) {
        this.said = said;
    }

    /// Whether a person says so; the others show by themselves.
    public boolean isSaid() {
        return said;
    }
}
