package org.datalogistics.depot.resource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.datalogistics.depot.disk.DiskFaults;
import org.datalogistics.depot.disk.FileLayer;

/** A layer of files that tells somebody what fails. */
final class WatchedFiles implements FileLayer {
  private final FileLayer below;
  private final DiskFaults faults;

  WatchedFiles(FileLayer below, DiskFaults faults) {
    this.below = below;
    this.faults = faults;
  }

  @Override
  public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    try {
      return below.open(file, options);
    } catch (IOException e) {
      faults.failed("open a file", e);
      throw e;
    }
  }

  @Override
  public boolean deleteIfExists(Path file) throws IOException {
    try {
      return below.deleteIfExists(file);
    } catch (IOException e) {
      faults.failed("remove a file", e);
      throw e;
    }
  }

  @Override
  public void rename(Path file, Path name) throws IOException {
    try {
      below.rename(file, name);
    } catch (IOException e) {
      faults.failed("rename a file", e);
      throw e;
    }
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    try {
      below.createFolders(folder);
    } catch (IOException e) {
      faults.failed("make a folder", e);
      throw e;
    }
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    return below.list(folder);
  }

  @Override
  public void forceNames(Path folder) throws IOException {
    try {
      below.forceNames(folder);
    } catch (IOException e) {
      faults.failed("force a folder to the disk", e);
      throw e;
    }
  }

  @Override
  public long usableSpace(Path folder) throws IOException {
    return below.usableSpace(folder); // Who asks tells.
  }

  @Override
  public void failed(String what, Throwable failure) {
    faults.failed(what, failure);
  }
}
