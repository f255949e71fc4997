package org.datalogistics.unis.server.http;

import java.util.Locale;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents.IncomingHttpUpgradeEvent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;

/**
 * Lets requests that offer an upgrade nobody here takes ({@code Upgrade: h2c}, as {@code
 * java.net.http} and {@code curl --http2} send it) be ordinary requests. Without this Grizzly
 * ignores their Content-Length and waits for a body until it gives up (Grizzly issue 1972), and
 * closes the connection behind the answer without a word, which a client that uses it again takes
 * for a failure of its next request.
 */
final class PlainUpgradeGuard extends BaseFilter implements AddOn {

  @Override
  public void setup(NetworkListener listener, FilterChainBuilder chain) {
    chain.add(chain.indexOfType(HttpServerFilter.class) + 1, this);
  }

  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
    if (event.type() == IncomingHttpUpgradeEvent.TYPE) {
      HttpHeader head = ((IncomingHttpUpgradeEvent) event).getHttpHeader();
      String upgrade = head.getUpgrade();
      if (upgrade == null || !upgrade.toLowerCase(Locale.ROOT).contains("websocket")) {
        head.setIgnoreContentModifiers(false);
        head.getUpgradeDC().recycle();
      }
    }
    return context.getInvokeAction();
  }
}
