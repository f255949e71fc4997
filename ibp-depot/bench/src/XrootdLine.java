import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A light client of XRootD: opens, reads, writes, closes and removes files, with the checksum of
 * each page (pgread, pgwrite: what its own client does by default) or without.
 */
final class XrootdLine implements AutoCloseable {
  private static final int PAGE = 4096;
  private static final int CHUNK = 1 << 20;
  private static final int CLOSE = 3003;
  private static final int LOGIN = 3007;
  private static final int OPEN = 3010;
  private static final int READ = 3013;
  private static final int REMOVE = 3014;
  private static final int WRITE = 3019;
  private static final int PAGE_WRITE = 3026;
  private static final int PAGE_READ = 3030;
  private static final int OK = 0;
  private static final int MORE = 4000;
  private static final int STATUS = 4007;
  private static final int OPEN_NEW = 0x2 | 0x20 | 0x100; // replace, update, make folders
  private static final int OPEN_READ = 0x10;

  private final Line line;
  private final boolean pages;
  private final ByteBuffer chunk;

  XrootdLine(int port, boolean pages) throws IOException {
    this.line = new Line(port);
    this.pages = pages;
    this.chunk = pages ? chunkWithChecksums() : ByteBuffer.allocateDirect(CHUNK);
    line.send(ByteBuffer.allocate(20).putInt(12, 4).putInt(16, 2012));
    line.discard(16);
    ByteBuffer login = request(LOGIN, 0).putInt(4, 1);
    login.put(8, "bench".getBytes(StandardCharsets.US_ASCII)).put(18, (byte) 5);
    line.send(login);
    answer();
  }

  private static ByteBuffer chunkWithChecksums() {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK / PAGE * (PAGE + 4));
    CRC32C sum = new CRC32C();
    sum.update(new byte[PAGE]);
    while (chunk.hasRemaining()) {
      chunk.putInt((int) sum.getValue()).position(chunk.position() + PAGE);
    }
    return chunk.flip();
  }

  private static ByteBuffer request(int id, int length) {
    return ByteBuffer.allocate(24).putShort(2, (short) id).putInt(20, length);
  }

  void put(String path, long size) throws IOException {
    int handle = open(path, OPEN_NEW, 0644);
    int open = 0;
    for (long at = 0; at < size; at += CHUNK) {
      ByteBuffer write = request(pages ? PAGE_WRITE : WRITE, chunk.capacity());
      line.send(write.putInt(4, handle).putLong(8, at));
      line.send(chunk.duplicate());
      if (++open == 4) { // as many under way as its own client has
        answer();
        open--;
      }
    }
    for (; open > 0; open--) {
      answer();
    }
    close(handle);
  }

  void get(String path, long size) throws IOException {
    int handle = open(path, OPEN_READ, 0);
    int chunk = 8 * CHUNK;
    int open = 0;
    for (long at = 0; at < size; at += chunk) {
      ByteBuffer read = request(pages ? PAGE_READ : READ, 0);
      line.send(read.putInt(4, handle).putLong(8, at).putInt(16, chunk));
      if (++open == 4) {
        answer();
        open--;
      }
    }
    for (; open > 0; open--) {
      answer();
    }
    close(handle);
  }

  void remove(String path) throws IOException {
    sendPath(request(REMOVE, path.length()), path);
    answer();
  }

  private int open(String path, int options, int mode) throws IOException {
    ByteBuffer open = request(OPEN, path.length());
    sendPath(open.putShort(4, (short) mode).putShort(6, (short) options), path);
    return answer();
  }

  private void close(int handle) throws IOException {
    line.send(request(CLOSE, 0).putInt(4, handle));
    answer();
  }

  private void sendPath(ByteBuffer request, String path) throws IOException {
    byte[] bytes = path.getBytes(StandardCharsets.US_ASCII);
    line.send(ByteBuffer.allocate(24 + bytes.length).put(request).put(bytes).flip());
  }

  /** Takes the whole answer; gives its first four bytes. */
  private int answer() throws IOException {
    while (true) {
      ByteBuffer header = line.read(8);
      int status = header.getShort(2);
      int length = header.getInt(4);
      if (status == STATUS) {
        ByteBuffer body = line.read(length);
        line.discard(body.getInt(12));
        if (body.get(7) == 0) {
          return 0;
        }
      } else if (status == OK || status == MORE) {
        int first = length < 4 ? 0 : line.read(4).getInt();
        line.discard(length < 4 ? length : length - 4);
        if (status == OK) {
          return first;
        }
      } else {
        byte[] reason = line.read(length).array();
        throw new IOException(
            "XRootD answered " + status + " " + new String(reason, StandardCharsets.US_ASCII));
      }
    }
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
