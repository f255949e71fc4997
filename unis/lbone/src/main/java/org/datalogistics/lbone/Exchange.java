package org.datalogistics.lbone;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** One connection on which everything must be over at one moment. For one thread. */
final class Exchange extends InputStream {
  private final SocketChannel channel;
  private final Selector selector;
  private final Duration limit;
  private final long end;

  private Exchange(SocketChannel channel, Selector selector, Duration limit, long end) {
    this.channel = channel;
    this.selector = selector;
    this.limit = limit;
    this.end = end;
  }

  static Exchange connect(HostPort server, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException("no such host");
    }
    Exchange exchange = new Exchange(SocketChannel.open(), Selector.open(), limit, end);
    try {
      exchange.open(address);
      return exchange;
    } catch (IOException | RuntimeException e) {
      exchange.close();
      throw e;
    }
  }

  private void open(InetSocketAddress address) throws IOException {
    channel.configureBlocking(false);
    boolean connected = channel.connect(address);
    while (!connected) {
      await(SelectionKey.OP_CONNECT, "connect");
      connected = channel.finishConnect();
    }
  }

  void send(byte[] message) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(message);
    while (rest.hasRemaining()) {
      if (channel.write(rest) == 0) {
        await(SelectionKey.OP_WRITE, "take the request");
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer into = ByteBuffer.wrap(bytes, offset, length);
    int count = channel.read(into);
    while (count == 0) {
      await(SelectionKey.OP_READ, "answer");
      count = channel.read(into);
    }
    return count;
  }

  private void await(int operation, String what) throws IOException {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left > 0) {
      channel.register(selector, operation);
      selector.select(left);
      selector.selectedKeys().clear();
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted");
      }
    } else {
      throw new SocketTimeoutException("did not " + what + " within " + seconds(limit));
    }
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  @Override
  public void close() throws IOException {
    try {
      selector.close();
    } finally {
      channel.close();
    }
  }
}
