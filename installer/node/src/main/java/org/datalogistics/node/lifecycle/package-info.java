/**
 * Running services: {@link org.datalogistics.node.lifecycle.ServiceMain} is the {@code main} of
 * one, {@link org.datalogistics.node.lifecycle.Launcher} starts several, tells when they are ready,
 * and closes them when the process is asked to end.
 */
@NullMarked
package org.datalogistics.node.lifecycle;

import org.jspecify.annotations.NullMarked;
