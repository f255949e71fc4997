package org.datalogistics.depot.net;

import java.util.concurrent.Executor;
import org.datalogistics.depot.command.CommandExecutor;
import org.datalogistics.depot.traffic.Traffic;

/**
 * What all connections share.
 *
 * @param workers compute digests
 */
record Services(
    NetConfig config,
    CommandExecutor commands,
    Executor workers,
    PayloadBudget budget,
    ConnectionCount count,
    Traffic traffic,
    Failures failures) {}
