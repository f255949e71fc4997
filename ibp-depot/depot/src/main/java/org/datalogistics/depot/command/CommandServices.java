package org.datalogistics.depot.command;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.datalogistics.depot.disk.DiskThreads;
import org.datalogistics.depot.payload.PayloadBudget;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.depot.traffic.TrafficReport;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;

/**
 * What the commands work with.
 *
 * @param address what capabilities name
 * @param secureAddress what they name that are made over an encrypted connection
 * @param bound the address that is listened on
 * @param ports the ports on which the depot speaks IBP, encrypted or not
 * @param others how to reach other depots
 * @param destinations to which of them copies may go
 * @param disk runs what may wait for the disk; when that is full, no command begins
 * @param copying runs copies within the depot
 * @param budget the memory for payload under way
 * @param clock the time of day
 * @param version of the depot, for people; may be empty
 * @param traffic what went through the depot up to now
 * @param configuration the settings as text for the operator, without secrets
 */
public record CommandServices(
    Resources resources,
    DepotAddress address,
    DepotAddress secureAddress,
    InetAddress bound,
    Set<Integer> ports,
    DepotOperations others,
    Destinations destinations,
    DiskThreads disk,
    Executor copying,
    PayloadBudget budget,
    InstantSource clock,
    String version,
    Supplier<TrafficReport> traffic,
    Supplier<String> configuration) {
  public CommandServices {
    ports = Set.copyOf(ports);
  }
}
