package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IntegrityCommand;
import org.datalogistics.ibp.StoredChecksums;
import org.datalogistics.ibp.wire.ReplyParser;

/** The commands for checksums on disk. */
final class IntegrityCalls implements IntegrityOperations {
  private static final Duration READING_EVERYTHING = Duration.ofHours(1);

  private final Requests requests;

  IntegrityCalls(Requests requests) {
    this.requests = requests;
  }

  @Override
  public CompletableFuture<StoredChecksums> describe(Capability manage) {
    CompletableFuture<StoredChecksums> wrong =
        Requests.wrongKind(manage, CapabilityKind.MANAGE, "GET_CHKSUM");
    if (wrong != null) {
      return wrong;
    }
    var command = new IntegrityCommand.GetChecksums(manage.key(), true, requests.patience(0));
    return requests.line(
        Requests.Sending.of(manage.depot(), "GET_CHKSUM", command, true),
        ReplyParser::storedChecksums);
  }

  @Override
  public CompletableFuture<StoredChecksums> fetch(Capability manage, LoadSink digests) {
    Objects.requireNonNull(digests, "digests");
    CompletableFuture<StoredChecksums> wrong =
        Requests.wrongKind(manage, CapabilityKind.MANAGE, "GET_CHKSUM");
    if (wrong != null) {
      return wrong;
    }
    var command = new IntegrityCommand.GetChecksums(manage.key(), false, requests.patience(0));
    var sending = Requests.Sending.of(manage.depot(), "GET_CHKSUM", command, true);
    return requests.run(sending, () -> new ChecksumsReply(digests, sending.what()));
  }

  @Override
  public CompletableFuture<Long> validate(Capability manage, boolean correct) {
    CompletableFuture<Long> wrong =
        Requests.wrongKind(manage, CapabilityKind.MANAGE, "VALIDATE_CHKSUM");
    if (wrong != null) {
      return wrong;
    }
    int timeout = requests.patience(READING_EVERYTHING);
    var command = new IntegrityCommand.ValidateChecksums(manage.key(), correct, timeout);
    return requests.line(
        Requests.Sending.of(manage.depot(), "VALIDATE_CHKSUM", command, true), ReplyParser::length);
  }
}
