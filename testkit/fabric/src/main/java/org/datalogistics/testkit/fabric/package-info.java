/** A fabric in one JVM. */
@NullMarked
package org.datalogistics.testkit.fabric;

import org.jspecify.annotations.NullMarked;
