/**
 * The REST face of UNIS: what each method on each path does to the documents of a store, and what
 * it answers. For {@link org.datalogistics.unis.server.UnisServer}; {@link
 * org.datalogistics.unis.server.rest.RestFace} puts it together.
 */
@NullMarked
package org.datalogistics.unis.server.rest;

import org.jspecify.annotations.NullMarked;
