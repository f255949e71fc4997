package org.datalogistics.unis.server.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.datalogistics.unis.UnisCollection;

/** What the directory says about itself (UNIS spec 9.1-9.3). */
@Path("/")
public final class ServiceEndpoints {

  private final String uid;
  private final Answers answers;

  ServiceEndpoints(String uid, Answers answers) {
    this.uid = uid;
    this.answers = answers;
  }

  /** The collections with their schemas; UNISrt builds itself from it. */
  @GET
  public Response root(@Context ContainerRequestContext request) throws IOException {
    ArrayNode list = Json.MAPPER.createArrayNode();
    for (UnisCollection collection : UnisCollection.values()) {
      ObjectNode entry = list.addObject();
      entry.put("href", request.getUriInfo().getBaseUri() + collection.path());
      entry.put("rel", "full");
      ObjectNode target = entry.putObject("targetschema");
      target.put("type", "array");
      target.putObject("items").put("rel", "full").put("href", collection.schema().toString());
    }
    return answers.plain(list);
  }

  /** The identity of the store behind this server. */
  @GET
  @Path("about")
  public Response about() throws IOException {
    return answers.plain(
        Json.MAPPER.createObjectNode().put("uid", uid).put("haschild", false).put("depth", 0));
  }

  /** The schema of each type of resource. */
  @GET
  @Path("getSchema")
  public Response schemas() throws IOException {
    ObjectNode schemas = Json.MAPPER.createObjectNode();
    for (UnisCollection collection : UnisCollection.values()) {
      schemas.put(collection.resourceType(), collection.schema().toString());
    }
    return answers.plain(schemas);
  }
}
