package org.datalogistics.testkit;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Random values that can be had again: the same seed gives the same values on every machine.
 *
 * <p>A test takes one as a parameter ({@link SeededTest}, or {@link SeededRandomExtension} on any
 * test); a failure then names the seed, and {@code -Ddlt.seed=SEED} runs that very case again. Not
 * thread-safe: give each thread its own {@link #fork()}.
 */
public final class SeededRandom implements RandomGenerator {
  /** The system property that fixes the seed. */
  public static final String SEED_PROPERTY = "dlt.seed";

  private final long seed;
  private final SplittableRandom random;

  /** Creates a generator that starts at {@code seed}. */
  public SeededRandom(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /**
   * A generator seeded by the system property {@code dlt.seed}, or by a fresh seed where that is
   * not set.
   */
  public static SeededRandom create() {
    Long fixed = fixedSeed();
    return new SeededRandom(fixed == null ? freshSeed() : fixed);
  }

  /** The seed asked for by the system property, or null. */
  static @Nullable Long fixedSeed() {
    return Long.getLong(SEED_PROPERTY);
  }

  static long freshSeed() {
    // Short seeds are easier to copy from a report; 48 bits are plenty to choose from.
    return new SecureRandom().nextLong() >>> 16;
  }

  /** The seed this generator started at. */
  public long seed() {
    return seed;
  }

  @Override
  public long nextLong() {
    return random.nextLong();
  }

  /** A generator of its own, independent of this one and just as reproducible. */
  public SeededRandom fork() {
    return new SeededRandom(random.nextLong());
  }

  /** That many random bytes. */
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A value from {@code least} to {@code most}, both possible. */
  public int between(int least, int most) {
    return (int) between((long) least, (long) most);
  }

  /** A value from {@code least} to {@code most}, both possible. */
  public long between(long least, long most) {
    if (least > most) {
      throw new IllegalArgumentException("no value between " + least + " and " + most);
    }
    if (most < Long.MAX_VALUE) {
      return random.nextLong(least, most + 1);
    }
    return least == Long.MIN_VALUE ? random.nextLong() : random.nextLong(least - 1, most) + 1;
  }

  /**
   * A size from 0 to {@code most} of a random magnitude, so that small sizes, where most mistakes
   * are, come as often as large ones.
   */
  public long size(long most) {
    long limit = 1L << between(0, 64 - Long.numberOfLeadingZeros(most));
    return between(0L, Math.min(most, limit <= 0 ? Long.MAX_VALUE : limit));
  }

  /** One of the given things, each as likely as another. */
  public <T> T pick(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /** One of the given things, each as likely as another. */
  @SafeVarargs
  public final <T> T pick(T... things) {
    return things[random.nextInt(things.length)];
  }

  /** A copy of the list in random order. */
  public <T> List<T> shuffled(List<T> things) {
    List<T> copy = new ArrayList<>(things);
    for (int i = copy.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T swap = copy.get(i);
      copy.set(i, copy.get(j));
      copy.set(j, swap);
    }
    return copy;
  }

  /** A text of {@code length} characters, each from {@code alphabet}. */
  public String string(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** True with the given probability, 0 to 1. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
