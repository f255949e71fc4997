package org.datalogistics.ibp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;

/** Clients with limits that tests can wait for, and what tests ask of their futures. */
final class Clients {
  private Clients() {}

  /** Limits short where a test waits for them, long where it does not. */
  static IbpClientConfig.Builder config() {
    return IbpClientConfig.builder()
        .connectTimeout(Duration.ofSeconds(5))
        .stallTimeout(Duration.ofSeconds(20))
        .eventLoopThreads(2);
  }

  static IbpClient of(IbpClientConfig.Builder config) {
    return new IbpClient(config.build(), new Random(1), true);
  }

  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no result: " + e, e);
    }
  }

  /** The failure of a future that must fail, and with this error. */
  static IbpException error(CompletableFuture<?> future, IbpError error) {
    Throwable failure = failure(future);
    assertThat(failure).isInstanceOf(IbpException.class);
    IbpException e = (IbpException) failure;
    assertThat(e.error()).as(e.getMessage()).isEqualTo(error);
    return e;
  }

  static Throwable failure(CompletableFuture<?> future) {
    Throwable thrown = catchThrowable(() -> future.get(30, TimeUnit.SECONDS));
    return thrown instanceof ExecutionException ? thrown.getCause() : thrown;
  }
}
