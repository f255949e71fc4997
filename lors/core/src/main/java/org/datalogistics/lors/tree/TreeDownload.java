package org.datalogistics.lors.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Mode;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.OutputFile;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.transfer.Download;
import org.datalogistics.lors.transfer.DownloadResult;
import org.datalogistics.lors.transfer.DownloadTarget;
import org.datalogistics.lors.tree.TreeEvent.MovedFile;

/**
 * Reads many files, several at a time. One that cannot be read is told and the others are done;
 * after 100 failures in a row the rest is not tried. A file appears when it is complete. Nothing is
 * written outside of the target folders, whatever the names. Memory does not grow with the number
 * of files.
 */
public final class TreeDownload {
  private final DepotOperations depots;
  private final InstantSource clock;

  /** Downloads through a client; the clock tells which extents have expired. */
  public TreeDownload(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /**
   * ExNodes and the folder that their files go to.
   *
   * @param shown how people call the folder; empty for the current one
   */
  public record Root(ExNodeTree exNodes, Path target, String shown) {
    String shown(String relative) {
      return shown.isEmpty() || shown.endsWith("/") ? shown + relative : shown + "/" + relative;
    }
  }

  /**
   * How to go about it.
   *
   * @param limits for all files together; the time is for each
   * @param resume whether files are left as they are that have the right size and time of change
   */
  public record Policy(DownloadRequests requests, TransferLimits limits, boolean resume) {}

  /**
   * Reads everything; blocks until done.
   *
   * @throws CancelledException when cancelled or interrupted: complete files stay
   */
  public TreeResult run(
      List<Root> roots, Policy policy, TreeListener listener, Cancellation cancellation)
      throws CancelledException {
    Run run = new Run(policy, new Tally(listener), cancellation);
    try (Crew crew = new Crew("lors-file", run.slots.count(), run::isStopping)) {
      run.tally.planned(count(roots), -1);
      for (Root root : roots) {
        root.exNodes().walk(new Feeder(root, new TargetFolder(root.target()), run, crew));
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

  private static long count(List<Root> roots) throws InterruptedException {
    long files = 0;
    for (Root root : roots) {
      long some = root.exNodes().count();
      if (some < 0) {
        return -1;
      }
      files += some;
    }
    return files;
  }

  /** Makes folders and gives files to the crew. */
  private record Feeder(Root root, TargetFolder target, Run run, Crew crew)
      implements ExNodeTree.Visitor {
    @Override
    public boolean goesOn() {
      return !run.isStopping();
    }

    @Override
    public void folder(String relative) throws IOException {
      target.folder(relative);
    }

    @Override
    public void file(String relative, String shown, ExNodeTree.Loader exNode)
        throws InterruptedException {
      crew.submit(() -> run.read(new Item(root, target, relative, shown, exNode), crew));
    }

    @Override
    public void leftOut(String shown, String reason) {
      run.tally.leftOut(shown, reason);
    }

    @Override
    public void unreadable(String shown, String reason) {
      run.tally.failedHere(0, shown, reason);
    }
  }

  /** A file whose turn will come. */
  private record Item(
      Root root, TargetFolder target, String relative, String shown, ExNodeTree.Loader exNode) {}

  /** One operation under way; what threads share is in its parts. */
  private final class Run {
    private final Policy policy;
    private final Tally tally;
    private final Cancellation cancellation;
    private final Slots slots;
    private final Download download = new Download(depots, clock);

    Run(Policy policy, Tally tally, Cancellation cancellation) {
      this.policy = policy;
      this.tally = tally;
      this.cancellation = cancellation;
      this.slots = new Slots(policy.limits());
    }

    boolean isStopping() {
      return cancellation.isCancelled() || tally.isHopeless();
    }

    void read(Item item, Crew crew) {
      try {
        ExNode exNode = item.exNode().load();
        if (exNode.mode() == Mode.DIRECTORY) {
          throw new LorsException("it is a folder, not a file");
        }
        String relative = name(item, exNode);
        Optional<BasicFileAttributes> there = item.target().find(relative);
        long length = exNode.effectiveSize();
        if (policy.resume() && there.isPresent() && SameFile.asRead(exNode, there.get())) {
          tally.complete(item.root().shown(relative), length);
          return;
        }
        int wanted = slots.of(length, policy.requests().pieceSize(), 1);
        crew.withSlots(wanted, () -> readNow(item, relative, there, exNode));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        tally.failedHere(0, item.shown(), LocalTree.reason(e));
      }
    }

    private String name(Item item, ExNode exNode) throws LorsException {
      if (!item.relative().isEmpty()) {
        return item.relative();
      }
      return Names.lastPart(exNode.name())
          .orElseThrow(() -> new LorsException("the exNode does not say a usable name"));
    }

    private void readNow(
        Item item, String relative, Optional<BasicFileAttributes> there, ExNode exNode) {
      if (isStopping()) {
        return;
      }
      String place = item.root().shown(relative);
      long length = exNode.effectiveSize();
      long id = tally.started(place, length);
      try (OutputFile file = item.target().file(relative, there)) {
        TransferLimits limits = slots.limitsOf(length, policy.requests().pieceSize(), 1);
        DownloadResult result =
            download.run(
                policy.requests().request(exNode, limits),
                new DownloadTarget.Positioned(file.channel(), 0),
                tally.transfer(id),
                cancellation);
        OptionalLong changed = exNode.metadata().integer(SameFile.CHANGED);
        if (changed.isPresent()) {
          file.setChanged(Instant.ofEpochMilli(changed.getAsLong()));
        }
        file.complete();
        tally.done(
            id,
            new MovedFile(
                place,
                place,
                result.bytes(),
                1,
                1,
                result.depots(),
                result.failures(),
                result.elapsed()));
      } catch (IOException e) {
        if (!cancellation.isCancelled()) {
          tally.failed(id, place, LocalTree.reason(e));
        }
      } catch (RuntimeException e) {
        tally.failed(id, place, e.toString());
      }
    }
  }
}
