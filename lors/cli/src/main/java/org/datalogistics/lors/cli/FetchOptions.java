package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.lors.transfer.DownloadRequest;

/** Options that say how the pieces of a file are fetched (LoRS spec 3.2). */
final class FetchOptions {
  private static final String GROUP = "How it is read";

  static final OptionSpec[] OPTIONS = {
    option(GROUP, "b", "bs", "SIZE", "most bytes of one fetch (5M)"),
    option(GROUP, "a", "thread-depot", "N", "most fetches at once from one depot; -1: any (-1)"),
    option(GROUP, "r", "redundancy", "N", "most fetches at once of one piece (2)"),
    option(
        GROUP,
        "p",
        "progress",
        "N",
        "later pieces that may overtake one before it is fetched twice (5)"),
    option(GROUP, "q", "prebuffer", "N", "pieces held before output starts (1)"),
    option(GROUP, "C", "cache", "N", "finished pieces that may wait for output (2)"),
  };

  private FetchOptions() {}

  /**
   * The request for a range of a file.
   *
   * @param keys where the keys are that the exNode only names
   * @param ordered whether the output is written in order, out of memory
   */
  static DownloadRequest request(
      ParsedOptions options,
      Xndrc settings,
      KeyRing keys,
      ExNode exNode,
      ByteRange range,
      boolean ordered)
      throws UsageException {
    exNode.extents().stream()
        .findFirst()
        .ifPresent(extent -> Conditioning.expect(extent.functions(), range.length()));
    long piece = options.positiveSize("bs", settings.blockSize());
    if (piece > DownloadRequest.MAX_PIECE) {
      throw new UsageException("--bs must be at most " + DownloadRequest.MAX_PIECE);
    }
    int threads = LimitOptions.threads(options, settings);
    int prebuffer = options.number("prebuffer", 1, 1);
    int cache = Math.max(options.number("cache", FetchPolicy.DEFAULTS.cache(), 0), prebuffer - 1);
    long memory = LimitOptions.memory(options, settings);
    if (ordered) {
      // Memory is about (threads + cache) pieces (LoRS spec 3.2).
      piece = Math.min(piece, Math.max(1, memory / (cache + 2)));
      threads = (int) Math.max(1, Math.min(threads, memory / piece - cache));
    }
    FetchPolicy policy =
        new FetchPolicy(
            threads,
            Math.max(0, options.number("thread-depot", -1, -1)),
            options.number("redundancy", FetchPolicy.DEFAULTS.redundancy(), 1),
            options.number("progress", FetchPolicy.DEFAULTS.progress(), 0),
            cache);
    return new DownloadRequest(
        exNode,
        range,
        piece,
        policy,
        prebuffer,
        new TransferLimits(threads, memory, LimitOptions.timeout(options, settings)),
        keys);
  }
}
