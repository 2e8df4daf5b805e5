package io.lotline.core.eventlog;

/// The condition of an append: no event that matches `criteria` has a position greater than
/// `after`.
///
/// @param after the last position that the decision has seen; 0 is the empty log
public record AppendCondition(Criteria criteria, long after) {
    /// Appends whatever happened before.
    public static final AppendCondition NONE = new AppendCondition(Criteria.NOTHING, 0);
}
