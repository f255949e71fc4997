package org.datalogistics.ibp.client;

/** Flow control of one LOAD; without effect once that is over. State belongs to the event loop. */
final class BodyFlow implements LoadSink.Flow {
  private final Connection connection;
  private boolean paused;
  private boolean held;
  private boolean ended;

  BodyFlow(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void pause() {
    connection.onLoop(() -> set(true, held));
  }

  @Override
  public void resume() {
    connection.onLoop(() -> set(false, held));
  }

  /** Holds the depot back, or no longer, for the client's own reasons; usable from any thread. */
  void hold(boolean hold) {
    connection.onLoop(() -> set(paused, hold));
  }

  boolean isPaused() {
    return paused || held;
  }

  /** The body is complete: whatever the sink wanted, the next answer is to be read. */
  void end() {
    set(false, false);
    ended = true;
  }

  private void set(boolean pause, boolean hold) {
    if (ended) {
      return;
    }
    boolean before = isPaused();
    paused = pause;
    held = hold;
    if (isPaused() != before) {
      connection.setReading(before);
    }
  }
}
