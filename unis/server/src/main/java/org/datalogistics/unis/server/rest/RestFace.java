package org.datalogistics.unis.server.rest;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.datalogistics.unis.server.http.Spool;
import org.datalogistics.unis.server.store.DocumentStore;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** Puts the REST face together. */
public final class RestFace {

  private RestFace() {}

  /**
   * The application over one store.
   *
   * @param spools where long answers wait
   * @param clock for {@code ts} and the life of services
   * @param random for the ids of documents that come without one
   */
  public static ResourceConfig over(
      DocumentStore store, Spool.Place spools, InstantSource clock, RandomGenerator random) {
    Answers answers = new Answers(spools);
    DocumentReader reader = new DocumentReader(store, clock);
    DocumentWriter writer =
        new DocumentWriter(store, new ServerFields(new MicroClock(clock), random));
    return new ResourceConfig()
        // Only what is named here takes part, and nothing is searched for: that is also the quicker
        // start.
        .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
        .property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
        .property(ServerProperties.WADL_FEATURE_DISABLE, true)
        .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
        .register(new ServiceEndpoints(store.uid(), answers))
        .register(new CollectionEndpoint(reader, writer, answers))
        .register(new CrossOrigin())
        .register(new Negotiation())
        .register(ErrorMapper.class);
  }
}
