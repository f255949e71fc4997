package org.datalogistics.exnode;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory in network storage: metadata and a bag of extents (exNode spec 1). Nothing
 * groups extents into copies; {@code exnode.plan} computes them.
 *
 * @param name suggested name, one path component, untrusted; empty when unknown
 * @param mode file or directory
 * @param size bytes of the file as recorded, 0 or more; null when the document does not say. See
 *     {@link #effectiveSize}
 * @param created null when unknown
 * @param modified null when unknown
 * @param parent URL or bare id of the containing directory; null when there is none
 * @param extents in the order of the document, which carries no meaning
 * @param extentLinks URLs of extents that the document refers to without including them
 * @param codingGroups ranges of the file that parity protects, by offset, none overlapping another;
 *     their extents are not among {@code extents}
 * @param metadata entries without a component of their own, {@code id} and {@code selfRef} of a
 *     UNIS resource among them
 */
public record ExNode(
    String name,
    Mode mode,
    @Nullable Long size,
    @Nullable Instant created,
    @Nullable Instant modified,
    @Nullable String parent,
    List<Extent> extents,
    List<String> extentLinks,
    List<CodingGroup> codingGroups,
    Metadata metadata) {

  /**
   * @throws IllegalArgumentException when the size is negative or coding groups overlap
   */
  public ExNode {
    requireNonNull(name, "name is null");
    requireNonNull(mode, "mode is null");
    requireNonNull(metadata, "metadata is null");
    if (size != null && size < 0) {
      throw new IllegalArgumentException("the size of an exNode cannot be " + size);
    }
    if (parent != null && parent.isEmpty()) {
      parent = null;
    }
    extents = List.copyOf(extents);
    extentLinks = List.copyOf(extentLinks);
    codingGroups = CodingGroup.disjoint(codingGroups);
  }

  /** Starts a file without extents. */
  public static ExNodeBuilder builder(String name) {
    return new ExNodeBuilder(name);
  }

  /** A builder that starts with this exNode's values. */
  public ExNodeBuilder toBuilder() {
    return new ExNodeBuilder(this);
  }

  /**
   * Every extent, those with data and those with parity: for what concerns allocations, as leases
   * do, rather than bytes of the file.
   */
  public List<Extent> allExtents() {
    List<Extent> all = new ArrayList<>(extents);
    codingGroups.forEach(group -> all.addAll(group.extents()));
    return List.copyOf(all);
  }

  /** This exNode with every extent, data and parity alike, replaced by what it is mapped to. */
  public ExNode mapAllExtents(UnaryOperator<Extent> change) {
    List<CodingGroup> groups = new ArrayList<>();
    for (CodingGroup group : codingGroups) {
      groups.add(
          group.withSlices(
              group.slices().stream()
                  .map(slice -> new ParitySlice(slice.index(), change.apply(slice.extent())))
                  .toList()));
    }
    return toBuilder().extents(extents.stream().map(change).toList()).codingGroups(groups).build();
  }

  /** The coding group that protects a byte of the file. */
  public Optional<CodingGroup> codingGroup(long position) {
    return CodingGroup.at(codingGroups, position);
  }

  /** First byte after the last well-formed extent; 0 when there is none. */
  public long largestEnd() {
    long end = 0;
    for (Extent extent : extents) {
      if (extent.isWellFormed()) {
        end = Math.max(end, extent.offset() + extent.length());
      }
    }
    return end;
  }

  /**
   * The size of the file in bytes (exNode spec 8.2): as recorded, or where nothing or 0 is
   * recorded, the largest end of a well-formed extent. Bytes of extents beyond it are to be
   * ignored.
   */
  public long effectiveSize() {
    return size != null && size > 0 ? size : largestEnd();
  }

  /** The id of the exNode's UNIS resource. */
  public Optional<String> id() {
    return metadata.string("id");
  }

  /** The URL of the exNode's UNIS resource. */
  public Optional<String> selfRef() {
    return metadata.string("selfRef");
  }

  /** This exNode with other extents. */
  public ExNode withExtents(List<Extent> others) {
    return toBuilder().extents(others).build();
  }

  /** This exNode with other coding groups. */
  public ExNode withCodingGroups(List<CodingGroup> others) {
    return toBuilder().codingGroups(others).build();
  }

  /** This exNode with links replaced by the extents they lead to, which join those present. */
  public ExNode withFetchedExtents(List<Extent> fetched) {
    List<Extent> all = new ArrayList<>(extents);
    all.addAll(fetched);
    return toBuilder().extents(all).extentLinks(List.of()).build();
  }

  /** This exNode with another time of modification. */
  public ExNode withModified(Instant time) {
    return toBuilder().modified(time).build();
  }

  /** This exNode with other metadata. */
  public ExNode withMetadata(Metadata entries) {
    return toBuilder().metadata(entries).build();
  }

  /** Name, size and number of extents. */
  @Override
  public String toString() {
    return "exNode \""
        + name
        + "\" "
        + mode.word()
        + " of "
        + size
        + " bytes in "
        + extents.size()
        + " extents"
        + (codingGroups.isEmpty() ? "" : " and " + codingGroups.size() + " coding groups");
  }
}
