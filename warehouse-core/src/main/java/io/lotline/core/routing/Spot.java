package io.lotline.core.routing;

/// A point on Earth, in millionths of a degree.
public record Spot(int latitude, int longitude) {
    private static final double EARTH_METERS = 6_371_008.8;
    private static final double MILLION = 1_000_000;

    /// How much longer roads are than the straight line.
    private static final double ROADS = 1.3;

    /// By road, as far as that can be told from coordinates: the great circle and 30 %.
    public int metersTo(Spot other) {
        double thisLatitude = Math.toRadians(latitude / MILLION);
        double otherLatitude = Math.toRadians(other.latitude / MILLION);
        double north = Math.sin((otherLatitude - thisLatitude) / 2);
        double east = Math.sin(Math.toRadians((other.longitude - longitude) / MILLION) / 2);
        double part =
                north * north + Math.cos(thisLatitude) * Math.cos(otherLatitude) * east * east;
        return (int) Math.round(2 * EARTH_METERS * Math.asin(Math.min(1, Math.sqrt(part))) * ROADS);
    }
}
