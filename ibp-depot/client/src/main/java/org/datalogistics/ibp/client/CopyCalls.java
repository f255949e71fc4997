package org.datalogistics.ibp.client;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.wire.ReplyParser;
import org.jspecify.annotations.Nullable;

/** Copies from depot to depot (IBP spec 7.9, 7.10, 9). */
final class CopyCalls {
  private final Requests requests;
  private final @Nullable BlockChecksum network;
  private final CopyRoute route;

  CopyCalls(Requests requests) {
    this.requests = requests;
    this.network = requests.options().network();
    this.route = requests.options().route();
  }

  CompletableFuture<Long> send(Capability read, Capability remote, long offset, long length) {
    Requests.requireRange(offset, length);
    int timeout = requests.patience(length);
    var command =
        new IbpCommand.Send(read.key(), remote, offset, length, network, route, timeout, timeout);
    return copy(read, CapabilityKind.READ, "SEND", command, false);
  }

  CompletableFuture<Long> push(
      Capability read, Capability remote, long offset, long remoteOffset, long length) {
    Requests.requireRange(offset, length);
    int timeout = requests.patience(length);
    var command =
        new IbpCommand.Push(
            read.key(), remote, offset, remoteOffset, length, network, route, timeout, timeout);
    return copy(read, CapabilityKind.READ, "PUSH", command, remoteOffset != IbpCommand.APPEND);
  }

  CompletableFuture<Long> pull(
      Capability write, Capability remote, long offset, long remoteOffset, long length) {
    Requests.requireRange(remoteOffset, length);
    int timeout = requests.patience(length);
    var command =
        new IbpCommand.Pull(
            write.key(), remote, offset, remoteOffset, length, network, route, timeout, timeout);
    return copy(write, CapabilityKind.WRITE, "PULL", command, offset != IbpCommand.APPEND);
  }

  private CompletableFuture<Long> copy(
      Capability local, CapabilityKind kind, String name, IbpCommand.Copy command, boolean again) {
    String full = name + " of " + command.length() + " bytes with " + command.remote().depot();
    CompletableFuture<Long> wrong = Requests.wrongKind(local, kind, full);
    if (wrong != null) {
      return wrong;
    }
    return requests.line(
        Requests.Sending.of(local.depot(), full, command, again), ReplyParser::length);
  }
}
