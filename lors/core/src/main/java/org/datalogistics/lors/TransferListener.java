package org.datalogistics.lors;

/** Is told what happens, on the thread that runs the operation, which waits meanwhile. */
@FunctionalInterface
public interface TransferListener {

  /** Not interested. */
  TransferListener NONE = event -> {};

  /** Something has happened. Must not throw. */
  void onEvent(TransferEvent event);
}
