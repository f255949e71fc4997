package org.datalogistics.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The arrows as the POMs draw them. */
class ModuleArrowsTest {
  private final Path root = Checkout.root();

  @Test
  void everyModuleHasItsPlaceAmongTheArrows() throws Exception {
    assertThat(modules()).containsExactlyInAnyOrderElementsOf(Arrows.modules());
  }

  @Test
  void aModuleUsesOnlyModulesThatItsArrowsPointTo() throws Exception {
    Map<String, String> folders = new HashMap<>();
    for (String module : modules()) {
      folders.put(text(pom(module), "artifactId"), module);
    }
    List<String> wrong = new ArrayList<>();
    for (String module : modules()) {
      for (Element dependency : children(child(pom(module), "dependencies"), "dependency")) {
        String used = folders.get(text(dependency, "artifactId"));
        if (used != null && !isTest(dependency) && !Arrows.direct(module).contains(used)) {
          wrong.add(module + " -> " + used);
        }
      }
    }
    assertThat(wrong).as("arrows that docs/architecture.md does not draw").isEmpty();
  }

  @Test
  void versionsAreInTheParentOnly() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String module : modules()) {
      for (Element dependency : children(child(pom(module), "dependencies"), "dependency")) {
        if (dependency.getElementsByTagName("version").getLength() > 0) {
          wrong.add(module + ": " + text(dependency, "artifactId"));
        }
      }
    }
    assertThat(wrong).as("dependencies with a version of their own").isEmpty();
  }

  private static boolean isTest(Element dependency) {
    return children(dependency, "scope").stream().anyMatch(s -> s.getTextContent().equals("test"));
  }

  private List<String> modules() throws Exception {
    Element parent = parse(root.resolve("pom.xml"));
    return children(child(parent, "modules"), "module").stream()
        .map(Element::getTextContent)
        .toList();
  }

  private Element pom(String module) throws Exception {
    return parse(root.resolve(module).resolve("pom.xml"));
  }

  private static Element parse(Path file) throws Exception {
    try (var stream = Files.newInputStream(file)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(stream)
          .getDocumentElement();
    }
  }

  private static String text(Element parent, String name) {
    return child(parent, name).getTextContent().strip();
  }

  private static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    assertThat(found).as(name + " in " + parent.getTagName()).hasSize(1);
    return found.get(0);
  }

  private static List<Element> children(Element parent, String name) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node instanceof Element && node.getNodeName().equals(name))
        .map(Element.class::cast)
        .toList();
  }
}
