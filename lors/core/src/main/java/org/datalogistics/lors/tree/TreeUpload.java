package org.datalogistics.lors.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.transfer.Upload;
import org.datalogistics.lors.transfer.UploadResult;
import org.datalogistics.lors.transfer.UploadSource;
import org.datalogistics.lors.tree.TreeEvent.MovedFile;
import org.jspecify.annotations.Nullable;

/**
 * Stores many files, several at a time. One that cannot be stored is told and the others are done;
 * after 100 failures in a row the rest is not tried. Memory does not grow with their number.
 */
public final class TreeUpload {
  private final DepotOperations depots;
  private final InstantSource clock;

  /** Uploads through a client, with lease times by a clock. */
  public TreeUpload(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /**
   * How to go about it.
   *
   * @param depots best first
   * @param maxDepots how many of the first take turns, the others are reserves
   * @param limits for all files together; the time is for each
   * @param followLinks whether links are followed; else they are left out
   * @param resume whether files are left as they are whose exNode is there and has their size and
   *     time of change
   */
  public record Policy(
      UploadRequests requests,
      List<Candidate> depots,
      int maxDepots,
      TransferLimits limits,
      boolean followLinks,
      boolean resume) {
    public Policy {
      depots = List.copyOf(depots);
    }
  }

  /** How much there is to store. */
  public static TreeSize measure(
      List<UploadRoot> roots, boolean followLinks, Cancellation cancellation)
      throws CancelledException {
    Measure measure = new Measure(cancellation);
    try {
      for (UploadRoot root : roots) {
        LocalTree.walk(root.path(), followLinks, exNodesOf(root), measure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
    if (cancellation.isCancelled()) {
      throw new CancelledException("cancelled");
    }
    return measure.size;
  }

  /**
   * Stores everything below the roots; blocks until done. The stores are not closed.
   *
   * @param size as {@link #measure} found it
   * @throws CancelledException when cancelled or interrupted: complete files stay
   */
  public TreeResult run(
      List<UploadRoot> roots,
      TreeSize size,
      Policy policy,
      TreeListener listener,
      Cancellation cancellation)
      throws CancelledException {
    Run run = new Run(policy, new Tally(listener), cancellation);
    run.tally.planned(size.files(), size.bytes());
    try (Crew crew = new Crew("lors-file", run.slots.count(), run::isStopping)) {
      for (UploadRoot root : roots) {
        Feeder feeder = new Feeder(root, run, crew);
        LocalTree.walk(root.path(), policy.followLinks(), exNodesOf(root), feeder);
      }
      crew.finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
    if (cancellation.isCancelled()) {
      throw new CancelledException("cancelled");
    }
    return run.tally.result();
  }

  private static @Nullable Path exNodesOf(UploadRoot root) {
    return root.store().localFolder().orElse(null);
  }

  /** Counts. */
  private static final class Measure implements LocalTree.Visitor {
    private final Cancellation cancellation;
    private TreeSize size = TreeSize.NOTHING;

    Measure(Cancellation cancellation) {
      this.cancellation = cancellation;
    }

    @Override
    public boolean goesOn() {
      return !cancellation.isCancelled();
    }

    @Override
    public void folder(String relative) {
      // has no size
    }

    @Override
    public void file(Path path, String relative, BasicFileAttributes attributes) {
      size = size.plusFile(attributes.size());
    }

    @Override
    public void leftOut(String relative, String reason) {
      // is not stored
    }

    @Override
    public void unreadable(String relative, String reason) {
      // told when its turn comes
    }
  }

  /** Makes folders and gives files to the crew. */
  private record Feeder(UploadRoot root, Run run, Crew crew) implements LocalTree.Visitor {
    @Override
    public boolean goesOn() {
      return !run.isStopping();
    }

    @Override
    public void folder(String relative) throws IOException {
      root.store().folder(relative);
    }

    @Override
    public void file(Path path, String relative, BasicFileAttributes attributes)
        throws InterruptedException {
      String inStore = relative.isEmpty() ? root.name() : relative;
      crew.submit(
          () ->
              run.store(
                  new Item(
                      root, path, inStore, shown(relative), attributes.size(), changed(attributes)),
                  crew));
    }

    private static long changed(BasicFileAttributes attributes) {
      return attributes.lastModifiedTime().toMillis();
    }

    @Override
    public void leftOut(String relative, String reason) {
      run.tally.leftOut(shown(relative), reason);
    }

    @Override
    public void unreadable(String relative, String reason) {
      run.tally.failedHere(0, shown(relative), reason);
    }

    private String shown(String relative) {
      if (relative.isEmpty()) {
        return root.shown();
      }
      return root.shown().endsWith("/") ? root.shown() + relative : root.shown() + "/" + relative;
    }
  }

  /** A file whose turn will come. */
  private record Item(
      UploadRoot root, Path path, String relative, String shown, long length, long changed) {
    String name() {
      return relative.substring(relative.lastIndexOf('/') + 1);
    }
  }

  /** One operation under way; what threads share is in its parts. */
  private final class Run {
    private final Policy policy;
    private final Tally tally;
    private final Cancellation cancellation;
    private final Slots slots;
    private final DepotRotation rotation;
    private final Upload upload = new Upload(depots, clock);

    Run(Policy policy, Tally tally, Cancellation cancellation) {
      this.policy = policy;
      this.tally = tally;
      this.cancellation = cancellation;
      this.slots = new Slots(policy.limits());
      this.rotation = new DepotRotation(policy.depots(), policy.maxDepots());
    }

    boolean isStopping() {
      return cancellation.isCancelled() || tally.isHopeless();
    }

    void store(Item item, Crew crew) {
      try {
        if (policy.resume() && isThere(item)) {
          tally.complete(item.shown(), item.length());
          return;
        }
        StoragePolicy storage = policy.requests().storage(item.length());
        int wanted = slots.of(item.length(), storage.blockSize(), storage.copies());
        crew.withSlots(wanted, () -> storeNow(item, storage));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        tally.failed(0, item.shown(), LocalTree.reason(e));
      }
    }

    private boolean isThere(Item item) throws IOException {
      Optional<ExNode> found = item.root().store().find(item.relative());
      return found.isPresent()
          && SameFile.asStored(found.get(), item.length(), item.changed(), clock.instant());
    }

    private void storeNow(Item item, StoragePolicy storage) {
      if (isStopping()) {
        return;
      }
      long id = tally.started(item.shown(), item.length());
      try {
        UploadSource source =
            new UploadSource.FilePart(item.path(), new ByteRange(0, item.length()));
        TransferLimits limits =
            slots.limitsOf(item.length(), storage.blockSize(), storage.copies());
        UploadResult result =
            upload.run(
                policy
                    .requests()
                    .request(
                        source, item.name(), rotation.next(System.nanoTime()), storage, limits),
                watching(tally.transfer(id)),
                cancellation);
        ExNode exNode =
            result.exNode().toBuilder()
                .metadata(SameFile.CHANGED, TypedValue.of(item.changed()))
                .build();
        String place = leave(item, exNode);
        tally.done(
            id,
            new MovedFile(
                item.shown(),
                place,
                result.bytes(),
                result.copies(),
                storage.copies(),
                result.depots(),
                result.failures(),
                result.elapsed()));
      } catch (IOException e) {
        if (!cancellation.isCancelled()) {
          tally.failed(id, item.shown(), LocalTree.reason(e));
        }
      } catch (RuntimeException e) {
        tally.failed(id, item.shown(), e.toString());
      }
    }

    /** What nobody can find again is not kept on the depots either. */
    private String leave(Item item, ExNode exNode) throws IOException {
      try {
        return item.root().store().put(item.relative(), exNode);
      } catch (IOException e) {
        upload.giveBack(exNode);
        throw new LorsException(
            "its exNode cannot be left, the storage is given back: " + LocalTree.reason(e), e);
      }
    }

    private TransferListener watching(TransferListener next) {
      return event -> {
        if (event instanceof TransferEvent.Failed failed) {
          rotation.failed(failed.depot(), System.nanoTime());
        } else if (event instanceof TransferEvent.Stored stored) {
          rotation.succeeded(stored.depot());
        } else if (event instanceof TransferEvent.Copied copied) {
          rotation.succeeded(copied.from()); // another way than one that may have failed before
          rotation.succeeded(copied.to());
        }
        next.onEvent(event);
      };
    }
  }
}
