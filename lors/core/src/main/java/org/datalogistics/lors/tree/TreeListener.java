package org.datalogistics.lors.tree;

/**
 * Is told what happens, by whichever thread is at work, one event after the other: all of the work
 * waits meanwhile.
 */
@FunctionalInterface
public interface TreeListener {

  /** Not interested. */
  TreeListener NONE = event -> {};

  /** Something has happened. Must not throw. */
  void onEvent(TreeEvent event);
}
