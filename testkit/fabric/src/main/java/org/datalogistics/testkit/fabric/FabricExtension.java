package org.datalogistics.testkit.fabric;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fabric for the tests of a class ({@code @RegisterExtension static}) or for each test (not
 * static):
 *
 * <pre>{@code
 * @RegisterExtension
 * final FabricExtension fabric = new FabricExtension(MiniFabric.builder().depots(3).withUnis());
 * }</pre>
 */
public final class FabricExtension
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private final MiniFabric.Builder builder;
  private @Nullable MiniFabric fabric;
  private boolean forAll;

  /** What to start. */
  public FabricExtension(MiniFabric.Builder builder) {
    this.builder = builder;
  }

  /** The running fabric. */
  public MiniFabric fabric() {
    MiniFabric running = fabric;
    if (running == null) {
      throw new IllegalStateException("the fabric runs only during tests");
    }
    return running;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    forAll = true;
    fabric = builder.start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!forAll) {
      fabric = builder.start();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!forAll) {
      stop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop();
  }

  private void stop() {
    MiniFabric running = fabric;
    fabric = null;
    if (running != null) {
      running.close();
    }
  }
}
