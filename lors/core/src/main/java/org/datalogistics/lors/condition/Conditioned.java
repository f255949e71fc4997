package org.datalogistics.lors.condition;

import java.nio.ByteBuffer;
import org.datalogistics.exnode.FunctionChain;

/**
 * The bytes of one mapping as they are to be stored, and what the exNode has to say about them.
 *
 * @param bytes what to store, from position to limit
 * @param e2eBlockSize of the mapping, see {@link org.datalogistics.exnode.Extent}
 * @param functions of the mapping, with its keys
 */
public record Conditioned(ByteBuffer bytes, long e2eBlockSize, FunctionChain functions) {}
