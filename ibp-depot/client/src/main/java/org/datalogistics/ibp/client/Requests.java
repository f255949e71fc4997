package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.IntegrityCommand;
import org.datalogistics.ibp.wire.ReplyParser;
import org.datalogistics.ibp.wire.RequestPrinter;
import org.jspecify.annotations.Nullable;

/** Turns commands into calls, with the time that the depot is given for each. */
final class Requests {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final IbpClientConfig config;
  private final Caller caller;
  private final CallOptions options;

  Requests(IbpClientConfig config, Caller caller, CallOptions options) {
    this.config = config;
    this.caller = caller;
    this.options = options;
  }

  Requests with(CallOptions options) {
    return new Requests(config, caller, options);
  }

  CallOptions options() {
    return options;
  }

  /** For STATUS. */
  String password() {
    return config.password();
  }

  Executor workers() {
    return caller.workers();
  }

  /** A command on a depot, with what is needed to send it. */
  record Sending(
      DepotAddress depot,
      String what,
      IbpCommand command,
      IbpVersion version,
      @Nullable Payload payload,
      boolean repeatable) {

    /** In the dialect that every depot knows, without payload. */
    static Sending of(DepotAddress depot, String name, IbpCommand command, boolean repeatable) {
      return new Sending(
          depot, Requests.what(name, depot), command, IbpVersion.V0, null, repeatable);
    }

    Sending in(IbpVersion version) {
      return new Sending(depot, what, command, version, payload, repeatable);
    }

    Sending with(Payload payload) {
      return new Sending(depot, what, command, version, payload, repeatable);
    }
  }

  /** A command whose answer is one line. */
  <T extends @Nullable Object> CompletableFuture<T> line(
      Sending sending, LineReply.Parser<T> parser) {
    return run(sending, () -> new LineReply<>(parser, sending.what()));
  }

  /** A command whose answer is that it was done. */
  CompletableFuture<@Nullable Void> ok(Sending sending) {
    return line(
        sending,
        (line, what) -> {
          ReplyParser.ok(line, what);
          return null;
        });
  }

  <T extends @Nullable Object> CompletableFuture<T> run(
      Sending sending, Supplier<ReplyReader<T>> reply) {
    IbpCommand command = sending.command();
    // A LOAD moves bytes all the time; other answers may take what the depot was allowed.
    Duration answer =
        command instanceof IbpCommand.Download
            ? Duration.ZERO
            : Duration.ofSeconds(command.timeout()).plus(GRACE);
    long answerNanos = Math.max(answer.toNanos(), config.stallTimeout().toNanos());
    return caller.execute(
        new CallSpec<>(
            sending.depot(),
            sending.what(),
            RequestPrinter.print(sending.version(), command),
            sending.payload(),
            command instanceof IbpCommand.Upload upload ? upload.network() : null,
            isTransfer(command),
            sending.repeatable(),
            answerNanos,
            reply),
        options.limit());
  }

  /** What may take its time, so that nothing should wait behind it. */
  private static boolean isTransfer(IbpCommand command) {
    if (command instanceof IbpCommand.Upload c) {
      return wireLength(c.network(), c.length()) > Sizes.SMALL;
    }
    if (command instanceof IbpCommand.Download c) {
      return wireLength(c.network(), c.length()) > Sizes.SMALL;
    }
    return command instanceof IbpCommand.Copy || command instanceof IntegrityCommand;
  }

  private static long wireLength(@Nullable BlockChecksum network, long length) {
    return network == null ? length : network.wireLength(length);
  }

  /** Seconds that the depot is given: some cut what takes longer (IBP spec 1). At least 1. */
  int patience(long length) {
    return seconds(config.stallTimeout().toMillis() / 2 + length / config.slowestRate() * 1000);
  }

  /** The given time, or what the view leaves of it; whole seconds, at least 1. */
  int patience(Duration base) {
    return seconds(base.toMillis());
  }

  private int seconds(long millis) {
    Duration limit = options.limit();
    long most = limit == null ? millis : Math.min(millis, limit.toMillis());
    long seconds = TimeUnit.MILLISECONDS.toSeconds(most + 999);
    return (int) Math.max(1, Math.min(seconds, Integer.MAX_VALUE));
  }

  static String what(String name, DepotAddress depot) {
    return name + " on " + depot;
  }

  /** Why a capability does not do for a command; null if it does. */
  static <T extends @Nullable Object> @Nullable CompletableFuture<T> wrongKind(
      Capability capability, CapabilityKind kind, String name) {
    if (capability.kind() == kind) {
      return null;
    }
    IbpError error =
        switch (kind) {
          case READ -> IbpError.CAP_NOT_READ;
          case WRITE -> IbpError.CAP_NOT_WRITE;
          case MANAGE -> IbpError.CAP_NOT_MANAGE;
        };
    String what = what(name, capability.depot()) + " with a " + capability.kind() + " capability";
    return CompletableFuture.failedFuture(new IbpException(error, what));
  }

  static void requireRange(long offset, long length) {
    if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException("no range: " + length + " bytes at " + offset);
    }
  }

  /** Refuses lengths that overflow with their digests. */
  static void requireCountable(@Nullable BlockChecksum network, long length) {
    try {
      if (network != null) {
        network.wireLength(length);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(length + " bytes with their digests are too many", e);
    }
  }
}
