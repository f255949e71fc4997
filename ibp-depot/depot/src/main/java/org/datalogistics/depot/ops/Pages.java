package org.datalogistics.depot.ops;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is served under which path. */
final class Pages implements Function<String, CompletableFuture<HttpAnswer>> {
  private static final String TRASH = "/trash/";

  private final HealthCheck health;
  private final Function<String, CompletableFuture<HttpAnswer>> trash;
  private final Duration limit;

  /**
   * @param trash gives the trash of a resource
   * @param limit how long looking at the depot may take until that is the answer
   */
  Pages(HealthCheck health, Function<String, CompletableFuture<HttpAnswer>> trash, Duration limit) {
    this.health = health;
    this.trash = trash;
    this.limit = limit;
  }

  @Override
  public CompletableFuture<HttpAnswer> apply(String path) {
    Function<DepotHealth, HttpAnswer> form = form(path);
    if (form != null) {
      return bounded(health.look().thenApply(form));
    } else if (path.startsWith(TRASH)) {
      return bounded(trash.apply(path.substring(TRASH.length())));
    }
    return CompletableFuture.completedFuture(
        HttpAnswer.text(404, "there are /, /health, /metrics and /trash/RESOURCE"));
  }

  private static @Nullable Function<DepotHealth, HttpAnswer> form(String path) {
    return switch (path) {
      case "/" -> HealthPage::of;
      case "/health" -> HealthJson::of;
      case "/metrics" -> DepotMetrics::of;
      default -> null;
    };
  }

  private CompletableFuture<HttpAnswer> bounded(CompletableFuture<HttpAnswer> answer) {
    return answer.completeOnTimeout(
        HttpAnswer.text(503, "looking at the depot takes too long: is a disk sick?"),
        limit.toMillis(),
        TimeUnit.MILLISECONDS);
  }
}
