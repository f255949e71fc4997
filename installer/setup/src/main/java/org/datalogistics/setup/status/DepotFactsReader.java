package org.datalogistics.setup.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.IbpClient;

/** Asks a depot, of whatever kind. */
public final class DepotFactsReader {
  private final IbpClient client;
  private final DepotAddress depot;
  private final Optional<URI> health;

  /**
   * A reader.
   *
   * @param health where the depot's health page is, such as {@code http://localhost:9714}
   */
  public DepotFactsReader(IbpClient client, DepotAddress depot, Optional<URI> health) {
    this.client = client;
    this.depot = depot;
    this.health = health;
  }

  /**
   * Asks.
   *
   * @throws IOException if the depot, or a health page that was asked for, does not answer
   */
  public DepotFacts read() throws IOException, InterruptedException {
    VersionText version = new VersionText(version());
    Optional<JsonNode> page =
        health.isPresent() ? Optional.of(page(health.get())) : Optional.empty();
    List<ResourceFacts> resources = new ArrayList<>();
    for (String rid : resourceIds()) {
      Map<String, Long> counts = new LinkedHashMap<>(version.counts(rid));
      JsonNode told = told(page, rid);
      for (String name : List.of("allocations", "aliases", "damaged", "trash", "trashed")) {
        if (told.path(name).isNumber()) {
          counts.put(name, told.path(name).asLong());
        }
      }
      Optional<String> state =
          Optional.of(told.path("state").asText("")).filter(text -> !text.isEmpty());
      resources.add(new ResourceFacts(await(client.inquire(depot, rid)), counts, state));
    }
    return new DepotFacts(depot, version.program(), version.uptime(), resources, page);
  }

  private static JsonNode told(Optional<JsonNode> page, String rid) {
    if (page.isPresent()) {
      for (JsonNode each : page.get().path("resources")) {
        if (each.path("id").asText().equals(rid)) {
          return each;
        }
      }
    }
    return MissingNode.getInstance();
  }

  private String version() throws IOException, InterruptedException {
    try {
      return await(client.version(depot));
    } catch (IbpException e) {
      if (e.isRetryable()) {
        throw e;
      }
      return ""; // Depots of the first dialect have no such text.
    }
  }

  /** Depots of the first dialect have one resource and no name for it. */
  private List<String> resourceIds() throws IOException, InterruptedException {
    try {
      return await(client.resources(depot));
    } catch (IbpException e) {
      if (e.isRetryable()) {
        throw e;
      }
      return List.of(IbpCommand.ANY_RID);
    }
  }

  private static JsonNode page(URI base) throws IOException, InterruptedException {
    JsonNode page = new HealthSource(base).read("/health");
    if (!page.path("resources").isArray()) {
      throw new IOException(base + " is no health page of a depot");
    }
    return page;
  }

  private static <T> T await(CompletableFuture<T> answer) throws IOException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException reason) {
        throw reason;
      }
      throw new IOException(String.valueOf(e.getCause()), e);
    }
  }
}
