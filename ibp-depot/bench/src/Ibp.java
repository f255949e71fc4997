import java.io.IOException;

/** The few requests of IBP that the benchmarks make, on one connection. */
final class Ibp implements AutoCloseable {
  private final Line line;

  /** What a capability's request fields are for each kind of access, and the whole capabilities. */
  record Keys(String read, String write, String manage, String readCap, String writeCap) {
    /** From the answer to ALLOCATE. */
    static Keys of(String answer) throws IOException {
      String[] caps = answer.split(" ");
      if (!caps[0].equals("1") || caps.length < 4) {
        throw new IOException("ALLOCATE was answered by " + answer);
      }
      return new Keys(field(caps[1]), field(caps[2]), field(caps[3]), caps[1], caps[2]);
    }

    private static String field(String capability) {
      int end = capability.lastIndexOf('/', capability.lastIndexOf('/') - 1);
      return capability.substring(capability.lastIndexOf('/', end - 1) + 1, end);
    }
  }

  Ibp(int port) throws IOException {
    this(new Line(port));
  }

  Ibp(Line line) {
    this.line = line;
  }

  Keys allocate(long size) throws IOException {
    return allocate(size, 3600);
  }

  Keys allocate(long size, int seconds) throws IOException {
    line.send(allocation(size, seconds));
    return Keys.of(line.readLine());
  }

  static String allocation(long size, int seconds) {
    return "1 1 1 2 1 " + seconds + " " + size + " 30\n";
  }

  void store(Keys keys, long size) throws IOException {
    line.send("1 2 " + keys.write() + " 1 " + size + " 30\n");
    line.expect("1 ");
    line.sendBytes(size);
    line.expect("1 " + size);
  }

  /** Request and payload in one write. */
  void storeAtOnce(Keys keys, int size) throws IOException {
    line.sendWithBytes(storing(keys, size), size);
    line.expect("1 ");
    line.expect("1 " + size);
  }

  static String storing(Keys keys, int size) {
    return "1 2 " + keys.write() + " 1 " + size + " 30\n";
  }

  void writeAtOnce(Keys keys, long offset, int size) throws IOException {
    line.sendWithBytes("1 13 " + keys.write() + " 1 " + offset + " " + size + " 30\n", size);
    line.expect("1 ");
    line.expect("1 " + size);
  }

  void load(Keys keys, long offset, long size) throws IOException {
    line.send("1 8 " + keys.read() + " 1 " + offset + " " + size + " 30\n");
    line.expect("1 " + size);
    line.discard(size);
  }

  void delete(Keys keys) throws IOException {
    line.send(deletion(keys));
    line.expect("1");
  }

  static String deletion(Keys keys) {
    return "1 9 " + keys.manage() + " 1 42 1 30\n";
  }

  /** Gives the answer. */
  String probe(Keys keys) throws IOException {
    line.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n");
    return line.readLine();
  }

  /** The depot copies from its own allocation to the end of another one, of any depot. */
  void push(Keys from, Keys to, long size) throws IOException {
    line.send("1 20 1 " + from.read() + " " + to.writeCap() + " 1 0 -1 " + size + " 30 30 30\n");
    line.expect("1 " + size);
  }

  /** The depot appends from an allocation of any depot to its own. */
  void pull(Keys to, Keys from, long size) throws IOException {
    line.send("1 21 1 " + to.write() + " " + from.readCap() + " 1 -1 0 " + size + " 30 30 30\n");
    line.expect("1 " + size);
  }

  /** Deletes in one go. */
  void deleteAll(Iterable<Keys> all) throws IOException {
    int open = 0;
    for (Keys keys : all) {
      line.queue(deletion(keys), 0);
      if (++open == 256) {
        answered(open);
        open = 0;
      }
    }
    answered(open);
  }

  private void answered(int open) throws IOException {
    line.flush();
    for (int i = 0; i < open; i++) {
      line.expect("1");
    }
  }

  Line line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
