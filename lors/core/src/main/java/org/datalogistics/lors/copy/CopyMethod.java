package org.datalogistics.lors.copy;

/** How bytes get from one depot to another. */
public enum CopyMethod {
  /** The source depot writes them at a stated offset (IBP spec 7.10). */
  PUSH,
  /** The source depot appends them to an allocation that is still empty (IBP spec 7.9). */
  SEND,
  /** This process loads and stores them. */
  CLIENT
}
