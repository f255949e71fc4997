package org.datalogistics.node.lifecycle;

/**
 * Makes a service from its configuration.
 *
 * @param <C> the configuration record
 */
@FunctionalInterface
public interface ServiceFactory<C> {
  /** The service, not started yet. */
  Service create(C config) throws Exception;
}
