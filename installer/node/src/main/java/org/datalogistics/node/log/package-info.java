/**
 * Logging of services: its level, its form (text as in {@code logback.xml}, or JSON), and a limit
 * for lines that a peer can trigger.
 */
@NullMarked
package org.datalogistics.node.log;

import org.jspecify.annotations.NullMarked;
