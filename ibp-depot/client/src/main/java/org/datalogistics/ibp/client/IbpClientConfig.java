package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Limits of a client; {@link #defaults} fit wide-area transfers.
 *
 * @param connectionsPerDepot most connections to one depot (8); while transfers have taken all of
 *     them, small commands (64 KiB of payload and less) get one more
 * @param pipelineDepth most small commands in flight on one connection (8)
 * @param maxWaiting most calls waiting for a connection to one depot; one more fails at once (1024)
 * @param acquireTimeout longest wait for a connection (60 s)
 * @param connectTimeout longest time to resolve a name and connect (10 s)
 * @param idleTimeout a connection without work is closed after this time (30 s)
 * @param stallTimeout a transfer without progress, or a command without an answer, fails after this
 *     time (30 s)
 * @param slowestRate bytes per second that a transfer is expected to reach on average; decides the
 *     time that the depot is given for a command, as some depots cut a longer transfer (64 KiB)
 * @param eventLoopThreads threads for all connections together (processors, at most 4)
 * @param retry what to do when a depot is overloaded (3 retries, at most 10 s apart)
 * @param password for STATUS ({@code ibp}, as every deployed depot has it)
 * @param tls how to speak TLS, to all depots; null for plain TCP (null)
 */
public record IbpClientConfig(
    int connectionsPerDepot,
    int pipelineDepth,
    int maxWaiting,
    Duration acquireTimeout,
    Duration connectTimeout,
    Duration idleTimeout,
    Duration stallTimeout,
    int slowestRate,
    int eventLoopThreads,
    RetryPolicy retry,
    String password,
    @Nullable ClientTls tls) {

  public IbpClientConfig {
    requirePositive(connectionsPerDepot, "connectionsPerDepot");
    requirePositive(pipelineDepth, "pipelineDepth");
    requirePositive(maxWaiting, "maxWaiting");
    requirePositive(acquireTimeout, "acquireTimeout");
    requirePositive(connectTimeout, "connectTimeout");
    requirePositive(idleTimeout, "idleTimeout");
    requirePositive(stallTimeout, "stallTimeout");
    requirePositive(slowestRate, "slowestRate");
    requirePositive(eventLoopThreads, "eventLoopThreads");
    Objects.requireNonNull(retry, "retry");
    if (password.isEmpty() || password.length() > 31 || password.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("password must be 1 to 31 characters without a blank");
    }
  }

  /** The defaults named with each component. */
  public static IbpClientConfig defaults() {
    return new Builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  private static void requirePositive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  private static void requirePositive(Duration value, String name) {
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(name + " must be within 1 ms and 1 day, not " + value);
    }
  }

  /** Collects what differs from the defaults. */
  public static final class Builder {
    private int connectionsPerDepot = 8;
    private int pipelineDepth = 8;
    private int maxWaiting = 1024;
    private Duration acquireTimeout = Duration.ofSeconds(60);
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration idleTimeout = Duration.ofSeconds(30);
    private Duration stallTimeout = Duration.ofSeconds(30);
    private int slowestRate = 64 << 10;
    private int eventLoopThreads = Math.min(4, Runtime.getRuntime().availableProcessors());
    private RetryPolicy retry = new RetryPolicy(3, Duration.ofSeconds(10));
    private String password = "ibp";
    private @Nullable ClientTls tls;

    private Builder() {}

    /** See {@link IbpClientConfig}. */
    public Builder connectionsPerDepot(int value) {
      connectionsPerDepot = value;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder pipelineDepth(int value) {
      pipelineDepth = value;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder maxWaiting(int value) {
      maxWaiting = value;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder acquireTimeout(Duration value) {
      acquireTimeout = value;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder idleTimeout(Duration value) {
      idleTimeout = value;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder stallTimeout(Duration value) {
      stallTimeout = value;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder slowestRate(int bytesPerSecond) {
      slowestRate = bytesPerSecond;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder eventLoopThreads(int value) {
      eventLoopThreads = value;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder retry(RetryPolicy value) {
      retry = value;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder password(String value) {
      password = value;
      return this;
    }

    /** See {@link IbpClientConfig}. */
    public Builder tls(@Nullable ClientTls value) {
      tls = value;
      return this;
    }

    /** The configuration; refuses values out of bounds. */
    public IbpClientConfig build() {
      return new IbpClientConfig(
          connectionsPerDepot,
          pipelineDepth,
          maxWaiting,
          acquireTimeout,
          connectTimeout,
          idleTimeout,
          stallTimeout,
          slowestRate,
          eventLoopThreads,
          retry,
          password,
          tls);
    }
  }
}
