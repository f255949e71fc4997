package org.datalogistics.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.node.config.SampleConfig.Resource;
import org.datalogistics.node.config.SampleConfig.Sync;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSchemaTest {
  private static final Map<String, String> NO_ENV = Map.of();

  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("node.yaml"), List.of(lines));
  }

  private static SampleConfig load(Map<String, String> env, String... args) throws ConfigException {
    return SampleConfig.SCHEMA.load(List.of(args), env).config();
  }

  private static List<String> problems(Map<String, String> env, String... args) {
    try {
      load(env, args);
    } catch (ConfigException e) {
      return e.problems();
    }
    return List.of();
  }

  @Test
  void defaultsHoldWhereNothingIsGiven() throws ConfigException {
    assertThat(SampleConfig.SCHEMA.parse("--data", "d"))
        .isEqualTo(
            new SampleConfig(
                "0.0.0.0",
                6714,
                Path.of("d"),
                Optional.empty(),
                List.of(),
                Duration.ofDays(30),
                ByteSize.of(5 << 20),
                true,
                Sync.GROUPED,
                List.of()));
  }

  @Test
  void everyKeyCanBeAFlag() throws ConfigException {
    SampleConfig config =
        SampleConfig.SCHEMA.parse(
            "--host=::1",
            "--port=0",
            "--data=a folder",
            "--unis",
            "http://u:8888",
            "--parent=http://a:1",
            "--parent=https://b",
            "--max-lease=1h30m",
            "--buffer",
            "1.5k",
            "--verify=no",
            "--sync=each-write",
            "--resource=id=1,path=/srv/d 1,size=2g",
            "--resource",
            "id=x,path=/srv/d2,size=3t,spare=true");

    assertThat(config)
        .isEqualTo(
            new SampleConfig(
                "::1",
                0,
                Path.of("a folder"),
                Optional.of(URI.create("http://u:8888")),
                List.of(URI.create("http://a:1"), URI.create("https://b")),
                Duration.ofMinutes(90),
                ByteSize.of(1536),
                false,
                Sync.EACH_WRITE,
                List.of(
                    new Resource("1", Path.of("/srv/d 1"), ByteSize.of(2L << 30), false),
                    new Resource("x", Path.of("/srv/d2"), ByteSize.of(3L << 40), true))));
  }

  @Test
  void everyKeyCanComeFromTheEnvironment() throws ConfigException {
    SampleConfig config =
        load(
            Map.of(
                "DLT_DEPOT_PORT", "1",
                "DLT_DEPOT_DATA", "/d",
                "DLT_DEPOT_PARENT", "http://a:1, http://b:2,",
                "DLT_DEPOT_MAX_LEASE", "2d",
                "DLT_DEPOT_RESOURCE", "id=1,path=/a,size=1; id=2,path=/b,size=2",
                "DLT_UNIS_PORT", "another service's"));

    assertThat(config.port()).isEqualTo(1);
    assertThat(config.maxLease()).isEqualTo(Duration.ofDays(2));
    assertThat(config.parents())
        .containsExactly(URI.create("http://a:1"), URI.create("http://b:2"));
    assertThat(config.resources()).extracting(Resource::id).containsExactly("1", "2");
  }

  @Test
  void sectionOfTheNodeDocumentIsReadInEitherSpelling() throws Exception {
    Path file =
        file(
            "apiVersion: dlt/v1",
            "kind: Node",
            "location: { country: US, zip: \"48109\" }",
            "depot:",
            "  port: 07",
            "  data: /srv/dlt",
            "  maxLease: 30d",
            "  verify: off",
            "  parents: [ 'http://a:1' ]",
            "  resources:",
            "    - { id: r1, path: /srv/dlt/r1, size: 10GiB }",
            "    - id: 010",
            "      path: /srv/ r2",
            "      size: 5",
            "unis: { port: whatever }");

    SampleConfig config = load(NO_ENV, "--config", file.toString());

    assertThat(config.port()).isEqualTo(7);
    assertThat(config.maxLease()).isEqualTo(Duration.ofDays(30));
    assertThat(config.verify()).isFalse();
    assertThat(config.parents()).containsExactly(URI.create("http://a:1"));
    assertThat(config.resources())
        .containsExactly(
            new Resource("r1", Path.of("/srv/dlt/r1"), ByteSize.of(10L << 30), false),
            new Resource("010", Path.of("/srv/ r2"), ByteSize.of(5), false));
  }

  @Test
  void flagsWinOverVariablesAndThoseOverTheFile() throws Exception {
    Path file = file("depot:", "  host: file", "  port: 1", "  data: file", "  buffer: 1");
    Map<String, String> env = Map.of("DLT_DEPOT_PORT", "2", "DLT_DEPOT_DATA", "env");

    SampleConfig config = load(env, "--config=" + file, "--data", "flag");

    assertThat(config.host()).isEqualTo("file");
    assertThat(config.port()).isEqualTo(2);
    assertThat(config.data()).isEqualTo(Path.of("flag"));
    assertThat(config.buffer()).isEqualTo(ByteSize.of(1));
  }

  @Test
  void emptyFileAndMissingSectionLeaveTheDefaults() throws Exception {
    assertThat(load(NO_ENV, "--data=d", "--config=" + file("")).port()).isEqualTo(6714);
    assertThat(load(NO_ENV, "--data=d", "--config=" + file("depot:")).port()).isEqualTo(6714);
    assertThat(load(NO_ENV, "--data=d", "--config=" + file("unis: {}")).port()).isEqualTo(6714);
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirPlaces() throws Exception {
    Path file =
        file(
            "depto: {}",
            "depot:",
            "  prot: 6714",
            "  buffer: 5X",
            "  maxLease:",
            "  parents: http://a:1",
            "  sync: [grouped]",
            "  resources:",
            "    - { id: r1, path: /srv/r1, size: lots }",
            "    - { id: r2, sise: 5g, path: /srv/r2 }",
            "    - just text",
            "  max_lease: 3d");
    Map<String, String> env = Map.of("DLT_DEPOT_PORT", "67x", "DLT_DEPOT_HSOT", "h");

    List<String> problems =
        problems(
            env,
            "--config=" + file,
            "--unis",
            "unis.example.org",
            "--prot",
            "5",
            "--verify",
            "stray",
            "--log-level=loud");

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "unknown option --prot, did you mean --port?",
            "unexpected argument: stray",
            "--log-level: not one of error, warn, info, debug, trace: loud",
            file + ":1: depto: unknown section, did you mean depot?",
            file + ":3: depot.prot: unknown key, did you mean port?",
            file + ":4: depot.buffer: not a size such as 512, 5M, 1.5G or 10GiB: 5X",
            file + ":12: depot.max_lease: the same key twice, under two spellings",
            file + ":7: depot.sync: takes a single value, not a list",
            file + ":9: depot.resources[0].size: not a size such as 512, 5M, 1.5G or 10GiB: lots",
            file + ":10: depot.resources[1].sise: unknown key, did you mean size?",
            file + ":10: depot.resources[1]: needs size",
            file
                + ":11: depot.resources[2]: takes id=TEXT,path=PATH,size=SIZE[,spare=true|false],"
                + " not: just text",
            "DLT_DEPOT_PORT: not a whole number: 67x",
            "DLT_DEPOT_HSOT: unknown variable, did you mean DLT_DEPOT_HOST?",
            "--unis: not a whole URL such as http://unis.example.org:8888: unis.example.org",
            "dlt depot: needs --data PATH (or DLT_DEPOT_DATA, or data in the section depot of the"
                + " file given with --config)");
  }

  @Test
  void outOfRangeAndRuleBreakingValuesAreRefused() {
    assertThat(problems(NO_ENV, "--data=d", "--port=65536", "--max-lease=0", "--buffer=-1"))
        .containsExactlyInAnyOrder(
            "--port: not from 0 to 65535: 65536",
            "--max-lease: must be longer than 0, not: 0",
            "--buffer: not a size such as 512, 5M, 1.5G or 10GiB: -1");
  }

  @Test
  void ruleOverSeveralKeysIsToldLikeAnyOther() {
    assertThat(problems(NO_ENV, "--data=d", "--host=nowhere", "--port=0"))
        .containsExactly("dlt depot: host nowhere needs a port");
  }

  @Test
  void flagWithoutItsValueOrGivenTwiceIsRefused() {
    assertThat(problems(NO_ENV, "--data", "--port", "1", "--port=2", "--resource", "id"))
        .contains(
            "--data: needs a value: PATH",
            "--port: given twice",
            "--resource: takes id=TEXT,path=PATH,size=SIZE[,spare=true|false], not: id");
  }

  @Test
  void structuredFlagNamesThePartThatIsWrong() {
    assertThat(problems(NO_ENV, "--data=d", "--resource=id=1,pth=/x,size=many,id=2"))
        .containsExactlyInAnyOrder(
            "--resource: id comes twice in: id=1,pth=/x,size=many,id=2",
            "--resource: pth: unknown key, did you mean path?",
            "--resource: size: not a size such as 512, 5M, 1.5G or 10GiB: many",
            "--resource: needs path");
  }

  @Test
  void brokenFilesAreNamedWithTheirLine() throws Exception {
    Path missing = folder.resolve("none.yaml");
    assertThat(problems(NO_ENV, "--data=d", "--config=" + missing))
        .containsExactly(missing + ": there is no such file");

    assertThat(problems(NO_ENV, "--data=d", "--config=" + file("depot:", "  port: [1")))
        .singleElement()
        .asString()
        .startsWith(
            folder.resolve("node.yaml") + ":2: not YAML: while parsing a flow sequence, expected");
    assertThat(problems(NO_ENV, "--data=d", "--config=" + file("- a", "- b")))
        .containsExactly(
            folder.resolve("node.yaml") + ":1: a node document has named sections, not a list");
    assertThat(problems(NO_ENV, "--data=d", "--config=" + file("depot: 5")))
        .containsExactly(
            folder.resolve("node.yaml") + ":1: depot: a section has keys, not a single value");
    assertThat(problems(NO_ENV, "--data=d", "--config=" + file("depot:", "  port: 1", "  port: 2")))
        .containsExactly(folder.resolve("node.yaml") + ":3: depot.port: given twice");
    assertThat(problems(NO_ENV, "--data=d", "--config=" + file("a: &x 1", "depot: { port: *x }")))
        .anyMatch(p -> p.contains(":2: depot.port: aliases are not understood"));
    assertThat(problems(NO_ENV, "--data=d", "--config=" + file("depot: {}", "---", "depot: {}")))
        .anyMatch(p -> p.contains("a second document begins here"));
    assertThat(problems(NO_ENV, "--data=d", "--config=" + folder))
        .singleElement()
        .asString()
        .contains("cannot be read");
  }

  @Test
  void deeplyNestedFileIsRefused() throws Exception {
    assertThat(problems(NO_ENV, "--data=d", "--config=" + file("a: " + "[".repeat(900))))
        .singleElement()
        .asString()
        .contains("nested deeper than 20 levels");
  }

  @Test
  void twoKeysOfOneNameAreAMistakeOfTheProgram() {
    assertThatThrownBy(() -> ConfigSchema.of("x", s -> s, List.of(Key.string("a"), Key.bool("a"))))
        .hasMessage("two keys of x are named a");
    assertThatThrownBy(() -> Key.string("maxLease"))
        .hasMessage("a key is named like max-lease, not: maxLease");
    assertThatThrownBy(
            () ->
                Key.size("a")
                    .byDefault(ByteSize.of(1))
                    .check(s -> false, "no")
                    .byDefault(ByteSize.of(1)))
        .hasMessage("default 1: no");
  }
}
