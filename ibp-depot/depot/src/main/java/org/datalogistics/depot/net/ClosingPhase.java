package org.datalogistics.depot.net;

/** The last line is out; input is thrown away until the client closes or a deadline. */
final class ClosingPhase implements Phase {
  private final Session session;

  ClosingPhase(Session session) {
    this.session = session;
  }

  @Override
  public void expired() {
    session.ctx().close();
  }

  @Override
  public void inputEnded() {
    session.ctx().close();
  }

  @Override
  public boolean takesInput() {
    return true;
  }
}
