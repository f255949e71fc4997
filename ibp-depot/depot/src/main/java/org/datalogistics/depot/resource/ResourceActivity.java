package org.datalogistics.depot.resource;

import org.datalogistics.depot.metadata.CommitCounts;
import org.datalogistics.depot.scrub.ScrubProgress;

/**
 * What a resource does, for monitors.
 *
 * @param largest bytes of the largest allocation that it grants
 * @param commits of the metadata
 * @param slowDisk whether its disk was slow just now, so that disk threads do what is short too
 * @param comparedBytes compared with their checksums since the start
 * @param damagedBlocks found damaged since the start
 * @param scrub how far its scrubber is
 */
public record ResourceActivity(
    long largest,
    CommitCounts commits,
    boolean slowDisk,
    long comparedBytes,
    long damagedBlocks,
    ScrubProgress scrub) {}
