package org.datalogistics.setup.up;

import java.nio.file.Path;
import org.datalogistics.ibp.DepotAddress;

/** What a node says when it is up: where it is, and what to do now, to be copied. */
final class Welcome {
  private Welcome() {}

  static String text(String command, Path data, DepotAddress depot, String unis) {
    return """

        The node is up; its data is in %s
          depot      ibp://%s
          directory  %s

        In another terminal:
          %s lors-upload -c 1 -f --unis %s FILE
          %s lors-ls FILE.xnd
          %s lors-download FILE.xnd -o COPY
          %s ibp status %s
          curl %s/services

        Ctrl-C ends the node; started again it goes on where it was.

        """
        .formatted(
            data.toAbsolutePath(),
            depot,
            unis,
            command,
            unis,
            command,
            command,
            command,
            depot,
            unis);
  }
}
