package io.lotline.projections.insight;

/// How many scans were refused on one day in one warehouse, of one value of one dimension.
///
/// @param refusals scans, each once for each reason
/// @param attempts how often, retries included
public record RefusalSum(
        String by, String day, String warehouse, String value, long refusals, long attempts) {
    RefusalSum plus(long moreRefusals, long moreAttempts) {
        return new RefusalSum(
                by, day, warehouse, value, refusals + moreRefusals, attempts + moreAttempts);
    }
}
