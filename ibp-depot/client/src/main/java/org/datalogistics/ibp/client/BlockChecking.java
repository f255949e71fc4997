package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.ibp.BlockChecksum;
import org.jspecify.annotations.Nullable;

/**
 * Takes the digests out of a LOAD and has them verified: of little payload at once, of much on
 * other threads, behind what the sink gets. Holds no block: only what waits for those threads, and
 * the depot is held back while that is much.
 */
final class BlockChecking {
  private static final long MOST_UNVERIFIED = 4 << 20;

  /** Pieces of a smaller block reach the sink together. */
  private static final long SMALL_BLOCK = 8 << 10;

  private final BlockChecksum network;
  private final Executor workers;
  private final String what;
  private final AtomicLong unverified = new AtomicLong();
  private @Nullable DigestedBytes layout;
  private @Nullable DigestVerifier verifier;
  private boolean quick;
  private CompletableFuture<@Nullable Void> verification = CompletableFuture.completedFuture(null);

  BlockChecking(BlockChecksum network, Executor workers, String what) {
    this.network = network;
    this.workers = workers;
    this.what = what;
  }

  /** How many bytes will come; gives the number on the wire. */
  long begin(long length) {
    layout = new DigestedBytes(network, length);
    verifier = new DigestVerifier(network, length, what);
    long wire = network.wireLength(length);
    quick = wire <= Sizes.SMALL;
    return wire;
  }

  /**
   * The next bytes of the body.
   *
   * @throws IOException if the sink fails, or CHKSUM if a digest is known to be wrong already
   */
  void take(ByteBuf bytes, LoadSink sink, BodyFlow flow) throws IOException {
    DigestedBytes parts = layout;
    DigestVerifier verifying = verifier;
    if (parts == null || verifying == null) {
      throw new IllegalStateException("body without a length");
    }
    if (quick) {
      verifying.verify(bytes);
    } else {
      verifyLater(verifying, bytes, flow);
    }
    if (network.blockSize() < SMALL_BLOCK) {
      passTogether(parts, bytes, sink, flow);
    } else {
      parts.walk(bytes, new Passing(sink, flow));
    }
  }

  /** Done when everything that was taken is verified; fails with CHKSUM. */
  CompletableFuture<@Nullable Void> verification() {
    return verification;
  }

  private void verifyLater(DigestVerifier verifying, ByteBuf bytes, BodyFlow flow)
      throws IOException {
    if (verification.isCompletedExceptionally()) {
      rethrow();
    }
    int count = bytes.readableBytes();
    ByteBuf kept = bytes.retainedDuplicate();
    if (unverified.addAndGet(count) > MOST_UNVERIFIED) {
      flow.hold(true);
    }
    verification =
        verification
            .<@Nullable Void>thenApplyAsync(
                done -> {
                  try {
                    verifying.verify(kept);
                    return null;
                  } catch (IOException e) {
                    throw new CompletionException(e);
                  }
                },
                workers)
            .whenComplete(
                (done, failure) -> {
                  kept.release();
                  long left = unverified.addAndGet(-count);
                  // Also after a failure, which the next bytes then make known.
                  if (left <= MOST_UNVERIFIED / 2 && left + count > MOST_UNVERIFIED / 2) {
                    flow.hold(false);
                  }
                });
  }

  private void rethrow() throws IOException {
    try {
      verification.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static void passTogether(DigestedBytes parts, ByteBuf bytes, LoadSink sink, BodyFlow flow)
      throws IOException {
    ByteBuf together = PooledByteBufAllocator.DEFAULT.directBuffer(bytes.readableBytes());
    try {
      parts.walk(bytes, new Gathering(together));
      if (together.isReadable()) {
        sink.accept(together, flow);
      }
    } finally {
      together.release();
    }
  }

  /** Hands payload on, without the digests. */
  private record Passing(LoadSink sink, BodyFlow flow) implements DigestedBytes.Parts {
    @Override
    public void payload(ByteBuf bytes, int at, int count) throws IOException {
      sink.accept(bytes.slice(at, count), flow);
    }

    @Override
    public void digits(ByteBuf bytes, int at, int count) {
      // Verified elsewhere.
    }
  }

  /** Collects payload, without the digests. */
  private record Gathering(ByteBuf target) implements DigestedBytes.Parts {
    @Override
    public void payload(ByteBuf bytes, int at, int count) {
      target.writeBytes(bytes, at, count);
    }

    @Override
    public void digits(ByteBuf bytes, int at, int count) {
      // Verified elsewhere.
    }
  }
}
