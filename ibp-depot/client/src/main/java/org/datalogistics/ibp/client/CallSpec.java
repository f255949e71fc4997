package org.datalogistics.ibp.client;

import java.util.function.Supplier;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.DepotAddress;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to a depot.
 *
 * @param what operation and depot, for people
 * @param line the request line, its end included
 * @param payload what follows the line
 * @param network digests between the payload bytes; null for none
 * @param exclusive whether nothing else may be in flight on its connection: larger transfers,
 *     copies
 * @param repeatable whether it may be sent again when the connection broke and nobody knows whether
 *     the depot has carried it out
 * @param answerNanos longest silence before its first answer
 * @param reply makes a reader for each attempt
 */
record CallSpec<T extends @Nullable Object>(
    DepotAddress depot,
    String what,
    String line,
    @Nullable Payload payload,
    @Nullable BlockChecksum network,
    boolean exclusive,
    boolean repeatable,
    long answerNanos,
    Supplier<ReplyReader<T>> reply) {}
