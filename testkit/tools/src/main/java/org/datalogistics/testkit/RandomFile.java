package org.datalogistics.testkit;

import java.nio.file.Path;

/**
 * A file of pseudo-random bytes.
 *
 * @param path where it is
 * @param size its length in bytes
 * @param sha256 the SHA-256 of its bytes, in lower-case hexadecimal
 */
public record RandomFile(Path path, long size, String sha256) {}
