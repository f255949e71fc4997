package org.datalogistics.ibp.client;

/** Flow control of one LOAD; without effect once that is over. State belongs to the event loop. */
final class BodyFlow implements LoadSink.Flow {
  private final Connection connection;
  private boolean paused;
  private boolean ended;

  BodyFlow(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void pause() {
    connection.onLoop(() -> set(true));
  }

  @Override
  public void resume() {
    connection.onLoop(() -> set(false));
  }

  boolean isPaused() {
    return paused;
  }

  /** The body is complete: whatever the sink wanted, the next answer is to be read. */
  void end() {
    set(false);
    ended = true;
  }

  private void set(boolean pause) {
    if (!ended && pause != paused) {
      paused = pause;
      connection.setReading(!pause);
    }
  }
}
