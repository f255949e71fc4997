package org.datalogistics.depot.payload;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.ibp.BlockChecksum;
import org.jspecify.annotations.Nullable;

/** Takes the bytes of an upload as they came from the socket. For one thread at a time. */
public interface PayloadSink {
  /**
   * Takes the next bytes; blocks for the disk. The buffer is still the caller's to release, but its
   * content may be changed.
   */
  void write(ByteBuf bytes) throws IOException, RefusedException;

  /** Where {@link #write} belongs. */
  Executor executor();

  /** Goes on with what took its turn of {@link #executor}, after others had theirs. */
  void inTurn(Runnable work);

  /** Bytes that the client sends, digests included. */
  long wireLength();

  /** For an upload with these digests between its bytes (IBP spec 8), or none. */
  static PayloadSink of(Incoming incoming, @Nullable BlockChecksum network, Executor workers) {
    return network == null ? new Plain(incoming) : new CheckedPayload(incoming, network, workers);
  }

  /** Bytes as they are. */
  record Plain(Incoming incoming) implements PayloadSink {
    @Override
    public void write(ByteBuf bytes) throws IOException, RefusedException {
      incoming.write(bytes.nioBuffer());
    }

    @Override
    public Executor executor() {
      return incoming.disk();
    }

    @Override
    public void inTurn(Runnable work) {
      incoming.disk().executeLong(work); // Much at once is only there on a thread of the disk.
    }

    @Override
    public long wireLength() {
      return incoming.length();
    }
  }
}
