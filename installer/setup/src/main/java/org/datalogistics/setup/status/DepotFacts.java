package org.datalogistics.setup.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.DepotAddress;

/**
 * What is known of a depot.
 *
 * @param program what runs there, if told
 * @param uptime as the depot writes it, if told
 * @param health its health page, where it was asked for and answered
 */
public record DepotFacts(
    DepotAddress depot,
    Optional<String> program,
    Optional<String> uptime,
    List<ResourceFacts> resources,
    Optional<JsonNode> health) {
  public DepotFacts {
    resources = List.copyOf(resources);
  }
}
