/**
 * A whole fabric in one JVM for tests: depots and UNIS on loopback, ports 0, temporary folders.
 *
 * <p>{@link org.datalogistics.testkit.fabric.FabricExtension} for JUnit, {@link
 * org.datalogistics.testkit.fabric.MiniFabric} by hand. It runs the very classes that production
 * runs.
 */
@NullMarked
package org.datalogistics.testkit.fabric;

import org.jspecify.annotations.NullMarked;
