package org.datalogistics.unis.server.store;

/**
 * One parameter of a query string, decoded once.
 *
 * @param value empty when the parameter has none
 */
public record QueryParameter(String name, String value) {}
