package org.datalogistics.depot.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class LeaseRulesTest {
  private static final long NOW = 1_000_000;
  private static final LeasePolicy ALL = policy(true, true);
  private final SpaceLimits space = SpaceLimits.of(1000, 400).resolved(1000, 0);
  private final LeaseRules rules =
      new LeaseRules(
          space,
          new LeaseTerms(Duration.ofSeconds(100), Duration.ZERO, Duration.ZERO, Duration.ZERO));

  private static LeasePolicy policy(boolean leases, boolean prolongs) {
    return new LeasePolicy() {
      @Override
      public boolean leases() {
        return leases;
      }

      @Override
      public boolean prolongs() {
        return prolongs;
      }
    };
  }

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
      next = rules.changed(now, change, ALL, NOW);
    } catch (RefusedException refused) {
      assertThat(refused.error()).isIn(IbpError.WOULD_DAMAGE_DATA, IbpError.WOULD_EXCEED_POLICY);
      return;
    }
    if (!Need.of(now, next).fits(space, usage)) {
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
    AllocationRecord smaller = rules.truncated(now, 100, ALL);
    assertThat(Need.of(now, smaller).fits(space, overfull)).isTrue();
    AllocationRecord larger = rules.truncated(now, 901, ALL);
    assertThat(Need.of(now, larger).fits(space, overfull)).isFalse();
  }

  @Test
  void trashIsInTheWayOfNewSpace() {
    SpaceUsage usage = SpaceUsage.leased(100, 100, 2).plus(trash(300));
    assertThat(Need.of(record(Reliability.SOFT, 500, 0)).fits(space, usage)).isTrue();
    assertThat(Need.of(record(Reliability.SOFT, 501, 0)).lacking(space, usage)).isEqualTo(1);
    assertThat(Need.of(record(Reliability.HARD, 300, 0)).fits(space, usage)).isTrue();
    assertThat(Need.of(record(Reliability.HARD, 301, 0)).lackingHard(space, usage)).isEqualTo(1);
  }

  private static AllocationRecord trash(long size) {
    return record(Reliability.HARD, size, 0).withState(State.deletedAt(NOW));
  }

  @Test
  void anAllocationThatBecomesHardNeedsRoomForAllOfIt() {
    AllocationRecord soft = record(Reliability.SOFT, 350, 0);
    AllocationRecord hard = soft.withLease(soft.lease().withReliability(Reliability.HARD));
    Need need = Need.of(soft, hard);
    assertThat(need).isEqualTo(new Need(0, 350, true));
    assertThat(need.fits(space, SpaceUsage.leased(100, 350, 2))).isFalse();
    assertThat(need.fits(space, SpaceUsage.leased(50, 900, 2))).isTrue();
  }

  @Test
  void aDrainingResourceLetsNothingGrowNorLastLonger() throws RefusedException {
    LeasePolicy draining = policy(false, false);
    AllocationRecord now = record(Reliability.HARD, 100, 10);
    assertRefused(IbpError.RSRC_UNAVAIL, () -> rules.changed(now, change(101, -1), draining, NOW));
    assertRefused(IbpError.RSRC_UNAVAIL, () -> rules.changed(now, change(100, 6), draining, NOW));
    assertRefused(IbpError.RSRC_UNAVAIL, () -> rules.truncated(now, 101, draining));
    assertThat(rules.changed(now, change(50, 5), draining, NOW).maxSize()).isEqualTo(50);
    assertThat(rules.truncated(now, 5, draining).size()).isEqualTo(5);
    LeasePolicy readOnly = policy(false, true);
    assertThat(rules.changed(now, change(100, 60), readOnly, NOW).lease().expiresAt())
        .isEqualTo(NOW + 60_000);
  }

  @Test
  void anAllocationIsNotLargerThanTheLargest() {
    LeaseRules small =
        new LeaseRules(new SpaceLimits(1000, 400, 50, 0).resolved(1000, 0), LeaseTerms.DEFAULT);
    AllocationRecord now = record(Reliability.HARD, 60, 10);
    assertRefused(
        IbpError.WOULD_EXCEED_LIMIT, () -> small.granted(Reliability.SOFT, 51, 9_999_999, NOW));
    assertRefused(IbpError.WOULD_EXCEED_POLICY, () -> small.changed(now, change(61, 1), ALL, NOW));
    assertRefused(IbpError.WOULD_EXCEED_LIMIT, () -> small.truncated(now, 61, ALL));
    assertThatNoException().isThrownBy(() -> small.changed(now, change(60, 1), ALL, NOW));
  }

  private static IbpCommand.Change change(long maxSize, long seconds) {
    return new IbpCommand.Change(new AccessKey("1#k", "1"), maxSize, seconds, null, 0);
  }

  private static void assertRefused(IbpError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  @Test
  void leasesLongerThanAllowedAreRefusedAndMinusOneIsTheLongest() throws RefusedException {
    assertThat(rules.grantedSeconds(-1)).isEqualTo(100);
    assertThat(rules.grantedSeconds(100)).isEqualTo(100);
    assertThatThrownBy(() -> rules.grantedSeconds(101)).isInstanceOf(RefusedException.class);
  }
}
