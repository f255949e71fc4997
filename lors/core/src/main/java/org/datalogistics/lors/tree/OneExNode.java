package org.datalogistics.lors.tree;

/**
 * A single exNode.
 *
 * @param name of its file; empty for the name that the exNode says
 * @param shown how people call it
 */
public record OneExNode(String name, String shown, Loader exNode) implements ExNodeTree {
  @Override
  public long count() {
    return 1;
  }

  @Override
  public void walk(Visitor visitor) throws InterruptedException {
    visitor.file(name, shown, exNode);
  }
}
