/**
 * Logging of services: its level, and a limit for lines that a peer can trigger. Its form is in
 * {@code logback.xml}.
 */
@NullMarked
package org.datalogistics.node.log;

import org.jspecify.annotations.NullMarked;
