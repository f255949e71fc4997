package org.datalogistics.depot.integrity;

/** When stored bytes are compared with their checksums. */
public enum VerifyPolicy {
  /** At each read. */
  ALWAYS,

  /** At the first read since the file was opened, and again an hour later. */
  SAMPLED,

  /** Never at reads: only by the scrubber and when a client asks for it. */
  SCRUB
}
