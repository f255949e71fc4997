package org.datalogistics.lors.transfer;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;

/** Operations that reach depots on another way than their addresses and capabilities say. */
final class RoutedDepots {
  private RoutedDepots() {}

  /** A view of a client; {@code way} tells where to connect for a depot. */
  static DepotOperations of(DepotOperations client, UnaryOperator<DepotAddress> way) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          Object[] routed = arguments == null ? null : arguments.clone();
          for (int i = 0; routed != null && i < routed.length; i++) {
            if (routed[i] instanceof DepotAddress depot) {
              routed[i] = way.apply(depot);
            } else if (routed[i] instanceof Capability c) {
              routed[i] = new Capability(way.apply(c.depot()), c.key(), c.kind());
            }
          }
          try {
            Object result = method.invoke(client, routed);
            return result instanceof DepotOperations view ? of(view, way) : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (DepotOperations)
        Proxy.newProxyInstance(
            DepotOperations.class.getClassLoader(),
            new Class<?>[] {DepotOperations.class},
            handler);
  }
}
