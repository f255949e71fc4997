/**
 * UNIS values for everyone who speaks with a directory: its collections, times, links, queries and
 * service records.
 *
 * <p>Nothing here does input or output; {@link org.datalogistics.unis.client} does.
 */
@NullMarked
package org.datalogistics.unis;

import org.jspecify.annotations.NullMarked;
