package org.datalogistics.node.config;

/**
 * A configuration that was read and checked.
 *
 * @param config the service's own record
 * @param settings the values it was built from
 * @param common what every service takes besides
 * @param <C> the type of the record
 */
public record Loaded<C>(C config, Settings settings, CommonOptions common) {}
