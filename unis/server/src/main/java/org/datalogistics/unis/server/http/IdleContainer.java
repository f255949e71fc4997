package org.datalogistics.unis.server.http;

import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.Container;

/** What Jersey wants to be told of when it is shut down. */
record IdleContainer(ApplicationHandler application) implements Container {

  @Override
  public ResourceConfig getConfiguration() {
    return application.getConfiguration();
  }

  @Override
  public ApplicationHandler getApplicationHandler() {
    return application;
  }

  @Override
  public void reload() {
    throw new UnsupportedOperationException("the application never changes while it runs");
  }

  @Override
  public void reload(ResourceConfig configuration) {
    reload();
  }
}
