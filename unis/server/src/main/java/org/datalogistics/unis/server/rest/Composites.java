package org.datalogistics.unis.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.unis.Link;
import org.datalogistics.unis.UnisCollection;

/**
 * Takes embedded children out of documents that are stored with links only (UNIS spec 7.10):
 * extents out of exNodes, nodes, links and so on out of topologies, domains and networks, at any
 * depth.
 */
final class Composites {

  private static final List<UnisCollection> NETWORK_CHILDREN =
      List.of(
          UnisCollection.LINKS,
          UnisCollection.PORTS,
          UnisCollection.NODES,
          UnisCollection.SERVICES,
          UnisCollection.PATHS,
          UnisCollection.NETWORKS,
          UnisCollection.DOMAINS,
          UnisCollection.TOPOLOGIES,
          UnisCollection.MEASUREMENTS);

  private final ServerFields fields;

  Composites(ServerFields fields) {
    this.fields = fields;
  }

  /** The collections whose documents a document of this collection may embed. */
  static List<UnisCollection> childrenOf(UnisCollection collection) {
    return switch (collection) {
      case TOPOLOGIES, DOMAINS, NETWORKS -> NETWORK_CHILDREN;
      case EXNODES -> List.of(UnisCollection.EXTENTS);
      default -> List.of();
    };
  }

  /**
   * Completes documents and what they embed, and sorts all of it by collection. The documents are
   * changed: in place of their children they have links afterwards, those they had before first.
   *
   * @return what to store, the children's collections before those of their parents
   */
  Map<UnisCollection, List<ObjectNode>> split(
      UnisCollection collection, List<ObjectNode> documents, String base) {
    Map<UnisCollection, List<ObjectNode>> children = new EnumMap<>(UnisCollection.class);
    for (ObjectNode document : documents) {
      take(collection, document, base, children);
    }
    return children;
  }

  private void take(
      UnisCollection collection,
      ObjectNode document,
      String base,
      Map<UnisCollection, List<ObjectNode>> children) {
    fields.complete(collection, document, base);
    for (UnisCollection kind : childrenOf(collection)) {
      if (document.get(kind.path()) instanceof ArrayNode embedded) {
        document.set(kind.path(), takeAll(kind, embedded, document, base, children));
      }
    }
  }

  private ArrayNode takeAll(
      UnisCollection kind,
      ArrayNode embedded,
      ObjectNode parent,
      String base,
      Map<UnisCollection, List<ObjectNode>> children) {
    ArrayNode links = Json.MAPPER.createArrayNode();
    List<ObjectNode> taken = new ArrayList<>();
    for (JsonNode element : embedded) {
      if (element instanceof ObjectNode child && !Link.isLink(child)) {
        taken.add(child);
      } else {
        links.add(element);
      }
    }
    for (ObjectNode child : taken) {
      take(kind, child, base, children);
      if (kind == UnisCollection.EXTENTS) {
        // C and Java clients leave it out, and without it the extents cannot be found again (exNode
        // spec 5.5).
        child.set("parent", Link.to(parent.path("selfRef").asText()).toJson());
      }
      links.add(Link.to(child.path("selfRef").asText()).toJson());
      children.computeIfAbsent(kind, k -> new ArrayList<>()).add(child);
    }
    return links;
  }
}
