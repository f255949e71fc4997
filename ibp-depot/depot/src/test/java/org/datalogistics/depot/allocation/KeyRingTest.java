package org.datalogistics.depot.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private static KeyRing ring(SeededRandom random) {
    return new KeyRing(random.bytes(KeyRing.SALT_LENGTH), new SecureRandom());
  }

  @SeededTest(cases = 200)
  void aKeyLeadsBackToItsIdAndItsHash(SeededRandom random) {
    KeyRing ring = ring(random);
    long id = random.between(0L, KeyRing.MAX_ID - 1);
    KeyRing.IssuedKey key = ring.issue(id);
    assertThat(key.text()).matches("[A-Za-z0-9+-]{32}");
    KeyRing.PresentedKey presented = ring.read(key.text());
    assertThat(presented).isNotNull();
    assertThat(presented.id()).isEqualTo(id);
    assertThat(presented.hash()).isEqualTo(key.hash());
  }

  @SeededTest(cases = 200)
  void aChangedKeyHasAnotherHash(SeededRandom random) {
    KeyRing ring = ring(random);
    KeyRing.IssuedKey key = ring.issue(7);
    int at = random.between(0, 23);
    char other = key.text().charAt(at) == 'A' ? 'B' : 'A';
    String changed = key.text().substring(0, at) + other + key.text().substring(at + 1);
    KeyRing.PresentedKey presented = ring.read(changed);
    assertThat(presented == null || !java.util.Arrays.equals(presented.hash(), key.hash()))
        .isTrue();
  }

  @SeededTest(cases = 500)
  void garbageIsNoKey(SeededRandom random) {
    String text = random.string("abcXYZ019+-/=# ~\u00ff", random.between(0, 40));
    KeyRing.PresentedKey presented = ring(random).read(text);
    assertThat(presented == null || presented.id() < KeyRing.MAX_ID).isTrue();
  }

  @Test
  void keysOfNeighboursShareNothing() {
    KeyRing ring = new KeyRing(new byte[KeyRing.SALT_LENGTH], new SecureRandom());
    Set<String> starts = new HashSet<>();
    Set<String> ends = new HashSet<>();
    for (int id = 0; id < 1000; id++) {
      String key = ring.issue(id).text();
      starts.add(key.substring(0, 8));
      ends.add(key.substring(24));
    }
    assertThat(starts).hasSize(1000);
    assertThat(ends).hasSize(1000);
  }

  @Test
  void anotherSaltReadsNothingOfIt() {
    KeyRing first = new KeyRing(new byte[KeyRing.SALT_LENGTH], new SecureRandom());
    byte[] salt = new byte[KeyRing.SALT_LENGTH];
    salt[0] = 1;
    KeyRing second = new KeyRing(salt, new SecureRandom());
    KeyRing.IssuedKey key = first.issue(5);
    KeyRing.PresentedKey presented = second.read(key.text());
    assertThat(presented).isNotNull();
    assertThat(presented.hash()).isNotEqualTo(key.hash());
  }
}
