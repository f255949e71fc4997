package org.datalogistics.node.lifecycle;

import java.io.IOException;
import java.util.Set;

/**
 * A service that takes a changed configuration over while it runs.
 *
 * @param <C> the configuration record
 */
public interface ReloadableService<C> extends Service {
  /**
   * Takes over what can change while it runs; what cannot it leaves as it is. Called for an
   * unchanged configuration too: files that it names may have changed. Never called before {@link
   * #start} was; when that is still running this waits.
   *
   * @throws IOException with the reason if it cannot be taken over; then nothing has changed
   */
  void reload(C changed) throws IOException;

  /** The names of the keys that only a restart changes, as a node document has them. */
  Set<String> fixedKeys();
}
