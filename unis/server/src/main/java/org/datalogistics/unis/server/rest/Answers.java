package org.datalogistics.unis.server.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.UrlText;
import org.datalogistics.unis.server.http.Spool;
import org.jspecify.annotations.Nullable;

/** Writes answers with the headers they need (UNIS spec 5.1, 5.2). */
final class Answers {

  private final Spool.Place spools;

  Answers(Spool.Place spools) {
    this.spools = spools;
  }

  /** An array of documents; the count is asked for when all of them are written. */
  Response found(
      ContainerRequestContext request,
      UnisCollection collection,
      Iterator<ObjectNode> documents,
      LongSupplier count)
      throws IOException {
    return read(
        request,
        collection,
        count,
        generator -> {
          generator.writeStartArray();
          while (documents.hasNext()) {
            Json.MAPPER.writeTree(generator, documents.next());
          }
          generator.writeEndArray();
        });
  }

  /** One document as an object. */
  Response found(ContainerRequestContext request, UnisCollection collection, ObjectNode document)
      throws IOException {
    return read(
        request, collection, () -> 1, generator -> Json.MAPPER.writeTree(generator, document));
  }

  /** What was stored: an object for one document, an array for several (UNIS spec 5.2). */
  Response stored(
      ContainerRequestContext request,
      UnisCollection collection,
      List<ObjectNode> documents,
      String url)
      throws IOException {
    Response.ResponseBuilder answer = Response.status(Response.Status.CREATED);
    if (documents.size() == 1) {
      String id = documents.get(0).path("id").asText();
      answer.header(HttpHeaders.LOCATION, url + "/" + UrlText.segment(id));
    }
    Spool body =
        write(
            generator -> {
              if (documents.size() == 1) {
                Json.MAPPER.writeTree(generator, documents.get(0));
                return;
              }
              generator.writeStartArray();
              for (ObjectNode document : documents) {
                Json.MAPPER.writeTree(generator, document);
              }
              generator.writeEndArray();
            });
    return answer
        .header(HttpHeaders.CONTENT_TYPE, Negotiation.contentType(request, collection))
        .entity(body)
        .build();
  }

  /** A document of the service endpoints, plain JSON (UNIS spec 9). */
  Response plain(JsonNode document) throws IOException {
    Spool body = write(generator -> Json.MAPPER.writeTree(generator, document));
    return Response.ok(body).header(HttpHeaders.CONTENT_TYPE, "application/json").build();
  }

  private Response read(
      ContainerRequestContext request,
      UnisCollection collection,
      LongSupplier count,
      Content content)
      throws IOException {
    Spool body = write(content);
    String tag = "\"" + body.fingerprint() + "\"";
    if (matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      body.release();
      return Response.notModified().header(HttpHeaders.ETAG, tag).build();
    }
    return Response.ok(body)
        .header(HttpHeaders.CONTENT_TYPE, Negotiation.contentType(request, collection))
        .header(HttpHeaders.ETAG, tag)
        .header("X-Count", count.getAsLong())
        .build();
  }

  private interface Content {
    void write(JsonGenerator generator) throws IOException;
  }

  private Spool write(Content content) throws IOException {
    Spool body = spools.open();
    boolean done = false;
    try (JsonGenerator generator =
        Json.MAPPER.createGenerator(body).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      content.write(generator);
      done = true;
    } finally {
      if (!done) {
        body.release();
      }
    }
    return body;
  }

  private static boolean matches(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String given : ifNoneMatch.split(",", -1)) {
      String bare = given.strip();
      if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }
}
