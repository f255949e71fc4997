package org.datalogistics.setup.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;

/** The facts as a JSON document, for scripts. */
public final class StatusJson {
  private StatusJson() {}

  /** One object: what every depot tells, and {@code health} as the depot's own page has it. */
  public static ObjectNode of(DepotFacts facts) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("depot", facts.depot().toString());
    facts.program().ifPresent(program -> document.put("program", program));
    facts.uptime().ifPresent(uptime -> document.put("uptime", uptime));
    ArrayNode resources = document.putArray("resources");
    facts.resources().forEach(each -> resources.add(resource(each)));
    facts.health().ifPresent(health -> document.set("health", health));
    return document;
  }

  private static ObjectNode resource(ResourceFacts facts) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", facts.space().rid());
    node.put("size", facts.space().total());
    node.put("leased", facts.space().used());
    node.put("free", facts.space().allocable());
    node.put("hardSize", facts.space().totalHard());
    node.put("hard", facts.space().usedHard());
    node.put("hardFree", facts.space().allocableHard());
    node.put("maxDurationSeconds", facts.space().maxDurationSeconds());
    facts.state().ifPresent(state -> node.put("state", state));
    new TreeMap<>(facts.counts()).forEach(node::put);
    return node;
  }
}
