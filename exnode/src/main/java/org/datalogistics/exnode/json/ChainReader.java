package org.datalogistics.exnode.json;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.MetaValue;
import org.datalogistics.exnode.TypedValue.StringValue;

/** Reads the array of functions that this project adds to conditioned extents (exNode spec 5.3). */
final class ChainReader {

  private final JsonCursor cursor;
  private final JsonScalars scalars;

  ChainReader(JsonCursor cursor, JsonScalars scalars) {
    this.cursor = cursor;
    this.scalars = scalars;
  }

  FunctionChain read() throws ExNodeFormatException {
    if (!cursor.isAt(JsonToken.START_ARRAY)) {
      throw cursor.error("functions must be an array");
    }
    List<ConditioningStep> steps = new ArrayList<>();
    cursor.elements(() -> steps.add(step()));
    return new FunctionChain(steps);
  }

  private ConditioningStep step() throws ExNodeFormatException {
    if (!(scalars.value() instanceof MetaValue meta)) {
      throw cursor.error("a function must be an object");
    }
    Map<String, TypedValue> arguments = new HashMap<>(meta.entries().entries());
    TypedValue metadata = arguments.remove(JsonNames.METADATA);
    if (!(arguments.remove(JsonNames.NAME) instanceof StringValue name)) {
      throw cursor.error("a function needs a name");
    }
    try {
      return new ConditioningStep(
          name.value(),
          Metadata.of(arguments),
          metadata instanceof MetaValue entries ? entries.entries() : Metadata.EMPTY);
    } catch (IllegalArgumentException e) {
      throw cursor.error(String.valueOf(e.getMessage()));
    }
  }
}
