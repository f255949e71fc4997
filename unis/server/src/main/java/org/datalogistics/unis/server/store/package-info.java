/**
 * The document store below UNIS: versions of JSON documents in named collections, one query tree
 * and its judge, for the REST layer above. {@link
 * org.datalogistics.unis.server.store.DocumentStore} is the front door; the engines live in the
 * packages below.
 */
@NullMarked
package org.datalogistics.unis.server.store;

import org.jspecify.annotations.NullMarked;
