package org.datalogistics.lors.depots;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lbone.HostPort;
import org.datalogistics.lbone.LboneClient;
import org.datalogistics.lbone.LboneRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Depots that an L-Bone server knows (LoRS spec 7). */
public final class LboneDepots implements DepotSource {
  private static final Logger LOG = LoggerFactory.getLogger(LboneDepots.class);

  /** L-Bone servers count in millions of bytes (LoRS spec 6.1). */
  private static final long MEGABYTE = 1_000_000;

  /** What fits into the field for it. */
  private static final long MOST = 999_999_999;

  private final LboneClient lbone;
  private final String location;

  /**
   * A source.
   *
   * @param location hint (LoRS spec 7.4), empty when there is none
   */
  public LboneDepots(LboneClient lbone, String location) {
    this.lbone = lbone;
    this.location = location;
  }

  @Override
  public List<Candidate> candidates(Requirement need) throws IOException {
    Set<DepotAddress> found = new LinkedHashSet<>();
    for (HostPort depot : lbone.depots(request(need))) {
      try {
        found.add(new DepotAddress(depot.host(), depot.port()));
      } catch (IllegalArgumentException e) {
        LOG.debug("a depot of the L-Bone is left out: {}", e.getMessage());
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    for (DepotAddress address : found) {
      boolean ordered = !location.isEmpty();
      String why = ordered ? "L-Bone, number " + (candidates.size() + 1) + " there" : "L-Bone";
      candidates.add(Candidate.of(address).withScore(ordered ? -candidates.size() : 0, why));
    }
    return candidates;
  }

  private LboneRequest.DepotList request(Requirement need) {
    long megabytes = Math.min(MOST, need.bytes() / MEGABYTE + 1);
    boolean hard = need.reliability() == Reliability.HARD;
    return new LboneRequest.DepotList(
        need.wanted(),
        hard ? megabytes : 0,
        hard ? 0 : megabytes,
        Math.min(MOST, need.lease().toSeconds()),
        location);
  }
}
