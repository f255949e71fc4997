/**
 * Carries HTTP requests from Grizzly to a Jersey application and the answers back, without a thread
 * waiting for a slow client: bodies are collected and answers sent as the network allows, under
 * limits of size, number and time. For the UNIS server; knows nothing of UNIS.
 */
@NullMarked
package org.datalogistics.unis.server.http;

import org.jspecify.annotations.NullMarked;
