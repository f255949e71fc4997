package org.datalogistics.depot.command;

import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.jspecify.annotations.Nullable;

/** What a connection has to do for a command. */
public sealed interface Outcome {
  /** Gives back what the outcome holds, when the connection can not carry it out. */
  default void dispose() {}

  /** Answer with this text and go on. */
  record Answer(String text) implements Outcome {}

  /**
   * Answer with the keys of a new allocation and go on.
   *
   * @param undo gives the allocation back: nobody else knows its keys
   */
  record Granted(String text, Runnable undo) implements Outcome {
    @Override
    public void dispose() {
      undo.run();
    }
  }

  /** Answer with an error line, then go on or close. */
  record Refusal(IbpError error, Ending ending) implements Outcome {}

  /**
   * Answer with a line and these stored bytes; {@link #dispose} must follow in any case.
   *
   * @param header the line in front of the bytes
   * @param network digests to put between the bytes (IBP spec 8); null for none
   * @param delivered to be called, before {@link #dispose}, when the socket has taken all bytes
   */
  record Data(String header, Reading reading, @Nullable BlockChecksum network, Runnable delivered)
      implements Outcome {
    @Override
    public void dispose() {
      reading.close();
    }
  }

  /**
   * Send the go-ahead, take the payload, commit it, answer with its length.
   *
   * @param network digests that stand between the bytes of the payload (IBP spec 8); null for none
   */
  record Receive(Incoming incoming, @Nullable BlockChecksum network) implements Outcome {
    @Override
    public void dispose() {
      incoming.abort();
    }
  }
}
