/**
 * Who may use the depot, which of its commands, how much of it, and which other depots it copies
 * to. Values and counters only; {@link org.datalogistics.depot.net} applies them.
 */
@NullMarked
package org.datalogistics.depot.access;

import org.jspecify.annotations.NullMarked;
