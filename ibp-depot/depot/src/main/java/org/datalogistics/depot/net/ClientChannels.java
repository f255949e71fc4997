package org.datalogistics.depot.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import org.datalogistics.depot.tls.TlsContext;
import org.jspecify.annotations.Nullable;

/** Fits connections out as they are accepted. */
final class ClientChannels extends ChannelInitializer<Channel> {
  private final ChannelGroup all;
  private final @Nullable TlsContext tls;

  @SuppressWarnings("NullAway.Init") // Set before the first connection is accepted.
  private volatile Services services;

  /**
   * @param all gets each connection as long as it is open
   * @param tls null for connections without
   */
  ClientChannels(ChannelGroup all, @Nullable TlsContext tls) {
    this.all = all;
    this.tls = tls;
  }

  void serve(Services shared) {
    services = shared;
  }

  @Override
  protected void initChannel(Channel channel) {
    all.add(channel);
    DepotConnection connection = new DepotConnection(services);
    channel.config().setRecvByteBufAllocator(new ReadSizes(connection));
    if (tls != null) {
      channel.pipeline().addLast("tls", tls.newHandler(channel.alloc()));
    }
    channel.pipeline().addLast("ibp", connection);
  }
}
