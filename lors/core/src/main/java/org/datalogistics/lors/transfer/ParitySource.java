package org.datalogistics.lors.transfer;

import java.io.Closeable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes the parity of the groups of one file. Groups are asked for in order, each at most once. */
interface ParitySource extends Closeable {

  /** All parity slices of a group, at some time; fails when the file cannot be read. */
  CompletableFuture<List<byte[]>> parity(int group);
}
