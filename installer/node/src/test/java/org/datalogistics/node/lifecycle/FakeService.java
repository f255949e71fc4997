package org.datalogistics.node.lifecycle;

import java.io.IOException;
import java.util.List;

/** Notes what is done with it, and does what a test wants at start and close. */
final class FakeService implements Service {
  interface Step {
    void run() throws Exception;
  }

  private final String name;
  private final List<String> notes;
  private Step onStart = () -> {};
  private Step onClose = () -> {};

  FakeService(String name, List<String> notes) {
    this.name = name;
    this.notes = notes;
  }

  FakeService onStart(Step step) {
    onStart = step;
    return this;
  }

  FakeService onClose(Step step) {
    onClose = step;
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() throws Exception {
    notes.add("start " + name);
    onStart.run();
  }

  @Override
  public String address() {
    return name + ":1";
  }

  @Override
  public void close() throws IOException {
    notes.add("close " + name);
    try {
      onClose.run();
    } catch (RuntimeException | IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
