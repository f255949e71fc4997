package org.datalogistics.packaging;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who may use whom (docs/architecture.md): modules by folder, and the packages of libraries that
 * their main code may see. The JDK and the null annotations are everybody's.
 */
final class Arrows {
  private static final Map<String, Set<String>> MODULES = new LinkedHashMap<>();
  private static final Map<String, Set<String>> LIBRARIES = new LinkedHashMap<>();

  static {
    module("testkit/tools")
        .libraries("org.junit.jupiter", "org.junit.platform", "org.opentest4j", "org.slf4j");
    module("exnode").libraries("com.fasterxml.jackson.core");
    module("ibp-depot/protocol").libraries("io.netty.buffer", "io.netty.util");
    module("ibp-depot/client", "ibp-depot/protocol").libraries("io.netty", "org.slf4j");
    module("unis/client").libraries("com.fasterxml.jackson", "org.slf4j");
    module("unis/lbone").libraries();
    module("installer/node")
        .libraries(
            "com.fasterxml.jackson",
            "org.yaml.snakeyaml",
            "org.apache.commons.cli",
            "org.slf4j",
            "ch.qos.logback");
    module("ibp-depot/depot", "ibp-depot/client", "unis/client", "installer/node")
        .libraries("io.netty", "com.fasterxml.jackson", "org.sqlite", "org.slf4j");
    module("unis/server", "unis/client", "unis/lbone", "installer/node")
        .libraries(
            "com.fasterxml.jackson",
            "org.glassfish",
            "jakarta",
            "org.sqlite",
            "com.mongodb",
            "org.bson",
            "org.slf4j");
    module("testkit/fabric", "testkit/tools", "ibp-depot/depot", "unis/server")
        .libraries("org.junit.jupiter", "org.slf4j");
    module("lors/core", "exnode", "ibp-depot/client", "unis/client", "unis/lbone")
        .libraries("com.fasterxml.jackson", "com.github.luben", "io.netty", "org.slf4j");
    module("lors/cli", "lors/core")
        .libraries("org.apache.commons.cli", "com.fasterxml.jackson", "org.slf4j");
    module("installer/setup", "ibp-depot/depot", "unis/server", "lors/cli")
        .libraries(
            "io.netty.buffer", "org.apache.commons.cli", "com.fasterxml.jackson", "org.slf4j");
    module("packaging", "installer/setup").libraries();
  }

  private Arrows() {}

  private static Libraries module(String folder, String... uses) {
    MODULES.put(folder, Set.of(uses));
    return names -> LIBRARIES.put(folder, Set.of(names));
  }

  @FunctionalInterface
  private interface Libraries {
    void libraries(String... names);
  }

  /** All modules, in an order in which each uses only earlier ones. */
  static Set<String> modules() {
    return MODULES.keySet();
  }

  /** What a module may name in its POM, outside tests. */
  static Set<String> direct(String module) {
    return MODULES.getOrDefault(module, Set.of());
  }

  /** What a module's main code may see: itself, what it uses, and what that uses. */
  static Set<String> visible(String module) {
    Set<String> all = new HashSet<>();
    all.add(module);
    direct(module).forEach(used -> all.addAll(visible(used)));
    return all;
  }

  /** Whether a module's main code may see a class outside this project. */
  static boolean seesLibrary(String module, String packageName) {
    return isUnder(packageName, "java")
        || isUnder(packageName, "javax")
        || isUnder(packageName, "jdk")
        || isUnder(packageName, "com.sun.management") // of the module jdk.management
        || isUnder(packageName, "org.jspecify")
        || LIBRARIES.getOrDefault(module, Set.of()).stream()
            .anyMatch(library -> isUnder(packageName, library));
  }

  private static boolean isUnder(String packageName, String prefix) {
    return packageName.equals(prefix) || packageName.startsWith(prefix + ".");
  }
}
