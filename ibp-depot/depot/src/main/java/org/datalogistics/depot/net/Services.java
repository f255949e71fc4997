package org.datalogistics.depot.net;

import org.datalogistics.depot.command.CommandExecutor;

/** What all connections share. */
record Services(
    NetConfig config,
    CommandExecutor commands,
    PayloadBudget budget,
    ConnectionCount count,
    Failures failures) {}
