/**
 * The JSON form of exNodes, as kept by a UNIS directory and in UEF files (exNode spec 5, 6). The
 * ways in are {@link org.datalogistics.exnode.json.JsonExNodeCodec} and {@link
 * org.datalogistics.exnode.json.UefCodec}.
 */
@NullMarked
package org.datalogistics.exnode.json;

import org.jspecify.annotations.NullMarked;
