import java.util.List;

/**
 * A straight line through values taken at equal distances.
 *
 * @param mean of the values
 * @param growth of the line from the first to the last
 * @param error the standard error of that growth
 */
record Trend(double mean, double growth, double error) {
  static Trend of(List<Double> values) {
    int n = values.size();
    double middle = (n - 1) / 2.0;
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      squares += (i - middle) * (i - middle);
      products += (i - middle) * (values.get(i) - mean);
    }
    double slope = squares == 0 ? 0 : products / squares;
    double rest = 0;
    for (int i = 0; i < n; i++) {
      double off = values.get(i) - mean - slope * (i - middle);
      rest += off * off;
    }
    double error = n < 3 ? Double.MAX_VALUE : Math.sqrt(rest / (n - 2) / squares);
    return new Trend(mean, slope * (n - 1), error * (n - 1));
  }

  /** More than that share of the mean, and more than chance would make it. */
  boolean grows(double share) {
    return growth > share * mean && growth > 3 * error;
  }
}
