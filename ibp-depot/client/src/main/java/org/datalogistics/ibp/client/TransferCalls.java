package org.datalogistics.ibp.client;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.jspecify.annotations.Nullable;

/** Uploads and downloads, with digests between their bytes if the view says so. */
final class TransferCalls {
  private final Requests requests;
  private final @Nullable BlockChecksum network;

  TransferCalls(Requests requests) {
    this.requests = requests;
    this.network = requests.options().network();
  }

  CompletableFuture<Long> store(Capability write, Payload payload) {
    long length = payload.length();
    int patience = patience(length);
    var command = new IbpCommand.Store(write.key(), length, network, patience);
    return upload(write, "STORE of " + length + " bytes", command, payload, false);
  }

  CompletableFuture<Long> write(Capability write, long offset, Payload payload) {
    long length = payload.length();
    Requests.requireRange(offset, length);
    var command = new IbpCommand.Write(write.key(), offset, length, network, patience(length));
    String name = "WRITE of " + length + " bytes at " + offset;
    return upload(write, name, command, payload, true);
  }

  CompletableFuture<Long> writeVector(Capability write, List<ByteRange> ranges, Payload payload) {
    long length = payload.length();
    var command = new IbpCommand.VecWrite(write.key(), ranges, network, patience(length));
    if (command.length() != length) {
      throw new IllegalArgumentException(
          "the pieces have " + command.length() + " bytes, the payload " + length);
    }
    boolean appends = !ranges.isEmpty() && ranges.get(0).isAppend();
    String name = "VEC_WRITE of " + length + " bytes in " + ranges.size() + " pieces";
    return upload(write, name, command, payload, !appends);
  }

  private CompletableFuture<Long> upload(
      Capability write,
      String name,
      IbpCommand.Upload command,
      Payload payload,
      boolean repeatable) {
    CompletableFuture<Long> wrong = Requests.wrongKind(write, CapabilityKind.WRITE, name);
    if (wrong != null) {
      return wrong;
    }
    var sending = Requests.Sending.of(write.depot(), name, command, repeatable).with(payload);
    return requests.run(sending, () -> new UploadReply(command.length(), sending.what()));
  }

  CompletableFuture<Long> load(Capability read, long offset, long length, LoadSink sink) {
    Requests.requireRange(offset, length);
    var command = new IbpCommand.Load(read.key(), offset, length, network, patience(length));
    return download(read, "LOAD of " + length + " bytes at " + offset, command, sink);
  }

  CompletableFuture<Long> readVector(Capability read, List<ByteRange> ranges, LoadSink sink) {
    long length = ranges.stream().mapToLong(ByteRange::length).sum();
    var command = new IbpCommand.VecRead(read.key(), ranges, network, patience(length));
    String name = "VEC_READ of " + length + " bytes in " + ranges.size() + " pieces";
    return download(read, name, command, sink);
  }

  private CompletableFuture<Long> download(
      Capability read, String name, IbpCommand.Download command, LoadSink sink) {
    Objects.requireNonNull(sink, "sink");
    CompletableFuture<Long> wrong = Requests.wrongKind(read, CapabilityKind.READ, name);
    if (wrong != null) {
      return wrong;
    }
    var sending = Requests.Sending.of(read.depot(), name, command, true);
    return requests.run(
        sending,
        () -> {
          BlockChecking checking =
              network == null
                  ? null
                  : new BlockChecking(network, requests.workers(), sending.what());
          return new LoadReply(command.length(), sink, checking, sending.what());
        });
  }

  private int patience(long length) {
    Requests.requireCountable(network, length);
    return requests.patience(length);
  }
}
