/**
 * How coding groups stand in a document: as one nested entry of the exNode's metadata, the same in
 * XML and JSON. For the codecs of both; programs find the groups in {@link
 * org.datalogistics.exnode.ExNode#codingGroups}.
 */
@NullMarked
package org.datalogistics.exnode.coding;

import org.jspecify.annotations.NullMarked;
