package org.datalogistics.lors.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Mode;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.json.JsonExNodeCodec;
import org.datalogistics.exnode.json.JsonWriteOptions;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.lors.LorsException;
import org.datalogistics.unis.Condition;
import org.datalogistics.unis.Query;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.client.UnisClient;

/** exNodes in a UNIS directory (exNode spec 5.4, 5.5, 6.1). */
public final class ExNodeDirectory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COLLECTION = "/exnodes";

  /** The directory's own time of a document, which makes its version. */
  private static final String TIME_STAMP = "ts";

  private final UnisClient unis;
  private final String user;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * A directory.
   *
   * @param user stated as owner and group of what is written
   */
  public ExNodeDirectory(UnisClient unis, String user, InstantSource clock) {
    this(unis, user, clock, () -> UUID.randomUUID().toString());
  }

  ExNodeDirectory(UnisClient unis, String user, InstantSource clock, Supplier<String> ids) {
    this.unis = unis;
    this.user = user;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * The base URL of the directory in the URL of its exNodes collection or of one of its exNodes, as
   * in {@code http://host:8888/exnodes/ID}; a URL without that part is a base URL itself.
   */
  public static URI baseOf(URI url) {
    String text = url.toString();
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    int collection = path.lastIndexOf(COLLECTION);
    return URI.create(collection < 0 ? path : path.substring(0, collection));
  }

  /**
   * The exNode behind a URL, with its extents: those inline, else those that it links to, else
   * those that name it as their parent.
   */
  public ExNode get(URI url) throws IOException {
    URI inline = url.getRawQuery() == null ? URI.create(url + "?inline") : url;
    ObjectNode document =
        unis.follow(inline).orElseThrow(() -> new LorsException("there is no exNode at " + url));
    return read(document, url);
  }

  private ExNode read(ObjectNode document, URI url) throws IOException {
    try {
      ExNode exNode = JsonExNodeCodec.read(JSON.writeValueAsBytes(document), ParseLimits.DEFAULT);
      List<Extent> extents = new ArrayList<>(exNode.extents());
      for (String link : exNode.extentLinks()) {
        ObjectNode extent =
            unis.follow(url.resolve(link))
                .orElseThrow(() -> new LorsException("there is no extent at " + link));
        extents.add(extent(extent));
      }
      if (extents.isEmpty() && exNode.mode() == Mode.FILE && exNode.selfRef().isPresent()) {
        Query children = Query.all().linkedTo("parent", exNode.selfRef().get()).unique();
        for (ObjectNode extent : unis.query(UnisCollection.EXTENTS, children)) {
          extents.add(extent(extent));
        }
      }
      return exNode.toBuilder().extents(extents).extentLinks(List.of()).build();
    } catch (ExNodeFormatException e) {
      throw new LorsException("what is at " + url + " is not an exNode: " + e.getMessage(), e);
    }
  }

  private static Extent extent(ObjectNode document) throws IOException {
    return JsonExNodeCodec.readExtent(JSON.writeValueAsBytes(document), ParseLimits.DEFAULT);
  }

  /**
   * Stores an exNode as one document with inline extents, which all known readers take.
   *
   * @param directory path such as {@code /user/data}, whose missing parts are made; empty for none
   * @return its URL
   * @throws org.datalogistics.exnode.ExNodeNotRepresentableException when JSON cannot express it
   */
  public URI post(ExNode exNode, String directory, Conditioned conditioned) throws IOException {
    JsonExNodeCodec codec = codec(conditioned);
    codec.write(exNode); // refuses what cannot be written before anything is made
    ExNode placed =
        directory.isEmpty()
            ? exNode
            : exNode.toBuilder().parent(makeDirectories(directory, "")).build();
    return URI.create(create(codec, placed));
  }

  /**
   * Puts a changed exNode in the place of the one at a URL. Readers see the old or the new
   * document; extents that the new one does not have are deleted after that.
   *
   * @throws org.datalogistics.exnode.ExNodeNotRepresentableException when JSON cannot express it
   */
  public void replace(URI url, ExNode exNode, Conditioned conditioned) throws IOException {
    ExNode present = get(url);
    String id = present.id().orElseGet(() -> lastPart(url));
    JsonExNodeCodec codec = codec(conditioned);
    ExNode undated =
        exNode
            .mapAllExtents(extent -> without(extent, TIME_STAMP))
            .withMetadata(exNode.metadata().without(TIME_STAMP).with("id", id));
    ExNode identified = codec.identified(undated);
    // A document with an id that is there becomes its next version (UNIS spec 4.2).
    unis.create(UnisCollection.EXNODES, document(codec, identified));
    Set<String> kept = new HashSet<>();
    identified.extents().forEach(extent -> extent.id().ifPresent(kept::add));
    for (Extent extent : present.extents()) {
      String gone = extent.id().orElse("");
      if (!gone.isEmpty() && !kept.contains(gone)) {
        unis.delete(UnisCollection.EXTENTS, gone);
      }
    }
  }

  private static Extent without(Extent extent, String entry) {
    return extent.metadata().get(entry) == null
        ? extent
        : extent.toBuilder().metadata(extent.metadata().without(entry)).build();
  }

  private static String lastPart(URI url) {
    String path = url.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Stores exNodes of files at once, each with the {@code parent} that it says.
   *
   * @return their URLs, in order
   * @throws org.datalogistics.exnode.ExNodeNotRepresentableException when JSON cannot express one:
   *     none is stored then
   */
  public List<URI> postAll(List<ExNode> exNodes, Conditioned conditioned) throws IOException {
    JsonExNodeCodec codec = codec(conditioned);
    List<ObjectNode> documents = new ArrayList<>();
    List<String> urls = new ArrayList<>();
    for (ExNode exNode : exNodes) {
      ExNode identified = codec.identified(exNode);
      documents.add(document(codec, identified));
      urls.add(identified.selfRef().orElseThrow());
    }
    List<ObjectNode> stored = unis.createAll(UnisCollection.EXNODES, documents);
    List<URI> places = new ArrayList<>();
    for (int i = 0; i < urls.size(); i++) {
      // Directories answer in the order of the request.
      boolean told = stored.size() == urls.size() && stored.get(i).path("selfRef").isTextual();
      places.add(URI.create(told ? stored.get(i).path("selfRef").asText() : urls.get(i)));
    }
    return places;
  }

  /**
   * What is in a directory, oldest first.
   *
   * @param url of the directory, as its {@code selfRef}
   * @param skip so many of them
   * @param limit at most so many
   */
  public List<Child> children(String url, int skip, int limit) throws IOException {
    Query query =
        Query.all()
            .linkedTo("parent", url)
            .unique()
            .inline()
            .ascending("ts")
            .skip(skip)
            .limit(limit);
    List<Child> children = new ArrayList<>();
    for (ObjectNode document : unis.query(UnisCollection.EXNODES, query)) {
      children.add(
          new Child(
              document.path("name").asText(""),
              document.path("selfRef").asText(""),
              Mode.DIRECTORY.name().equalsIgnoreCase(document.path("mode").asText("")),
              document));
    }
    return children;
  }

  /**
   * Something in a directory.
   *
   * @param name as somebody wrote it, untrusted
   * @param url its {@code selfRef}
   */
  public record Child(String name, String url, boolean isDirectory, ObjectNode document) {}

  /** The exNode of a child that is a file. */
  public ExNode read(Child child) throws IOException {
    URI url = child.url().isEmpty() ? unis.base() : URI.create(child.url());
    return child.document().path("extents").isArray() || child.url().isEmpty()
        ? read(child.document(), url)
        : get(url);
  }

  /**
   * Makes the parts of a path that are missing.
   *
   * @param path such as {@code /user/data}
   * @param top URL of the directory that it begins in; empty for the top of all
   * @return the URL of its last part; {@code top} for an empty path
   */
  public String makeDirectories(String path, String top) throws IOException {
    String parent = top;
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty()) {
        parent = directory(name, parent);
      }
    }
    return parent;
  }

  private String directory(String name, String parent) throws IOException {
    Query byName = Query.all().eq("name", name).eq("mode", "directory").unique();
    Query query =
        parent.isEmpty()
            ? byName.where("parent", Condition.isNull())
            : byName.linkedTo("parent", parent);
    for (ObjectNode found : unis.query(UnisCollection.EXNODES, query)) {
      if (found.path("selfRef").isTextual()) {
        return found.path("selfRef").asText();
      }
    }
    ExNode made =
        ExNode.builder(name)
            .mode(Mode.DIRECTORY)
            .size(0L)
            .created(clock.instant())
            .modified(clock.instant())
            .parent(parent.isEmpty() ? null : parent)
            .build();
    return create(codec(Conditioned.REFUSE), made);
  }

  private JsonExNodeCodec codec(Conditioned conditioned) {
    return new JsonExNodeCodec(
        new JsonWriteOptions(unis.base().toString(), ids, user, user).with(conditioned));
  }

  private String create(JsonExNodeCodec codec, ExNode exNode) throws IOException {
    ExNode identified = codec.identified(exNode);
    ObjectNode stored = unis.create(UnisCollection.EXNODES, document(codec, identified));
    return stored.path("selfRef").isTextual()
        ? stored.path("selfRef").asText()
        : identified.selfRef().orElseThrow();
  }

  private static ObjectNode document(JsonExNodeCodec codec, ExNode identified) throws IOException {
    if (!(JSON.readTree(codec.write(identified)) instanceof ObjectNode document)) {
      throw new IllegalStateException("an exNode is a JSON object");
    }
    return document;
  }
}
