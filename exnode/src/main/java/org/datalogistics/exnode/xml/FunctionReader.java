package org.datalogistics.exnode.xml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;

/** Reads {@code function} elements (exNode spec 2.5), the outermost of which was applied last. */
final class FunctionReader {

  private final XmlCursor cursor;
  private final ValueReader values;

  FunctionReader(XmlCursor cursor, ValueReader values) {
    this.cursor = cursor;
    this.values = values;
  }

  /** Reads the element at hand and the functions nested in it. */
  FunctionChain read() throws ExNodeFormatException {
    List<ConditioningStep> outermostFirst = new ArrayList<>();
    readInto(outermostFirst);
    Collections.reverse(outermostFirst);
    return new FunctionChain(outermostFirst);
  }

  private void readInto(List<ConditioningStep> outermostFirst) throws ExNodeFormatException {
    String name = cursor.requiredAttribute(XmlNames.NAME);
    Map<String, TypedValue> arguments = new TreeMap<>();
    Map<String, TypedValue> metadata = new TreeMap<>();
    List<ConditioningStep> nested = new ArrayList<>();
    cursor.children(
        child -> {
          if (!cursor.isExNodeElement()) {
            cursor.skip();
            return;
          }
          switch (child) {
            case XmlNames.ARGUMENT -> values.readInto(arguments, Set.of());
            case XmlNames.METADATA -> values.readInto(metadata, Set.of());
            case XmlNames.FUNCTION -> {
              if (!nested.isEmpty()) {
                throw cursor.error(
                    "the function " + name + " has two functions nested side by side");
              }
              readInto(nested);
            }
            default -> cursor.skip();
          }
        });
    if (!name.equals(XmlNames.IDENTITY)) {
      outermostFirst.add(step(name, Metadata.of(arguments), Metadata.of(metadata)));
    }
    outermostFirst.addAll(nested);
  }

  private ConditioningStep step(String name, Metadata arguments, Metadata metadata)
      throws ExNodeFormatException {
    try {
      return new ConditioningStep(name, arguments, metadata);
    } catch (IllegalArgumentException e) {
      throw cursor.error(String.valueOf(e.getMessage()));
    }
  }
}
