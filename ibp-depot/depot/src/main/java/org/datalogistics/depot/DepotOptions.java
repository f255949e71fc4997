package org.datalogistics.depot;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.depot.net.NetConfig;
import org.datalogistics.depot.register.RegistrationConfig;
import org.datalogistics.depot.resource.ResourceConfig;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.node.config.ConfigSchema;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;
import org.datalogistics.node.net.Machine;

/** The settings of {@code dlt depot}: keys, defaults, help. */
public final class DepotOptions {
  private static final String NETWORK = "Network";
  private static final String STORAGE = "Storage";
  private static final String DIRECTORY = "Directory";
  private static final String LIMITS = "Limits";
  private static final String ANY_ADDRESS = "0.0.0.0";

  private static final Key<Integer> PORT =
      Key.port("port")
          .byDefault(DepotAddress.DEFAULT_PORT)
          .in(NETWORK)
          .help("TCP port to listen on, 0 for any free one");
  private static final Key<String> HOST =
      Key.string("host")
          .byDefault(ANY_ADDRESS)
          .in(NETWORK)
          .help("address to listen on; also what capabilities name, unless public-host says else");
  private static final Key<Optional<String>> PUBLIC_HOST =
      Key.string("public-host")
          .in(NETWORK)
          .help(
              "name or address in capabilities; when listening on all, the machine's own is found")
          .optional();

  private static final Key<Path> DATA =
      Key.path("data").in(STORAGE).help("folder of the depot: its identity and its storage");
  private static final Key<Duration> MAX_DURATION =
      Key.duration("max-duration")
          .byDefault(Duration.ofDays(30))
          .in(STORAGE)
          .help("longest lease, where a resource does not say its own");
  private static final Key<Duration> GRACE =
      Key.duration("grace")
          .byDefault(Duration.ZERO)
          .in(STORAGE)
          .help("how long an allocation stays usable and renewable after its lease ended");

  private static final Key<List<ResourceOption>> RESOURCES =
      Key.list("resources", ResourceOption.KEY)
          .in(STORAGE)
          .help(
              "a folder to lease out; may be repeated. Without any: resource 1 under data with"
                  + " 90 % of the free space");

  private static final Key<Optional<URI>> UNIS =
      Key.uri("unis")
          .in(DIRECTORY)
          .help("UNIS to register in, such as http://host:8888")
          .optional();
  private static final Key<Optional<String>> NAME =
      Key.string("name").in(DIRECTORY).help("name in the directory, else host:port").optional();
  private static final Key<Duration> TTL =
      Key.duration("ttl")
          .byDefault(Duration.ofMinutes(2))
          .in(DIRECTORY)
          .help("how long the directory's record counts; it is refreshed at half of it");
  private static final Key<Optional<String>> LATITUDE =
      Key.string("latitude").in(DIRECTORY).help("degrees north").optional();
  private static final Key<Optional<String>> LONGITUDE =
      Key.string("longitude").in(DIRECTORY).help("degrees east").optional();
  private static final Key<Optional<Place>> PLACE =
      Place.KEY.in(DIRECTORY).help("where it stands, for people").optional();

  private static final Key<Integer> MAX_CONNECTIONS =
      Key.integer("max-connections", 1, 1_000_000)
          .byDefault(4096)
          .in(LIMITS)
          .help("connections served at once; more are told to come back later");
  private static final Key<Duration> IDLE_TIMEOUT =
      Key.duration("idle-timeout")
          .byDefault(Duration.ofSeconds(60))
          .in(LIMITS)
          .help("how long a connection may stay without a complete request line");
  private static final Key<Boolean> IDLE_NOTICE =
      Key.bool("idle-notice")
          .byDefault(false)
          .in(LIMITS)
          .help("send the -66 notice before closing an idle connection, as the C depot does");
  private static final Key<Duration> REQUEST_TIMEOUT =
      Key.duration("request-timeout")
          .byDefault(Duration.ofSeconds(30))
          .in(LIMITS)
          .help("patience without progress, for requests that name no timeout");
  private static final Key<Duration> MAX_TIMEOUT =
      Key.duration("max-timeout")
          .byDefault(Duration.ofMinutes(10))
          .in(LIMITS)
          .help("longest patience without progress, whatever timeout a request names");
  private static final Key<Boolean> SOFT_FAIL =
      Key.bool("soft-fail")
          .byDefault(false)
          .in(LIMITS)
          .help("leave the connection open after a refused command, where that is safe");
  private static final Key<Integer> DISK_THREADS =
      Key.integer("disk-threads", 1, 1024)
          .byDefault(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()))
          .in(LIMITS)
          .help("threads that wait for the disk");

  /** All keys of the service {@code depot}. */
  public static final ConfigSchema<DepotConfig> SCHEMA =
      ConfigSchema.of(
              "depot",
              DepotOptions::build,
              List.of(
                  PORT,
                  HOST,
                  PUBLIC_HOST,
                  DATA,
                  RESOURCES,
                  MAX_DURATION,
                  GRACE,
                  UNIS,
                  NAME,
                  TTL,
                  LATITUDE,
                  LONGITUDE,
                  PLACE,
                  MAX_CONNECTIONS,
                  IDLE_TIMEOUT,
                  IDLE_NOTICE,
                  REQUEST_TIMEOUT,
                  MAX_TIMEOUT,
                  SOFT_FAIL,
                  DISK_THREADS))
          .summary("Runs an IBP depot: leases byte arrays out of local disk space.")
          .example("dlt depot --port 6714 --data /srv/depot --unis http://unis.example.org:8888")
          .example("dlt depot --data /srv/depot --resource id=1,path=/disk1/ibp,size=2t");

  private DepotOptions() {}

  private static DepotConfig build(Settings settings) {
    String host = settings.get(HOST);
    String publicHost =
        settings
            .get(PUBLIC_HOST)
            .orElseGet(() -> host.equals(ANY_ADDRESS) ? Machine.publicAddress() : host);
    NetConfig net =
        new NetConfig(
            host,
            settings.get(PORT),
            settings.get(MAX_CONNECTIONS),
            settings.get(IDLE_TIMEOUT),
            settings.get(IDLE_NOTICE),
            settings.get(REQUEST_TIMEOUT),
            settings.get(MAX_TIMEOUT),
            settings.get(SOFT_FAIL));
    Path data = settings.get(DATA);
    List<ResourceOption> given = settings.get(RESOURCES);
    List<ResourceOption> options =
        given.isEmpty() ? List.of(ResourceOption.byDefault(data.resolve("resource-1"))) : given;
    List<ResourceConfig> resources =
        options.stream()
            .map(each -> each.config(settings.get(MAX_DURATION), settings.get(GRACE)))
            .toList();
    Optional<RegistrationConfig> registration =
        settings
            .get(UNIS)
            .map(
                unis ->
                    new RegistrationConfig(
                        unis, settings.get(NAME), settings.get(TTL), location(settings)));
    return new DepotConfig(
        net, publicHost, data, resources, settings.get(DISK_THREADS), registration);
  }

  private static Map<String, String> location(Settings settings) {
    Map<String, String> location = new LinkedHashMap<>();
    settings.get(PLACE).ifPresent(place -> location.putAll(place.names()));
    settings.get(LATITUDE).ifPresent(value -> location.put("latitude", degrees(value)));
    settings.get(LONGITUDE).ifPresent(value -> location.put("longitude", degrees(value)));
    return location;
  }

  private static String degrees(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Math.abs(value) <= 180) {
        return text;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number of degrees", e);
    }
    throw new IllegalArgumentException("'" + text + "' is not within -180 to 180 degrees");
  }
}
