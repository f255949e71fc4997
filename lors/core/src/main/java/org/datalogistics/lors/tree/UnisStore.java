package org.datalogistics.lors.tree;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.document.ExNodeDirectory;
import org.datalogistics.lors.document.ExNodeDirectory.Child;
import org.datalogistics.unis.client.UnisException;

/**
 * A directory in UNIS. Folders that are there are used; exNodes that come while others are being
 * posted are posted together.
 */
public final class UnisStore implements ExNodeStore {
  /** Most exNodes in one request. */
  private static final int BATCH = 100;

  /** Documents of a page of a listing. */
  private static final int PAGE = 500;

  private static final long LOOK_MILLIS = 100;

  private final ExNodeDirectory directory;
  private final String path;
  private final boolean lookForFiles;
  private final Conditioned conditioned;

  /** URLs of folders by their path in the tree; the empty path is the top. */
  private final Map<String, String> folders = new ConcurrentHashMap<>();

  /** What one folder holds, by name; the last one asked for, as the walk goes folder by folder. */
  private final Map<String, Map<String, Child>> listed = new HashMap<>();

  private final BlockingQueue<Post> posts = new ArrayBlockingQueue<>(4 * BATCH);
  private final Thread poster = new Thread(this::post, "lors-unis");
  private volatile boolean closed;

  /** An exNode that waits to be posted. */
  private record Post(ExNode exNode, CompletableFuture<URI> url) {}

  /**
   * A directory.
   *
   * @param path in UNIS, such as {@code /user/data}; its missing parts are made. Empty for none
   * @param lookForFiles whether {@link #find} is to know what is there
   */
  public UnisStore(
      ExNodeDirectory directory, String path, boolean lookForFiles, Conditioned conditioned) {
    this.directory = directory;
    this.path = path;
    this.lookForFiles = lookForFiles;
    this.conditioned = conditioned;
    poster.setDaemon(true);
    poster.start();
  }

  /** The URL of the directory itself, once the first folder or file has come. */
  public Optional<String> url() {
    return Optional.ofNullable(folders.get("")).filter(url -> !url.isEmpty());
  }

  @Override
  public void folder(String relative) throws IOException {
    synchronized (folders) {
      if (folders.containsKey(relative)) {
        return;
      }
      if (relative.isEmpty()) {
        folders.put("", directory.makeDirectories(path, ""));
        return;
      }
      int slash = relative.lastIndexOf('/');
      String above = slash < 0 ? "" : relative.substring(0, slash);
      folder(above);
      String url =
          directory.makeDirectories(relative.substring(slash + 1), folders.getOrDefault(above, ""));
      folders.put(relative, url);
    }
  }

  private String folderOf(String relative) throws IOException {
    int slash = relative.lastIndexOf('/');
    String folder = slash < 0 ? "" : relative.substring(0, slash);
    folder(folder);
    return folders.getOrDefault(folder, "");
  }

  @Override
  public Optional<ExNode> find(String relative) throws IOException {
    String folder = folderOf(relative);
    if (!lookForFiles || folder.isEmpty()) {
      return Optional.empty();
    }
    Child found = files(folder).get(relative.substring(relative.lastIndexOf('/') + 1));
    return found == null ? Optional.empty() : Optional.of(directory.read(found));
  }

  private Map<String, Child> files(String folder) throws IOException {
    synchronized (listed) {
      Map<String, Child> files = listed.get(folder);
      if (files == null) {
        files = new HashMap<>();
        List<Child> page;
        int skip = 0;
        do {
          page = directory.children(folder, skip, PAGE);
          for (Child child : page) {
            if (!child.isDirectory()) {
              files.put(child.name(), child);
            }
          }
          skip += page.size();
        } while (page.size() == PAGE);
        listed.clear();
        listed.put(folder, files);
      }
      return files;
    }
  }

  @Override
  public String put(String relative, ExNode exNode) throws IOException {
    String folder = folderOf(relative);
    ExNode placed = folder.isEmpty() ? exNode : exNode.toBuilder().parent(folder).build();
    Post post = new Post(placed, new CompletableFuture<>());
    try {
      while (!posts.offer(post, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (closed) {
          throw new CancelledException("the directory was closed");
        }
      }
      return post.url().get().toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io
          ? io
          : new LorsException("cannot be described in UNIS: " + e.getMessage(), e);
    }
  }

  /** Posts what there is, again and again: what comes meanwhile is the next batch. */
  private void post() {
    List<Post> batch = new ArrayList<>();
    try {
      while (!closed || !posts.isEmpty()) {
        Post first = posts.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          posts.drainTo(batch, BATCH - 1);
          post(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; the thread ends
    }
  }

  private void post(List<Post> batch) {
    try {
      List<URI> urls = directory.postAll(batch.stream().map(Post::exNode).toList(), conditioned);
      for (int i = 0; i < urls.size(); i++) {
        batch.get(i).url().complete(urls.get(i));
      }
    } catch (IOException | RuntimeException e) {
      boolean silent = e instanceof UnisException unis && unis.status() == 0;
      if (batch.size() == 1 || silent) {
        batch.forEach(post -> post.url().completeExceptionally(e));
      } else {
        // One that is refused must not take the others with it.
        batch.forEach(post -> post(List.of(post)));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
