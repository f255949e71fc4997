package org.datalogistics.depot.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.datalogistics.ibp.ByteRange;
import org.junit.jupiter.api.Test;

/** Ranges of several pieces are granted at once or not at all. */
class ClaimsTest {
  private final Claims claims = new Claims();

  private static Claim upload(long counted, long... offsetsAndLengths) {
    List<ByteRange> pieces = new ArrayList<>();
    for (int i = 0; i < offsetsAndLengths.length; i += 2) {
      pieces.add(new ByteRange(offsetsAndLengths[i], offsetsAndLengths[i + 1]));
    }
    return Claim.upload(pieces, counted);
  }

  @Test
  void piecesThatTouchOrOverlapBecomeOneRange() {
    Claim claim = upload(0, 20, 5, 0, 10, 8, 4, 12, 3, 30, 0);
    assertThat(claim.rangeCount()).isEqualTo(2);
    assertThat(claim.range(0)).isEqualTo(new ByteRange(0, 15));
    assertThat(claim.range(1)).isEqualTo(new ByteRange(20, 5));
    assertThat(claim.end()).isEqualTo(25);
  }

  @Test
  void onlyBytesThatDoNotCountYetConflict() {
    assertThat(upload(100, 0, 100).conflictsWith(upload(100, 50, 10))).isFalse();
    assertThat(upload(100, 0, 110).conflictsWith(upload(100, 105, 1))).isTrue();
    assertThat(upload(100, 0, 10, 200, 10).conflictsWith(upload(100, 150, 50, 210, 10))).isFalse();
    assertThat(upload(100, 0, 10, 200, 10).conflictsWith(upload(100, 150, 51, 210, 10))).isTrue();
    assertThat(Claim.cut(205).conflictsWith(upload(300, 200, 10))).isTrue();
    assertThat(Claim.cut(210).conflictsWith(upload(300, 200, 10))).isFalse();
  }

  @Test
  void twoVectorsInOppositeOrderDoNotHoldOneAnotherUp() {
    Claim first = upload(0, 0, 10, 100, 10);
    Claim second = upload(0, 100, 10, 0, 10);
    CompletableFuture<Claim> one = claims.claim(() -> first);
    CompletableFuture<Claim> other = claims.claim(() -> second);
    assertThat(one).isCompletedWithValue(first);
    assertThat(other).isNotDone();
    claims.release(first);
    assertThat(other).isCompletedWithValue(second);
  }

  @Test
  void aWishThatMustWaitIsAskedAgainAfterEachRelease() {
    AtomicBoolean ready = new AtomicBoolean();
    Claim last = upload(0, 5, 5);
    CompletableFuture<Claim> waits = claims.claim(() -> ready.get() ? last : null);
    Claim other = upload(0, 0, 5);
    assertThat(claims.claim(() -> other)).isCompleted();
    assertThat(waits).isNotDone();
    ready.set(true);
    claims.release(other);
    assertThat(waits).isCompletedWithValue(last);
  }
}
