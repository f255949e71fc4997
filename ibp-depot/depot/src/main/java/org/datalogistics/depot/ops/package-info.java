/**
 * What an operator sees of a running depot: its health as JSON and as a page, its metrics for
 * Prometheus, over a small HTTP listener of its own.
 */
@NullMarked
package org.datalogistics.depot.ops;

import org.jspecify.annotations.NullMarked;
