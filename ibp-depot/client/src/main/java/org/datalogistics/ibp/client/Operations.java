package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.wire.ReplyParser;
import org.datalogistics.ibp.wire.RequestPrinter;
import org.jspecify.annotations.Nullable;

/** Turns operations into request lines, with the time that the depot is given for each. */
abstract class Operations implements DepotOperations {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final IbpClientConfig config;
  private final @Nullable Duration limit;

  Operations(IbpClientConfig config, @Nullable Duration limit) {
    this.config = config;
    this.limit = limit;
  }

  /** Carries a command out. */
  abstract <T extends @Nullable Object> CompletableFuture<T> execute(
      CallSpec<T> spec, @Nullable Duration limit);

  @Override
  public DepotOperations within(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("limit of " + limit + " for an operation");
    }
    return new Limited(this, limit);
  }

  /** The operations of another, each with a limit. */
  private static final class Limited extends Operations {
    private final Operations unlimited;

    Limited(Operations unlimited, Duration limit) {
      super(unlimited.config, limit);
      this.unlimited = unlimited;
    }

    @Override
    <T extends @Nullable Object> CompletableFuture<T> execute(
        CallSpec<T> spec, @Nullable Duration limit) {
      return unlimited.execute(spec, limit);
    }
  }

  @Override
  public CompletableFuture<CapabilitySet> allocate(
      DepotAddress depot, IbpCommand.Allocate command) {
    int timeout = command.timeout() > 0 ? command.timeout() : patience(0);
    IbpCommand.Allocate timed =
        new IbpCommand.Allocate(
            command.rid(),
            command.reliability(),
            command.type(),
            command.durationSeconds(),
            command.size(),
            command.disk(),
            timeout);
    // Repeatable: an allocation that nobody knows of ends with its lease.
    return small(depot, "ALLOCATE", timed, version(command.rid()), ReplyParser::capabilities, true);
  }

  @Override
  public CompletableFuture<Long> store(Capability write, Payload payload) {
    long length = payload.length();
    var command = new IbpCommand.Store(write.key(), length, patience(length));
    return upload(write, "STORE of " + length + " bytes", command, payload, false);
  }

  @Override
  public CompletableFuture<Long> write(Capability write, long offset, Payload payload) {
    long length = payload.length();
    requireRange(offset, length);
    var command = new IbpCommand.Write(write.key(), offset, length, patience(length));
    String name = "WRITE of " + length + " bytes at " + offset;
    return upload(write, name, command, payload, true);
  }

  @Override
  public CompletableFuture<Long> load(Capability read, long offset, long length, LoadSink sink) {
    requireRange(offset, length);
    Objects.requireNonNull(sink, "sink");
    String what = what("LOAD of " + length + " bytes at " + offset, read.depot());
    var command = new IbpCommand.Load(read.key(), offset, length, patience(length));
    IbpException wrong = wrongKind(read, CapabilityKind.READ, IbpError.CAP_NOT_READ, what);
    if (wrong != null) {
      return CompletableFuture.failedFuture(wrong);
    }
    return run(
        read.depot(),
        what,
        command,
        IbpVersion.V0,
        null,
        true,
        () -> new LoadReply(length, sink, what));
  }

  @Override
  public CompletableFuture<AllocationStatus> probe(Capability capability) {
    return small(
        capability.depot(),
        "PROBE",
        new IbpCommand.Probe(capability.key(), patience(0)),
        IbpVersion.V0,
        ReplyParser::probe,
        true);
  }

  @Override
  public CompletableFuture<@Nullable Void> increment(Capability manage, CapabilityKind counter) {
    return changeCount(manage, counter, true);
  }

  @Override
  public CompletableFuture<@Nullable Void> decrement(Capability manage, CapabilityKind counter) {
    return changeCount(manage, counter, false);
  }

  private CompletableFuture<@Nullable Void> changeCount(
      Capability manage, CapabilityKind counter, boolean up) {
    if (counter == CapabilityKind.MANAGE) {
      throw new IllegalArgumentException("a manage capability has no count");
    }
    var command = new IbpCommand.ChangeCount(manage.key(), counter, up, patience(0));
    String name = (up ? "INCR of the " : "DECR of the ") + counter + " count";
    return manage(manage, name, command, false);
  }

  @Override
  public CompletableFuture<@Nullable Void> change(
      Capability manage, long maxSize, long durationSeconds, @Nullable Reliability reliability) {
    var command =
        new IbpCommand.Change(manage.key(), maxSize, durationSeconds, reliability, patience(0));
    return manage(manage, "CHNG to " + maxSize + " bytes", command, true);
  }

  @Override
  public CompletableFuture<@Nullable Void> truncate(Capability manage, long maxSize) {
    var command = new IbpCommand.Truncate(manage.key(), maxSize, patience(0));
    return manage(manage, "TRUNCATE to " + maxSize + " bytes", command, true);
  }

  @Override
  public CompletableFuture<DepotStatus> inquire(DepotAddress depot, String rid) {
    var command = new IbpCommand.StatusInquire(rid, config.password(), patience(0));
    if (version(rid) == IbpVersion.V0) {
      return small(depot, "STATUS", command, IbpVersion.V0, ReplyParser::inquireV0, true);
    }
    String what = what("STATUS of resource " + rid, depot);
    return run(depot, what, command, IbpVersion.V1, null, true, () -> new InquireReply(what));
  }

  @Override
  public CompletableFuture<List<String>> resources(DepotAddress depot) {
    var command = new IbpCommand.StatusResources(patience(0));
    return small(depot, "STATUS RES", command, IbpVersion.V0, ReplyParser::resources, true);
  }

  @Override
  public CompletableFuture<String> version(DepotAddress depot) {
    var command = new IbpCommand.StatusVersion(patience(0));
    String what = what("STATUS VERSION", depot);
    return run(depot, what, command, IbpVersion.V0, null, true, () -> new VersionReply(what));
  }

  @Override
  public CompletableFuture<Long> send(
      Capability read, Capability remote, long offset, long length) {
    requireRange(offset, length);
    int timeout = patience(length);
    var command = new IbpCommand.Send(read.key(), remote, offset, length, timeout, timeout);
    return copy(read, CapabilityKind.READ, "SEND", command, false);
  }

  @Override
  public CompletableFuture<Long> push(
      Capability read, Capability remote, long offset, long remoteOffset, long length) {
    requireRange(offset, length);
    int timeout = patience(length);
    var command =
        new IbpCommand.Push(read.key(), remote, offset, remoteOffset, length, timeout, timeout);
    return copy(read, CapabilityKind.READ, "PUSH", command, remoteOffset != IbpCommand.APPEND);
  }

  @Override
  public CompletableFuture<Long> pull(
      Capability write, Capability remote, long offset, long remoteOffset, long length) {
    requireRange(remoteOffset, length);
    int timeout = patience(length);
    var command =
        new IbpCommand.Pull(write.key(), remote, offset, remoteOffset, length, timeout, timeout);
    return copy(write, CapabilityKind.WRITE, "PULL", command, offset != IbpCommand.APPEND);
  }

  private CompletableFuture<Long> copy(
      Capability local, CapabilityKind kind, String name, IbpCommand.Copy command, boolean again) {
    String what =
        what(
            name + " of " + command.length() + " bytes with " + command.remote().depot(),
            local.depot());
    IbpError error = kind == CapabilityKind.READ ? IbpError.CAP_NOT_READ : IbpError.CAP_NOT_WRITE;
    IbpException wrong = wrongKind(local, kind, error, what);
    if (wrong != null) {
      return CompletableFuture.failedFuture(wrong);
    }
    return run(
        local.depot(),
        what,
        command,
        IbpVersion.V0,
        null,
        again,
        () -> new LineReply<>(ReplyParser::length, what));
  }

  private CompletableFuture<Long> upload(
      Capability write, String name, IbpCommand command, Payload payload, boolean repeatable) {
    String what = what(name, write.depot());
    long length = payload.length();
    IbpException wrong = wrongKind(write, CapabilityKind.WRITE, IbpError.CAP_NOT_WRITE, what);
    if (wrong != null) {
      return CompletableFuture.failedFuture(wrong);
    }
    return run(
        write.depot(),
        what,
        command,
        IbpVersion.V0,
        payload,
        repeatable,
        () -> new UploadReply(length, what));
  }

  private CompletableFuture<@Nullable Void> manage(
      Capability manage, String name, IbpCommand command, boolean repeatable) {
    IbpException wrong =
        wrongKind(
            manage, CapabilityKind.MANAGE, IbpError.CAP_NOT_MANAGE, what(name, manage.depot()));
    if (wrong != null) {
      return CompletableFuture.failedFuture(wrong);
    }
    return small(
        manage.depot(),
        name,
        command,
        IbpVersion.V0,
        (line, what) -> {
          ReplyParser.ok(line, what);
          return null;
        },
        repeatable);
  }

  private <T extends @Nullable Object> CompletableFuture<T> small(
      DepotAddress depot,
      String name,
      IbpCommand command,
      IbpVersion version,
      LineReply.Parser<T> parser,
      boolean repeatable) {
    String what = what(name, depot);
    return run(
        depot, what, command, version, null, repeatable, () -> new LineReply<>(parser, what));
  }

  private <T extends @Nullable Object> CompletableFuture<T> run(
      DepotAddress depot,
      String what,
      IbpCommand command,
      IbpVersion version,
      @Nullable Payload payload,
      boolean repeatable,
      Supplier<ReplyReader<T>> reply) {
    boolean exclusive =
        payload != null
            || command instanceof IbpCommand.Download
            || command instanceof IbpCommand.Copy;
    // A LOAD moves bytes all the time; other answers may take what the depot was allowed.
    Duration answer =
        command instanceof IbpCommand.Download
            ? Duration.ZERO
            : Duration.ofSeconds(command.timeout()).plus(GRACE);
    long answerNanos = Math.max(answer.toNanos(), config.stallTimeout().toNanos());
    return execute(
        new CallSpec<>(
            depot,
            what,
            RequestPrinter.print(version, command),
            payload,
            exclusive,
            repeatable,
            answerNanos,
            reply),
        limit);
  }

  /** Seconds that the depot is given: some cut what takes longer (IBP spec 1). At least 1. */
  private int patience(long length) {
    long millis = config.stallTimeout().toMillis() / 2 + length / config.slowestRate() * 1000;
    if (limit != null) {
      millis = Math.min(millis, limit.toMillis());
    }
    long seconds = TimeUnit.MILLISECONDS.toSeconds(millis + 999);
    return (int) Math.max(1, Math.min(seconds, Integer.MAX_VALUE));
  }

  private static IbpVersion version(String rid) {
    return rid.equals(IbpCommand.ANY_RID) ? IbpVersion.V0 : IbpVersion.V1;
  }

  private static String what(String name, DepotAddress depot) {
    return name + " on " + depot;
  }

  private static @Nullable IbpException wrongKind(
      Capability capability, CapabilityKind kind, IbpError error, String what) {
    return capability.kind() == kind
        ? null
        : new IbpException(error, what + " with a " + capability.kind() + " capability");
  }

  private static void requireRange(long offset, long length) {
    if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException("no range: " + length + " bytes at " + offset);
    }
  }
}
