package org.datalogistics.ibp;

import java.util.Objects;

/** The three capabilities that a depot returns for a new allocation. */
public record CapabilitySet(Capability read, Capability write, Capability manage) {
  public CapabilitySet {
    requireKind(read, CapabilityKind.READ);
    requireKind(write, CapabilityKind.WRITE);
    requireKind(manage, CapabilityKind.MANAGE);
  }

  private static void requireKind(Capability capability, CapabilityKind kind) {
    Objects.requireNonNull(capability, "capability");
    if (capability.kind() != kind) {
      throw new IllegalArgumentException(
          "a " + capability.kind() + " capability where a " + kind + " one belongs");
    }
  }
}
