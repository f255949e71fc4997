package org.datalogistics.exnode.plan;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many copies the bytes of a file have.
 *
 * @param min copies of the byte with the fewest: the copies of the file; 0 for an empty file
 * @param max copies of the byte with the most
 * @param bytesByCopies number of bytes for each number of copies that occurs; holes under 0
 */
public record CopySummary(int min, int max, SortedMap<Integer, Long> bytesByCopies) {

  public CopySummary {
    bytesByCopies = Collections.unmodifiableSortedMap(new TreeMap<>(bytesByCopies));
  }
}
