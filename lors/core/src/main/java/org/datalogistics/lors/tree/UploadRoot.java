package org.datalogistics.lors.tree;

import java.nio.file.Path;

/**
 * A file or folder to store.
 *
 * @param path where it is
 * @param shown how people call it
 * @param name what a file is called in the store; of no meaning for a folder, whose contents go to
 *     the top of the store
 * @param store where the exNodes go
 */
public record UploadRoot(Path path, String shown, String name, ExNodeStore store) {}
