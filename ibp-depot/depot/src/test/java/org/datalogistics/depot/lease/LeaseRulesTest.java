package org.datalogistics.depot.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.KeyHashes;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.Protection;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class LeaseRulesTest {
  private static final long NOW = 1_000_000;
  private final LeaseRules rules =
      new LeaseRules(
          SpaceLimits.of(1000, 400).resolved(1000, 0),
          new LeaseTerms(Duration.ofSeconds(100), Duration.ZERO, Duration.ZERO, Duration.ZERO));

  private static AllocationRecord record(Reliability reliability, long maxSize, long size) {
    byte[] hash = new byte[KeyHashes.LENGTH];
    return new AllocationRecord(
        1,
        new KeyHashes(hash, hash, hash),
        AllocationType.BYTEARRAY,
        NOW,
        Lease.granted(reliability, maxSize, NOW + 5000),
        Contents.EMPTY.withSize(size),
        Protection.CRC,
        null,
        State.LIVE);
  }

  @SeededTest(cases = 2000)
  void noChangeEverLeasesMoreThanThereIs(SeededRandom random) {
    Reliability reliability = random.pick(Reliability.HARD, Reliability.SOFT);
    long maxSize = random.between(1L, 400L);
    AllocationRecord now = record(reliability, maxSize, random.between(0L, maxSize));
    long hardOthers = random.between(0L, 400 - (reliability == Reliability.HARD ? maxSize : 0));
    long softOthers = random.between(0L, 1000 - maxSize - hardOthers);
    SpaceUsage usage = SpaceUsage.leased(hardOthers, softOthers, 2).plus(now);
    IbpCommand.Change change =
        new IbpCommand.Change(
            new AccessKey("1#k", "1"),
            random.between(1L, 1200L),
            random.between(-1L, 120L),
            random.pick(Reliability.HARD, Reliability.SOFT, null),
            0);
    AllocationRecord next;
    try {
      next = rules.changed(now, usage, change, NOW);
    } catch (RefusedException refused) {
      assertThat(refused.error()).isIn(IbpError.WOULD_DAMAGE_DATA, IbpError.WOULD_EXCEED_POLICY);
      return;
    }
    SpaceUsage after = usage.minus(now).plus(next);
    assertThat(after.total()).isLessThanOrEqualTo(1000);
    assertThat(after.hard()).isLessThanOrEqualTo(400);
    assertThat(next.size()).isEqualTo(now.size()).isLessThanOrEqualTo(next.maxSize());
    assertThat(next.lease().expiresAt()).isBetween(NOW, NOW + 100_000);
  }

  @Test
  void shrinkingIsAllowedOnAnOverfullResource() throws RefusedException {
    AllocationRecord now = record(Reliability.SOFT, 900, 10);
    SpaceUsage overfull = SpaceUsage.leased(0, 5000, 1);
    assertThat(rules.truncated(now, overfull, 100).maxSize()).isEqualTo(100);
    assertThatThrownBy(() -> rules.truncated(now, overfull, 901))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void theLastReferenceDeletes() {
    AllocationRecord now = record(Reliability.HARD, 10, 0);
    AllocationRecord two = rules.counted(now, CapabilityKind.WRITE, true);
    AllocationRecord one = rules.counted(two, CapabilityKind.READ, false);
    assertThat(one.isGone()).isFalse();
    assertThat(one.lease().readCount()).isZero();
    assertThat(rules.counted(one, CapabilityKind.WRITE, false).isGone()).isTrue();
  }

  @Test
  void leasesLongerThanAllowedAreRefusedAndMinusOneIsTheLongest() throws RefusedException {
    assertThat(rules.grantedSeconds(-1)).isEqualTo(100);
    assertThat(rules.grantedSeconds(100)).isEqualTo(100);
    assertThatThrownBy(() -> rules.grantedSeconds(101)).isInstanceOf(RefusedException.class);
  }
}
