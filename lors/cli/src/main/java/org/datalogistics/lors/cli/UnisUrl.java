package org.datalogistics.lors.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** URLs of UNIS directories and of exNodes in them. */
final class UnisUrl {
  private UnisUrl() {}

  /** Whether a name of an exNode is a URL and not a file. */
  static boolean isUrl(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }

  static URI parse(String text) throws UsageException {
    try {
      URI url = new URI(text);
      if (isUrl(text) && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new UsageException("'" + text + "' is not a URL: " + e.getReason());
    }
    throw new UsageException("'" + text + "' is not a URL such as http://127.0.0.1:8888");
  }
}
