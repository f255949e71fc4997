package org.datalogistics.depot.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.resource.ResourceReport;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.wire.ReplyPrinter;
import org.datalogistics.ibp.wire.Request;

/** Answers STATUS (IBP spec 7.11). */
final class StatusReport {
  private final Resources resources;
  private final VersionText version;
  private final Executor disk;
  private final CommandConfig config;

  StatusReport(CommandServices services, CommandConfig config) {
    this.resources = services.resources();
    this.version = new VersionText(services);
    this.disk = services.disk();
    this.config = config;
  }

  CompletableFuture<Outcome> answer(Request request) throws RefusedException {
    if (request.command() instanceof IbpCommand.StatusVersion) {
      return CompletableFuture.supplyAsync(
          () -> new Outcome.Answer(ReplyPrinter.version(version.get())), disk);
    }
    return CompletableFuture.completedFuture(new Outcome.Answer(text(request)));
  }

  private String text(Request request) throws RefusedException {
    IbpCommand command = request.command();
    if (command instanceof IbpCommand.StatusInquire inquire) {
      requirePassword(inquire.password());
      DepotStatus status = resources.status(inquire.rid());
      return request.version() == IbpVersion.V0
          ? ReplyPrinter.inquireV0(status)
          : ReplyPrinter.inquire(status);
    } else if (command instanceof IbpCommand.StatusResources) {
      return ReplyPrinter.resources(resources.reports().stream().map(ResourceReport::id).toList());
    }
    throw new IllegalArgumentException("not a STATUS command: " + command);
  }

  private void requirePassword(String given) throws RefusedException {
    byte[] expected = config.password().getBytes(StandardCharsets.UTF_8);
    if (config.passwordRequired()
        && !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected)) {
      throw new RefusedException(IbpError.WRONG_PASSWD, "STATUS INQ with another password");
    }
  }
}
