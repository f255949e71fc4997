package org.datalogistics.unis.server.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.server.store.QueryString;
import org.jspecify.annotations.Nullable;

/** The resource collections and their documents (UNIS spec 2, 5). */
@Path("/")
public final class CollectionEndpoint {

  private final DocumentReader reader;
  private final DocumentWriter writer;
  private final Answers answers;

  CollectionEndpoint(DocumentReader reader, DocumentWriter writer, Answers answers) {
    this.reader = reader;
    this.writer = writer;
    this.answers = answers;
  }

  /** Lists the documents that fit the query. */
  @GET
  @Path("{collection}")
  public Response list(
      @Context ContainerRequestContext request, @PathParam("collection") String name)
      throws IOException {
    UnisCollection collection = collection(name);
    try (DocumentReader.Found found = reader.list(collection, null, query(request))) {
      return answers.found(request, collection, found.documents(), found.count());
    }
  }

  /** Stores one document or several. */
  @POST
  @Path("{collection}")
  public Response insert(
      @Context ContainerRequestContext request,
      @PathParam("collection") String name,
      InputStream body)
      throws IOException {
    UnisCollection collection = collection(name);
    List<ObjectNode> documents = Json.body(body).documents();
    List<ObjectNode> stored =
        writer.insert(collection, documents, base(request), validate(request));
    return answers.stored(
        request, collection, stored, request.getUriInfo().getAbsolutePath().toString());
  }

  /** A whole collection cannot be replaced. */
  @PUT
  @Path("{collection}")
  public Response replaceAll(
      @Context ContainerRequestContext request, @PathParam("collection") String name) {
    return needsId(request, collection(name));
  }

  /** A whole collection cannot be deleted. */
  @DELETE
  @Path("{collection}")
  public Response deleteAll(
      @Context ContainerRequestContext request, @PathParam("collection") String name) {
    return needsId(request, collection(name));
  }

  /** The newest version of a document, or an empty array. */
  @GET
  @Path("{collection}/{id}")
  public Response item(
      @Context ContainerRequestContext request,
      @PathParam("collection") String name,
      @PathParam("id") String id)
      throws IOException {
    UnisCollection collection = collection(name);
    if (DocumentReader.asksForVersions(query(request))) {
      try (DocumentReader.Found found = reader.list(collection, id, query(request))) {
        return answers.found(request, collection, found.documents(), found.count());
      }
    }
    Optional<ObjectNode> item = reader.item(collection, id, query(request));
    return item.isPresent()
        ? answers.found(request, collection, item.get())
        : answers.found(request, collection, List.<ObjectNode>of().iterator(), () -> 0);
  }

  /**
   * The same as an insert into the collection: the id of the URL does not count (UNIS spec 5.2).
   */
  @POST
  @Path("{collection}/{id}")
  public Response insertAtItem(
      @Context ContainerRequestContext request,
      @PathParam("collection") String name,
      InputStream body)
      throws IOException {
    return insert(request, name, body);
  }

  /** Merges fields into the newest version. */
  @PUT
  @Path("{collection}/{id}")
  public Response update(
      @Context ContainerRequestContext request,
      @PathParam("collection") String name,
      @PathParam("id") String id,
      InputStream body) {
    UnisCollection collection = collection(name);
    writer.update(
        collection, id, Json.object(body), ServerFields.selfRef(base(request), collection, id));
    return Response.noContent().build();
  }

  /** Deletes all versions. */
  @DELETE
  @Path("{collection}/{id}")
  public Response delete(@PathParam("collection") String name, @PathParam("id") String id) {
    writer.delete(collection(name), id);
    return Response.noContent().build();
  }

  private static Response needsId(ContainerRequestContext request, UnisCollection collection) {
    String message =
        request.getMethod() + " needs the id of a document: /" + collection.path() + "/<id>";
    return ErrorMapper.answer(request, 400, message).build();
  }

  private static UnisCollection collection(String name) {
    return UnisCollection.ofPath(name)
        .orElseThrow(
            () ->
                RestException.notFound(
                    "there is no collection '%s' here; there are %s"
                        .formatted(
                            name,
                            Arrays.stream(UnisCollection.values())
                                .map(UnisCollection::path)
                                .collect(Collectors.joining(", ")))));
  }

  private static boolean validate(ContainerRequestContext request) {
    return QueryString.parse(query(request)).stream()
        .noneMatch(p -> p.name().equals("validate") && p.value().equalsIgnoreCase("false"));
  }

  private static @Nullable String query(ContainerRequestContext request) {
    return request.getUriInfo().getRequestUri().getRawQuery();
  }

  private static String base(ContainerRequestContext request) {
    return request.getUriInfo().getBaseUri().toString();
  }
}
