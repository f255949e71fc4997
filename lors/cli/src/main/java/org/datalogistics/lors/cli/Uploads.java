package org.datalogistics.lors.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.transfer.Upload;
import org.datalogistics.lors.transfer.UploadJournal;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadResult;
import org.datalogistics.lors.tree.StreamUpload;
import org.datalogistics.lors.tree.TreeEvent.MovedFile;
import org.jspecify.annotations.Nullable;

/** The work of lors-upload on one file, and what it shares with that on many. */
record Uploads(
    UploadPlan plan,
    ExNodeOutput output,
    ToolIo io,
    Messages messages,
    ReportOptions.Wanted wanted) {

  /** A report to people, scripts and viewers; the viewers are to be closed. */
  Report report(String title, Viewers viewers) {
    return new Report(wanted, io, messages, title, "exnode", viewers);
  }

  /** What looks on. */
  Viewers viewers(String exNodeFile) {
    Viewers.Subject subject =
        new Viewers.Subject(
            "Upload",
            exNodeFile,
            plan.storage(Long.MAX_VALUE / 2).blockSize(),
            plan.limits().threads());
    return Viewers.of(wanted, subject, messages);
  }

  /** Stores one file. */
  void one(UploadInput input, DepotOperations client, List<Candidate> depots) throws IOException {
    StoragePolicy storage = plan.storage(input.source().length());
    UploadRequest request =
        plan.request(input.source(), input.name(), depots, storage, plan.limits());
    Upload upload = new Upload(client, InstantSource.system());
    try (UploadJournal journal = journal(input, request)) {
      Transfer transfer =
          journal == null
              ? listener -> upload.run(request, listener, io.cancellation())
              : listener -> resume(upload, request, journal, listener);
      one(input, input.source().length(), storage, upload, transfer, journal != null);
      if (journal != null) {
        journal.remove();
      }
    }
  }

  /** Stores standard input to its end. */
  void stream(UploadInput input, DepotOperations client, List<Candidate> depots)
      throws IOException {
    StoragePolicy storage = plan.storage(-1);
    one(
        input,
        -1,
        storage,
        new Upload(client, InstantSource.system()),
        listener ->
            new StreamUpload(client, InstantSource.system())
                .run(
                    io.in(),
                    input.name(),
                    plan,
                    storage,
                    depots,
                    plan.limits(),
                    listener,
                    io.cancellation()),
        false);
  }

  /** The transfer itself. */
  @FunctionalInterface
  private interface Transfer {
    UploadResult run(TransferListener listener) throws IOException;
  }

  private void one(
      UploadInput input,
      long length,
      StoragePolicy storage,
      Upload upload,
      Transfer transfer,
      boolean kept)
      throws IOException {
    Viewers viewers = viewers(output.placeOf(input.file()));
    Report report = report(input.file(), viewers);
    try (viewers) {
      UploadResult result = transfer.run(report.single(input.file(), length));
      report.clear();
      String place = leave(input.file(), result.exNode(), upload, kept);
      MovedFile file =
          new MovedFile(
              input.file(),
              place,
              result.bytes(),
              result.copies(),
              storage.copies(),
              result.depots(),
              result.failures(),
              result.elapsed());
      report.singleDone(file);
      tell(file);
    } catch (IOException e) {
      report.singleFailed(input.file(), String.valueOf(e.getMessage()));
      throw e;
    } finally {
      report.clear();
    }
  }

  private @Nullable UploadJournal journal(UploadInput input, UploadRequest request)
      throws IOException {
    return plan.resumes() ? UploadJournal.open(output.journal(input.file()), request) : null;
  }

  private UploadResult resume(
      Upload upload, UploadRequest request, UploadJournal journal, TransferListener listener)
      throws IOException {
    try {
      return upload.resume(request, journal, listener, io.cancellation());
    } catch (IOException e) {
      String advice = "; what is stored is kept, -R goes on with the rest";
      throw e instanceof CancelledException
          ? new CancelledException(e.getMessage() + advice)
          : new LorsException(e.getMessage() + advice, e);
    }
  }

  /** Leaves the exNode; what nobody can find again is not kept on the depots either. */
  private String leave(String file, ExNode exNode, Upload upload, boolean kept) throws IOException {
    try {
      return output.write(file, exNode);
    } catch (LostExNodeException e) {
      if (kept) {
        throw new LorsException(e.getMessage() + "; all is stored, -R makes the exNode again", e);
      }
      upload.giveBack(exNode);
      throw new LorsException(e.getMessage() + "; the storage for " + file + " is given back", e);
    }
  }

  /** A file that is stored, as a line. */
  void tell(MovedFile file) {
    if (file.copies() < Math.min(file.wantedCopies(), file.depots().size())) {
      messages.warning(
          "some bytes of %s have only %s, %d were asked for: depots failed"
              .formatted(
                  file.name(),
                  Summary.count(file.copies(), "copy", "copies"),
                  file.wantedCopies()));
    }
    messages.info(
        Summary.of(file.name(), file.bytes(), "stored", file.elapsed())
            + ", "
            + Summary.count(file.copies(), "copy", "copies")
            + plan.parity()
            + " on "
            + Summary.count(file.depots().size(), "depot", "depots")
            + madeGood(file));
  }

  static String madeGood(MovedFile file) {
    return file.failures() == 0
        ? ""
        : "; " + Summary.count(file.failures(), "failure", "failures") + " made good";
  }
}
