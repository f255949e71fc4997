package org.datalogistics.node.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The configuration that the tests read: a depot-like service with one key of each kind. */
record SampleConfig(
    String host,
    int port,
    Path data,
    Optional<URI> unis,
    List<URI> parents,
    Duration maxLease,
    ByteSize buffer,
    boolean verify,
    Sync sync,
    List<Resource> resources) {

  enum Sync {
    EACH_WRITE,
    GROUPED
  }

  record Resource(String id, Path path, ByteSize size, boolean spare) {}

  private static final Key<String> ID = Key.string("id");
  private static final Key<Path> PATH = Key.path("path");
  private static final Key<ByteSize> SIZE = Key.size("size");
  private static final Key<Boolean> SPARE = Key.bool("spare").byDefault(false);

  static final Key<String> HOST =
      Key.string("host").byDefault("0.0.0.0").help("Address to listen on.").in("Network");
  static final Key<Integer> PORT =
      Key.port("port").byDefault(6714).help("Port to listen on, 0 for any free one.").in("Network");
  static final Key<Path> DATA = Key.path("data").help("Folder of everything it keeps.");
  static final Key<Optional<URI>> UNIS = Key.uri("unis").optional().help("Where to register.");
  static final Key<List<URI>> PARENTS = Key.list("parents", Key.uri("parent"));
  static final Key<Duration> MAX_LEASE =
      Key.duration("max-lease")
          .byDefault(Duration.ofDays(30))
          .check(lease -> !lease.isZero(), "must be longer than 0");
  static final Key<ByteSize> BUFFER = Key.size("buffer").byDefault(ByteSize.mebibytes(5));
  static final Key<Boolean> VERIFY = Key.bool("verify").byDefault(true);
  static final Key<Sync> SYNC = Key.choice("sync", Sync.class).byDefault(Sync.GROUPED);
  static final Key<List<Resource>> RESOURCES =
      Key.list(
          "resources",
          Key.group(
                  "resource",
                  List.of(ID, PATH, SIZE, SPARE),
                  s -> new Resource(s.get(ID), s.get(PATH), s.get(SIZE), s.get(SPARE)))
              .help("Where data goes, and how much of it."));

  static final ConfigSchema<SampleConfig> SCHEMA =
      ConfigSchema.of(
              "depot",
              SampleConfig::from,
              List.of(HOST, PORT, DATA, UNIS, PARENTS, MAX_LEASE, BUFFER, VERIFY, SYNC, RESOURCES))
          .summary("An IBP depot: stores bytes for a time.")
          .example("dlt depot --port 6714 --data /srv/depot");

  private static SampleConfig from(Settings s) {
    if (s.get(HOST).equals("nowhere") && s.get(PORT) == 0) {
      throw new IllegalArgumentException("host nowhere needs a port");
    }
    return new SampleConfig(
        s.get(HOST),
        s.get(PORT),
        s.get(DATA),
        s.get(UNIS),
        s.get(PARENTS),
        s.get(MAX_LEASE),
        s.get(BUFFER),
        s.get(VERIFY),
        s.get(SYNC),
        s.get(RESOURCES));
  }
}
