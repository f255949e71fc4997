package org.datalogistics.exnode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds an {@link ExNode}: a file without extents unless told otherwise. Not thread-safe. */
public final class ExNodeBuilder {

  private String name;
  private Mode mode = Mode.FILE;
  private @Nullable Long size;
  private @Nullable Instant created;
  private @Nullable Instant modified;
  private @Nullable String parent;
  private List<Extent> extents = new ArrayList<>();
  private List<String> extentLinks = List.of();
  private List<CodingGroup> codingGroups = List.of();
  private Metadata metadata = Metadata.EMPTY;

  ExNodeBuilder(String name) {
    this.name = name;
  }

  ExNodeBuilder(ExNode exNode) {
    name = exNode.name();
    mode = exNode.mode();
    size = exNode.size();
    created = exNode.created();
    modified = exNode.modified();
    parent = exNode.parent();
    extents = new ArrayList<>(exNode.extents());
    extentLinks = exNode.extentLinks();
    codingGroups = exNode.codingGroups();
    metadata = exNode.metadata();
  }

  public ExNodeBuilder name(String fileName) {
    name = fileName;
    return this;
  }

  public ExNodeBuilder mode(Mode kind) {
    mode = kind;
    return this;
  }

  /** Bytes of the file; null when unknown. */
  public ExNodeBuilder size(@Nullable Long bytes) {
    size = bytes;
    return this;
  }

  public ExNodeBuilder created(@Nullable Instant time) {
    created = time;
    return this;
  }

  public ExNodeBuilder modified(@Nullable Instant time) {
    modified = time;
    return this;
  }

  /** URL or bare id of the containing directory; null when there is none. */
  public ExNodeBuilder parent(@Nullable String directory) {
    parent = directory;
    return this;
  }

  /** Replaces all extents. */
  public ExNodeBuilder extents(List<Extent> all) {
    extents = new ArrayList<>(all);
    return this;
  }

  /** Adds one extent at the end. */
  public ExNodeBuilder add(Extent extent) {
    extents.add(extent);
    return this;
  }

  /** Replaces the URLs of extents that are elsewhere. */
  public ExNodeBuilder extentLinks(List<String> urls) {
    extentLinks = List.copyOf(urls);
    return this;
  }

  /** Replaces the ranges that parity protects. */
  public ExNodeBuilder codingGroups(List<CodingGroup> groups) {
    codingGroups = List.copyOf(groups);
    return this;
  }

  public ExNodeBuilder metadata(Metadata entries) {
    metadata = entries;
    return this;
  }

  /** Sets one entry of the metadata. */
  public ExNodeBuilder metadata(String entry, TypedValue value) {
    metadata = metadata.with(entry, value);
    return this;
  }

  /**
   * The exNode.
   *
   * @throws IllegalArgumentException when the size is negative or coding groups overlap
   */
  public ExNode build() {
    return new ExNode(
        name, mode, size, created, modified, parent, extents, extentLinks, codingGroups, metadata);
  }
}
