package org.datalogistics.ibp.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.wire.ReplyParser;

/** Questions about a depot as a whole (IBP spec 7.11). */
final class StatusCalls {
  private final Requests requests;

  StatusCalls(Requests requests) {
    this.requests = requests;
  }

  CompletableFuture<DepotStatus> inquire(DepotAddress depot, String rid) {
    var command = new IbpCommand.StatusInquire(rid, requests.password(), requests.patience(0));
    if (rid.equals(IbpCommand.ANY_RID)) {
      return requests.line(
          Requests.Sending.of(depot, "STATUS", command, true), ReplyParser::inquireV0);
    }
    var sending =
        Requests.Sending.of(depot, "STATUS of resource " + rid, command, true).in(IbpVersion.V1);
    return requests.run(sending, () -> new InquireReply(sending.what()));
  }

  CompletableFuture<List<DepotStatus>> inquireAll(DepotAddress depot) {
    return resources(depot)
        .thenCompose(rids -> each(depot, rids))
        .exceptionallyCompose(
            failure -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              return cause instanceof IbpException e && isUnknownToDepot(e)
                  ? inquire(depot, IbpCommand.ANY_RID).thenApply(List::of)
                  : CompletableFuture.failedFuture(cause);
            });
  }

  private CompletableFuture<List<DepotStatus>> each(DepotAddress depot, List<String> rids) {
    CompletableFuture<List<DepotStatus>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (String rid : rids) {
      // One after the other: a depot of thousands of resources must not fill the queue.
      all =
          all.thenCompose(
              known ->
                  inquire(depot, rid)
                      .thenApply(
                          status -> {
                            known.add(status);
                            return known;
                          }));
    }
    return all.thenApply(List::copyOf);
  }

  /** Depots of the first dialect refuse what they do not know, or close without a word. */
  private static boolean isUnknownToDepot(IbpException e) {
    return switch (e.error()) {
      case CANT_CONNECT, CLIENT_TIMEOUT, OUT_OF_SOCKETS, QUEUE_FULL, WRONG_PASSWD -> false;
      default -> true;
    };
  }

  CompletableFuture<List<String>> resources(DepotAddress depot) {
    var command = new IbpCommand.StatusResources(requests.patience(0));
    return requests.line(
        Requests.Sending.of(depot, "STATUS RES", command, true), ReplyParser::resources);
  }

  CompletableFuture<String> version(DepotAddress depot) {
    var command = new IbpCommand.StatusVersion(requests.patience(0));
    var sending = Requests.Sending.of(depot, "STATUS VERSION", command, true);
    return requests.run(sending, () -> new VersionReply(sending.what()));
  }
}
