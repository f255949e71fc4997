package org.datalogistics.ibp.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AdminPassword;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.jspecify.annotations.Nullable;

/** A view of the operations; the work is done by one class for each group of commands. */
class Operations implements DepotOperations {
  private final Requests requests;
  private final AllocationCalls allocations;
  private final TransferCalls transfers;
  private final CopyCalls copies;
  private final StatusCalls statuses;

  Operations(Requests requests) {
    this.requests = requests;
    this.allocations = new AllocationCalls(requests);
    this.transfers = new TransferCalls(requests);
    this.copies = new CopyCalls(requests);
    this.statuses = new StatusCalls(requests);
  }

  @Override
  public DepotOperations within(Duration limit) {
    return view(requests.options().withLimit(limit));
  }

  @Override
  public DepotOperations checksummed(BlockChecksum network) {
    return view(requests.options().withNetwork(network));
  }

  @Override
  public DepotOperations over(CopyRoute route) {
    return view(requests.options().withRoute(route));
  }

  private DepotOperations view(CallOptions options) {
    return new Operations(requests.with(options));
  }

  @Override
  public AliasOperations aliases() {
    return new AliasCalls(requests);
  }

  @Override
  public IntegrityOperations integrity() {
    return new IntegrityCalls(requests);
  }

  @Override
  public AdminOperations admin(AdminPassword password) {
    return new AdminCalls(requests, password);
  }

  @Override
  public CompletableFuture<CapabilitySet> allocate(
      DepotAddress depot, IbpCommand.Allocate command) {
    return allocations.allocate(depot, command);
  }

  @Override
  public CompletableFuture<Long> store(Capability write, Payload payload) {
    return transfers.store(write, payload);
  }

  @Override
  public CompletableFuture<Long> write(Capability write, long offset, Payload payload) {
    return transfers.write(write, offset, payload);
  }

  @Override
  public CompletableFuture<Long> writeVector(
      Capability write, List<ByteRange> ranges, Payload payload) {
    return transfers.writeVector(write, ranges, payload);
  }

  @Override
  public CompletableFuture<Long> load(Capability read, long offset, long length, LoadSink sink) {
    return transfers.load(read, offset, length, sink);
  }

  @Override
  public CompletableFuture<Long> readVector(
      Capability read, List<ByteRange> ranges, LoadSink sink) {
    return transfers.readVector(read, ranges, sink);
  }

  @Override
  public CompletableFuture<AllocationStatus> probe(Capability capability) {
    return allocations.probe(capability);
  }

  @Override
  public CompletableFuture<@Nullable Void> increment(Capability manage, CapabilityKind counter) {
    return allocations.changeCount(manage, counter, true);
  }

  @Override
  public CompletableFuture<@Nullable Void> decrement(Capability manage, CapabilityKind counter) {
    return allocations.changeCount(manage, counter, false);
  }

  @Override
  public CompletableFuture<@Nullable Void> change(
      Capability manage, long maxSize, long durationSeconds, @Nullable Reliability reliability) {
    return allocations.change(manage, maxSize, durationSeconds, reliability);
  }

  @Override
  public CompletableFuture<@Nullable Void> truncate(Capability manage, long maxSize) {
    return allocations.truncate(manage, maxSize);
  }

  @Override
  public CompletableFuture<CapabilitySet> rename(Capability manage) {
    return allocations.rename(manage);
  }

  @Override
  public CompletableFuture<CapabilitySet> split(Capability manage, SplitTerms terms) {
    return allocations.split(manage, terms);
  }

  @Override
  public CompletableFuture<@Nullable Void> merge(Capability manage, Capability child) {
    return allocations.merge(manage, child);
  }

  @Override
  public CompletableFuture<DepotStatus> inquire(DepotAddress depot, String rid) {
    return statuses.inquire(depot, rid);
  }

  @Override
  public CompletableFuture<List<DepotStatus>> inquireAll(DepotAddress depot) {
    return statuses.inquireAll(depot);
  }

  @Override
  public CompletableFuture<List<String>> resources(DepotAddress depot) {
    return statuses.resources(depot);
  }

  @Override
  public CompletableFuture<String> version(DepotAddress depot) {
    return statuses.version(depot);
  }

  @Override
  public CompletableFuture<Long> send(
      Capability read, Capability remote, long offset, long length) {
    return copies.send(read, remote, offset, length);
  }

  @Override
  public CompletableFuture<Long> push(
      Capability read, Capability remote, long offset, long remoteOffset, long length) {
    return copies.push(read, remote, offset, remoteOffset, length);
  }

  @Override
  public CompletableFuture<Long> pull(
      Capability write, Capability remote, long offset, long remoteOffset, long length) {
    return copies.pull(write, remote, offset, remoteOffset, length);
  }
}
