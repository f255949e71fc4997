package org.datalogistics.lbone.place;

/**
 * A point on the globe.
 *
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 */
public record Coordinates(double latitude, double longitude) {
  /** As in the original (LoRS spec 7.4). */
  private static final double RADIUS_MILES = 3956;

  private static final double KILOMETRES_PER_MILE = 1.609344;

  public Coordinates {
    if (!isValid(latitude, longitude)) {
      throw new IllegalArgumentException("not a point: " + latitude + ", " + longitude);
    }
  }

  /** Whether these are degrees of a point. */
  public static boolean isValid(double latitude, double longitude) {
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  }

  /** The way along the great circle, in statute miles. */
  public double milesTo(Coordinates other) {
    double north = Math.toRadians(other.latitude - latitude) / 2;
    double east = Math.toRadians(other.longitude - longitude) / 2;
    double chord =
        Math.sin(north) * Math.sin(north)
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * Math.sin(east)
                * Math.sin(east);
    return 2 * RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  /** The way along the great circle, in kilometres. */
  public double kilometresTo(Coordinates other) {
    return milesTo(other) * KILOMETRES_PER_MILE;
  }
}
