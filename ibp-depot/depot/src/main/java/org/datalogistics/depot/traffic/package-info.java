/**
 * What goes through the depot, counted: for monitors and for the operator who asks which clients
 * are busy. The network side counts, the monitoring side reports.
 */
@NullMarked
package org.datalogistics.depot.traffic;

import org.jspecify.annotations.NullMarked;
